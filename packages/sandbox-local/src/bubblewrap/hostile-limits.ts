import { findControlGroups } from '../limits/find-control-groups.ts';

/** Limits for hostile actions in tests: small, so that the machine hardly notices them. */
export const hostileLimits = { memoryBytes: 256 << 20, processes: 64, cpuSeconds: 2, outputBytes: 1 << 20, diskBytes: 64 << 20 };

/** Whether control groups tell which limit was exceeded; rlimits do not. */
export function limitsAreNamed(): boolean {
  const groups = findControlGroups();
  groups?.remove();
  return groups !== undefined;
}
