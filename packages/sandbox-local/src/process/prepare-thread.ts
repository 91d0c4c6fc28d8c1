import { readdirSync } from 'node:fs';
import { joinFreshKeyring } from './fresh-keyring.ts';
import { libc } from './libc.ts';
import { linux } from './linux-flags.ts';
import { refuseKeyrings } from './refuse-keyrings.ts';

const F_SETFD = 2;
const FD_CLOEXEC = 1;

/** Readies the launcher's thread for commands that must get nothing from it. */
export function prepareThread(): void {
  for (const fd of openDescriptors()) libc.fcntl(fd, F_SETFD, FD_CLOEXEC);
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return;
  // So that a change of the root is this thread's alone.
  libc.unshare(linux.CLONE_FS);
  libc.prctl(linux.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  joinFreshKeyring();
  refuseKeyrings();
}

/** Node closes what it opened itself; what its parent left open, with a high number, it passes on. */
function openDescriptors(): readonly number[] {
  for (const folder of ['/proc/self/fd', '/dev/fd']) {
    try {
      return readdirSync(folder)
        .map(Number)
        .filter((fd) => fd > 2);
    } catch {
      // not here
    }
  }
  return Array.from({ length: 1021 }, (_, index) => index + 3);
}
