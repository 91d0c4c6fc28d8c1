import { mkdirSync, readFileSync } from 'node:fs';
import type { ControlGroup, ControlGroups } from './control-group.ts';
import { GroupFiles, groupMount, groupPath, ownGroup } from './group-files.ts';
import type { LimitName, SandboxLimits } from './sandbox-limits.ts';

/** A process of the sandbox itself and a few threads of bwrap are in the group, too. */
const ownProcesses = 4;

/**
 * Control groups of version 1, one hierarchy a controller.
 * @param name of the folder that holds all groups made here
 * @returns undefined where memory and processes cannot both be bounded
 */
export function controlGroupsV1(name: string): ControlGroups | undefined {
  const cgroupFile = readFileSync('/proc/self/cgroup', 'latin1');
  const mountInfo = readFileSync('/proc/self/mountinfo', 'latin1');
  const parents = new Map<string, GroupFiles>();
  for (const controller of ['memory', 'pids', 'cpuacct']) {
    const group = ownGroup(cgroupFile, controller);
    const mount = groupMount(mountInfo, controller);
    const above = group === undefined || mount === undefined ? undefined : groupPath(mount, group);
    if (above === undefined) continue;
    try {
      mkdirSync(`${above}/${name}`);
      parents.set(controller, new GroupFiles(`${above}/${name}`));
    } catch {
      // Not ours to divide; the controller is then not used.
    }
  }
  const remove = (): void => {
    for (const parent of parents.values()) parent.remove();
  };
  const memory = parents.get('memory');
  const pids = parents.get('pids');
  if (memory === undefined || pids === undefined) {
    remove();
    return undefined;
  }
  const cpuacct = parents.get('cpuacct');
  const enforced = new Set<LimitName>(cpuacct === undefined ? ['memory', 'processes'] : ['memory', 'processes', 'cpu']);
  return { kind: 'cgroup v1', enforced, make: (child, limits) => makeGroup({ memory, pids, cpuacct }, child, limits), remove };
}

interface Parents {
  readonly memory: GroupFiles;
  readonly pids: GroupFiles;
  readonly cpuacct: GroupFiles | undefined;
}

function makeGroup(parents: Parents, child: string, limits: SandboxLimits): ControlGroup {
  const below = (parent: GroupFiles): GroupFiles => {
    mkdirSync(`${parent.path}/${child}`);
    return new GroupFiles(`${parent.path}/${child}`);
  };
  const memory = below(parents.memory);
  const pids = below(parents.pids);
  const cpuacct = parents.cpuacct === undefined ? undefined : below(parents.cpuacct);
  if (limits.memoryBytes !== undefined) {
    memory.write('memory.limit_in_bytes', limits.memoryBytes);
    // Else it would go on in swap. Not there where the kernel does not account for swap.
    if (memory.has('memory.memsw.limit_in_bytes')) memory.write('memory.memsw.limit_in_bytes', limits.memoryBytes);
  }
  if (limits.processes !== undefined) pids.write('pids.max', limits.processes + ownProcesses);
  const seen = { oom: 0, forks: 0 };
  const all = cpuacct === undefined ? [memory, pids] : [memory, pids, cpuacct];
  return {
    joinFiles: all.map((files) => `${files.path}/cgroup.procs`),
    exceeded: () => {
      const oom = limits.memoryBytes === undefined ? 0 : memory.count('memory.oom_control', 'oom_kill');
      const forks = limits.processes === undefined ? 0 : pids.count('pids.events', 'max');
      const limit = oom > seen.oom ? 'memory' : forks > seen.forks ? 'processes' : undefined;
      Object.assign(seen, { oom, forks });
      return limit;
    },
    cpuMs: () => (cpuacct === undefined ? undefined : Number(cpuacct.read('cpuacct.usage')) / 1e6),
    remove: () => {
      for (const files of all) files.remove();
    },
  };
}
