import { readFileSync } from 'node:fs';

/**
 * Above the users of any system and its containers, and below 2^31, beyond which Node takes no id. The process id makes ranges of different
 * processes differ: there are fewer than 2^22. Source: systemd, UIDS-GIDS.md; proc_sys_kernel(5), pid_max.
 */
const firstUser = 1_879_048_192;
const usersOfProcess = 64;

/** The one user of commands whose processes are kept apart by namespaces, so that overlays over the same trees can be theirs. */
export const sharedCommandUser = { uid: firstUser - 1, gid: firstUser - 1 };

const taken = new Set<number>();

/** A user and group id that only one command has at a time; disposing of it gives it back. */
export interface CommandUser extends Disposable {
  readonly uid: number;
  readonly gid: number;
}

/** The lowest and the highest id that this process may give to commands. */
export function commandUserRange(): readonly [number, number] {
  const first = firstUser + process.pid * usersOfProcess;
  return [first, first + usersOfProcess - 1];
}

/**
 * Takes an unprivileged user of its own for a command: whatever runs as that user is the command's.
 * @throws RangeError if 64 commands of this process have one already
 */
export function takeCommandUser(): CommandUser {
  const [first, last] = commandUserRange();
  for (let uid = first; uid <= last; uid += 1) {
    if (taken.has(uid)) continue;
    taken.add(uid);
    return { uid, gid: uid, [Symbol.dispose]: () => void taken.delete(uid) };
  }
  throw new RangeError(`more than ${usersOfProcess} commands at once`);
}

/** Whether the kernel knows those ids in this process's user namespace. */
export function commandUsersExist(): boolean {
  if (process.platform !== 'linux') return true;
  const [, last] = commandUserRange();
  const first = sharedCommandUser.uid;
  const covers = (file: string): boolean =>
    readFileSync(file, 'latin1')
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .some(([inside = 0, , count = 0]) => inside <= first && last < inside + count);
  try {
    return covers('/proc/self/uid_map') && covers('/proc/self/gid_map');
  } catch {
    return true; // no /proc: a kernel without user namespaces, or a probe that will tell
  }
}
