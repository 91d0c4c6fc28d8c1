import koffi from 'koffi';
import { keyringFilter } from '../spawner/keyring-filter.ts';
import { libc } from './libc.ts';

const PR_SET_SECCOMP = 22;
const SECCOMP_MODE_FILTER = 2;

/**
 * Keeps this thread's later children from the kernel's keyrings: those of a user outlive his commands. Takes PR_SET_NO_NEW_PRIVS. Where the
 * kernel has no filters, nothing happens. Source: seccomp(2), struct sock_fprog.
 */
export function refuseKeyrings(): void {
  const filter = keyringFilter();
  koffi.struct('sock_fprog', { length: 'uint16', filter: 'void *' });
  libc.setFilter(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, { length: filter.byteLength / 8, filter: Buffer.from(filter) }, 0, 0);
}
