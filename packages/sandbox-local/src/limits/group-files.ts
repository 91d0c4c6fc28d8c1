import { existsSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

/** The small files of a control group. */
export class GroupFiles {
  readonly path: string;

  /** @param path absolute path of the group's folder */
  constructor(path: string) {
    this.path = path;
  }

  has(name: string): boolean {
    return existsSync(`${this.path}/${name}`);
  }

  read(name: string): string {
    try {
      return readFileSync(`${this.path}/${name}`, 'latin1');
    } catch {
      return '';
    }
  }

  /** The number after a word at the start of a line, as in `oom_kill 3`; 0 if there is none. */
  count(name: string, word: string): number {
    for (const line of this.read(name).split('\n')) {
      if (line.startsWith(`${word} `)) return Number(line.slice(word.length + 1));
    }
    return 0;
  }

  write(name: string, value: string | number): void {
    writeFileSync(`${this.path}/${name}`, String(value));
  }

  remove(): void {
    try {
      rmdirSync(this.path);
    } catch {
      // A process in it is still dying; the group then stays, empty, until the machine is restarted.
    }
  }
}

/**
 * The group of this process in a hierarchy.
 * @param cgroupFile text of /proc/self/cgroup
 * @param controller its name, or '' for version 2
 * @returns path below the hierarchy's mount, starting with a slash; undefined if there is no such hierarchy
 */
export function ownGroup(cgroupFile: string, controller: string): string | undefined {
  for (const line of cgroupFile.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers?.split(',').includes(controller) === true) return path;
  }
  return undefined;
}

/** Where a control group hierarchy is mounted. */
export interface GroupMount {
  readonly mountPoint: string;
  /** Which group of the hierarchy the mount point shows. */
  readonly root: string;
}

/**
 * Finds the mount of a hierarchy.
 * @param mountInfo text of /proc/self/mountinfo
 * @param controller its name, or '' for version 2
 */
export function groupMount(mountInfo: string, controller: string): GroupMount | undefined {
  for (const line of mountInfo.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [type, , options = ''] = after.split(' ');
    const fits = controller === '' ? type === 'cgroup2' : type === 'cgroup' && options.split(',').includes(controller);
    const [, , , root, mountPoint] = before.split(' ');
    if (fits && root !== undefined && mountPoint !== undefined) return { mountPoint, root };
  }
  return undefined;
}

/**
 * Absolute path of a group's folder; undefined if the mount does not show it.
 * @param mount where the hierarchy is mounted
 * @param group as `ownGroup` gives it
 */
export function groupPath(mount: GroupMount, group: string): string | undefined {
  if (mount.root === '/') return `${mount.mountPoint}${group === '/' ? '' : group}`;
  if (group === mount.root || group.startsWith(`${mount.root}/`)) return `${mount.mountPoint}${group.slice(mount.root.length)}`;
  // In a control group namespace the own group is named from there.
  return group === '/' ? mount.mountPoint : undefined;
}
