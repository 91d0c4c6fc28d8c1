import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ControlGroup, ControlGroups } from './control-group.ts';
import { GroupFiles, groupMount, groupPath, ownGroup } from './group-files.ts';
import type { LimitName, SandboxLimits } from './sandbox-limits.ts';

const ownProcesses = 4;
const controllers = ['memory', 'pids', 'cpu'];

/** What tells where this process's group is, and makes groups; tests bring a machine of their own. */
export interface GroupHierarchy {
  /** Text of /proc/self/mountinfo. */
  readonly mountInfo: string;
  /** Text of /proc/self/cgroup. */
  readonly cgroupFile: string;
  /** Makes a group of that absolute path, as mkdir(2) does. */
  readonly makeFolder: (path: string) => void;
}

const thisMachine = (): GroupHierarchy => ({
  mountInfo: readFileSync('/proc/self/mountinfo', 'latin1'),
  cgroupFile: readFileSync('/proc/self/cgroup', 'latin1'),
  makeFolder: mkdirSync,
});

/**
 * Control groups of version 2, below the nearest group that was delegated to this user with memory and processes. This process's own group
 * often cannot have children with controllers, because processes are in it; a sibling of it can.
 * @param name of the folder that holds all groups made here
 * @param hierarchy this machine's by default
 * @returns undefined where memory and processes cannot both be bounded
 */
export function controlGroupsV2(name: string, hierarchy: GroupHierarchy = thisMachine()): ControlGroups | undefined {
  const { makeFolder } = hierarchy;
  const mount = groupMount(hierarchy.mountInfo, '');
  const group = ownGroup(hierarchy.cgroupFile, '');
  const own = mount === undefined || group === undefined ? undefined : groupPath(mount, group);
  if (mount === undefined || own === undefined) return undefined;
  for (let above = own; above.startsWith(mount.mountPoint); above = dirname(above)) {
    const parent = parentBelow(`${above}/${name}`, makeFolder);
    if (parent !== undefined) {
      const enforced = new Set<LimitName>(['memory', 'processes', 'cpu']);
      return {
        kind: 'cgroup v2',
        enforced,
        make: (child, limits) => makeGroup(`${parent.path}/${child}`, limits, makeFolder),
        remove: () => parent.remove(),
      };
    }
    if (above === mount.mountPoint) break;
  }
  return undefined;
}

function parentBelow(path: string, makeFolder: GroupHierarchy['makeFolder']): GroupFiles | undefined {
  try {
    makeFolder(path);
  } catch {
    return undefined;
  }
  const parent = new GroupFiles(path);
  const available = new Set(parent.read('cgroup.controllers').trim().split(' '));
  try {
    if (!available.has('memory') || !available.has('pids')) throw new Error('not delegated');
    const wanted = controllers.filter((controller) => available.has(controller));
    parent.write('cgroup.subtree_control', wanted.map((controller) => `+${controller}`).join(' '));
    return parent;
  } catch {
    parent.remove();
    return undefined;
  }
}

function makeGroup(path: string, limits: SandboxLimits, makeFolder: GroupHierarchy['makeFolder']): ControlGroup {
  makeFolder(path);
  const files = new GroupFiles(path);
  if (limits.memoryBytes !== undefined) {
    files.write('memory.max', limits.memoryBytes);
    if (files.has('memory.swap.max')) files.write('memory.swap.max', 0);
  }
  if (limits.processes !== undefined) files.write('pids.max', limits.processes + ownProcesses);
  const seen = { oom: 0, forks: 0 };
  return {
    joinFiles: [`${files.path}/cgroup.procs`],
    exceeded: () => {
      const oom = limits.memoryBytes === undefined ? 0 : files.count('memory.events', 'oom_kill');
      const forks = limits.processes === undefined ? 0 : files.count('pids.events', 'max');
      const limit = oom > seen.oom ? 'memory' : forks > seen.forks ? 'processes' : undefined;
      Object.assign(seen, { oom, forks });
      return limit;
    },
    cpuMs: () => files.count('cpu.stat', 'usage_usec') / 1000,
    remove: () => files.remove(),
  };
}
