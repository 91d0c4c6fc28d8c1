import { libc } from './libc.ts';

const KEYCTL_JOIN_SESSION_KEYRING = 1;

// Source: the kernel's tables of system calls; there is no function for it in libc.
const numbers: Readonly<Record<string, number>> = { x64: 250, arm64: 219 };

/** Gives this process a session keyring of its own, so that a command inherits keys neither of the user nor of the command before. */
export function joinFreshKeyring(): void {
  const number = numbers[process.arch];
  // Where the kernel has no keys, or a container forbids to use them, there is nothing to inherit.
  if (process.platform === 'linux' && number !== undefined) libc.keyctl(number, KEYCTL_JOIN_SESSION_KEYRING, null);
}
