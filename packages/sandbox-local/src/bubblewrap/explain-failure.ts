import { readFileSync } from 'node:fs';
import type { Availability } from '@sandwright/core';

/** What was seen when bwrap was tried. */
export interface BubblewrapFailure {
  /** As it was called. */
  readonly program: string;
  /** System error code if it could not be started at all, for instance `ENOENT`. */
  readonly errorCode?: string | undefined;
  /** What it wrote to stderr. */
  readonly stderr: string;
}

/** Reads small files of the kernel; tests bring others. */
export type KernelFiles = (path: string) => string | undefined;

/** The machine's own. */
export const kernelFiles: KernelFiles = (path) => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
};

/** One known cause: how to tell it, and what to do about it. */
interface KnownCause {
  readonly applies: (failure: BubblewrapFailure, read: KernelFiles) => boolean;
  readonly reason: string;
  readonly fix: string;
}

const namespaceRefused = ({ stderr }: BubblewrapFailure): boolean =>
  /creating new namespace failed|no permissions to creat|setting up uid map|unshare|RTM_NEWADDR|namespaces? (are|is) not available/i.test(
    stderr,
  );

// The first that applies is told; so the most certain ones stand first.
const knownCauses: readonly KnownCause[] = [
  {
    applies: ({ errorCode }) => errorCode === 'ENOENT',
    reason: 'bubblewrap is not installed',
    fix: 'install the package "bubblewrap", for instance: apt-get install -y bubblewrap (Fedora: dnf install bubblewrap; Arch: pacman -S bubblewrap)',
  },
  {
    applies: ({ errorCode }) => errorCode === 'EACCES',
    reason: 'bubblewrap is there but may not be executed',
    fix: 'make it executable: chmod 755 "$(command -v bwrap)"',
  },
  {
    applies: (failure, read) => namespaceRefused(failure) && read('/proc/sys/user/max_user_namespaces') === '0',
    reason: 'user namespaces are forbidden: user.max_user_namespaces is 0',
    fix: 'as root: sysctl -w user.max_user_namespaces=15000 (to keep it: the same line in /etc/sysctl.d/90-userns.conf)',
  },
  {
    applies: (failure) => namespaceRefused(failure) && /nesting depth|namespaces exceeded|no space left/i.test(failure.stderr),
    reason: 'no further namespace is allowed: there are as many as the limit, or a sandbox around this one forbids them',
    fix: 'start sandwright outside of that sandbox, or raise the limit as root: sysctl -w user.max_user_namespaces=15000',
  },
  {
    applies: (failure, read) => namespaceRefused(failure) && read('/proc/sys/kernel/unprivileged_userns_clone') === '0',
    reason: 'user namespaces are forbidden for users: kernel.unprivileged_userns_clone is 0',
    fix: 'as root: sysctl -w kernel.unprivileged_userns_clone=1 (to keep it: the same line in /etc/sysctl.d/90-userns.conf)',
  },
  {
    applies: (failure, read) => namespaceRefused(failure) && read('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1',
    reason: 'AppArmor keeps programs without a profile from using user namespaces (Ubuntu 23.10 and newer)',
    fix:
      "as root, give bwrap a profile: printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n' " +
      '> /etc/apparmor.d/bwrap && apparmor_parser -r /etc/apparmor.d/bwrap (or for all programs: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0)',
  },
  {
    applies: ({ stderr }) => /mount(ing)? proc|proc on \/newroot/i.test(stderr),
    reason: 'a container hides parts of /proc, so no new /proc can be mounted',
    fix: 'start the container with --security-opt systempaths=unconfined (Kubernetes: procMount: Unmasked)',
  },
  {
    applies: (failure, read) => namespaceRefused(failure) && seccompFilters(read),
    reason: 'a seccomp filter, most likely of a container, forbids new namespaces',
    fix: 'start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined (Kubernetes: seccompProfile: Unconfined)',
  },
  {
    applies: ({ stderr }) => /unknown option/i.test(stderr),
    reason: 'this bubblewrap is too old; 0.5.0 or newer is needed',
    fix: 'install a newer package "bubblewrap"',
  },
];

/**
 * Says why bwrap does not work here and what to do about it.
 * @param failure what was seen
 * @param read gives small files of the kernel
 */
export function explainFailure(failure: BubblewrapFailure, read: KernelFiles = kernelFiles): Extract<Availability, { available: false }> {
  const said = failure.stderr.trim().split('\n').at(-1) ?? '';
  const known = knownCauses.find((cause) => cause.applies(failure, read));
  if (known !== undefined) {
    const reason = said === '' ? known.reason : `${known.reason} (${said})`;
    return { available: false, cause: 'sandbox_unavailable', reason, fix: known.fix };
  }
  return {
    available: false,
    cause: 'sandbox_unavailable',
    reason: `${failure.program} does not work here: ${said === '' ? (failure.errorCode ?? 'it says nothing') : said}`,
    fix: 'try it by hand: bwrap --unshare-all --ro-bind / / true',
  };
}

function seccompFilters(read: KernelFiles): boolean {
  return /^Seccomp:\s*2$/m.test(read('/proc/self/status') ?? '');
}
