import { findControlGroups } from './find-control-groups.ts';

let known: boolean | undefined;

/**
 * Whether memory, processes and disk of an action can be bounded here. Without control groups rlimits do it, which bound the number of
 * processes in a user namespace; but not for the machine's root. Source: Linux, is_rlimit_overlimit and its use in copy_process.
 */
export function canBoundResources(): boolean {
  known ??= process.geteuid?.() !== 0 || controlGroupsWork();
  return known;
}

function controlGroupsWork(): boolean {
  const groups = findControlGroups();
  groups?.remove();
  return groups !== undefined;
}
