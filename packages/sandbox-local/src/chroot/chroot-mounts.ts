import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MountCall } from '../process/launch-request.ts';
import { linux } from '../process/linux-flags.ts';
import type { ReadOnlyMark } from '../staging/input-tree.ts';

/** Devices that a command may use. */
export const commonDevices: readonly string[] = ['null', 'zero', 'full', 'random', 'urandom', 'tty'].filter((name) =>
  existsSync(`/dev/${name}`),
);

/**
 * A bind mount; two calls where it needs flags.
 * @param source absolute
 * @param target absolute; exists and is of the same sort
 * @param flags MS_* bits
 */
export function bind(source: string, target: string, flags: number = linux.MS_NOSUID): readonly MountCall[] {
  const call = { source, target, type: '', data: '' };
  return [
    { ...call, flags: linux.MS_BIND },
    { ...call, flags: linux.MS_BIND | linux.MS_REMOUNT | flags },
  ];
}

/** A bind mount that nobody can write to. */
export function bindReadOnly(source: string, target: string): readonly MountCall[] {
  return bind(source, target, linux.MS_NOSUID | linux.MS_NODEV | linux.MS_RDONLY);
}

/**
 * Makes the folder that stands in for /dev, with places for the devices to be bound to.
 * @param path absolute; must not exist
 */
export function makeDeviceFolder(path: string): void {
  mkdirSync(path, 0o755);
  for (const name of commonDevices) writeFileSync(join(path, name), '');
  for (const name of ['shm', 'pts']) mkdirSync(join(path, name));
  for (const [name, target] of [
    ['fd', 'fd'],
    ['stdin', 'fd/0'],
    ['stdout', 'fd/1'],
    ['stderr', 'fd/2'],
  ] as const) {
    symlinkSync(`/proc/self/${target}`, join(path, name));
  }
}

/**
 * Mounts of /dev.
 * @param folder absolute; as `makeDeviceFolder` made it
 * @param target absolute; an empty folder
 * @param shmBytes what may be in shared memory; half of the machine's if undefined
 */
export function deviceMounts(folder: string, target: string, shmBytes?: number): readonly MountCall[] {
  const shm = {
    source: 'tmpfs',
    target: `${target}/shm`,
    type: 'tmpfs',
    flags: linux.MS_NOSUID | linux.MS_NODEV,
    data: `mode=1777,size=${shmBytes ?? '50%'}`,
  };
  return [
    ...bind(folder, target, linux.MS_NOSUID | linux.MS_NOEXEC),
    // Not remounted: the flags of the host's /dev stay.
    ...commonDevices.map((name) => ({ source: `/dev/${name}`, target: `${target}/${name}`, type: '', flags: linux.MS_BIND, data: '' })),
    shm,
  ];
}

/**
 * Mounts that make folders of an input root read-only, or writable again.
 * @param staged absolute path of the input root, which is mounted at `target`
 * @param marks as `readOnlyMarks` gives them
 */
export function readOnlyMounts(staged: string, target: string, marks: readonly ReadOnlyMark[]): readonly MountCall[] {
  return marks.flatMap(([path, readOnly]) => {
    const [from, to] = path === '' ? [staged, target] : [`${staged}/${path}`, `${target}/${path}`];
    return readOnly ? bindReadOnly(from, to) : bind(from, to, linux.MS_NOSUID | linux.MS_NODEV);
  });
}
