import { existsSync } from 'node:fs';
import type { ControlGroups } from './control-group.ts';
import { controlGroupsV1 } from './control-groups-v1.ts';
import { controlGroupsV2 } from './control-groups-v2.ts';

let made = 0;

/** Control groups of version 2 where they are delegated to this user, else of version 1; undefined where neither can be used. */
export function findControlGroups(): ControlGroups | undefined {
  if (process.platform !== 'linux' || !existsSync('/proc/self/cgroup')) return undefined;
  made += 1;
  // The time makes it unique where several process namespaces share one hierarchy.
  const name = `sandwright-${process.pid}-${Date.now().toString(36)}-${made}`;
  return controlGroupsV2(name) ?? controlGroupsV1(name);
}
