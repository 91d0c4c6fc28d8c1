import type { ExecutionContext } from '@sandwright/core';
import type { PlatformRequest } from '../root/platform-request.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';

/**
 * Whether an action has no way to hand an open file of its inputs to a process that outlives it: that takes a socket that both can reach, in the
 * same network namespace or in a folder that both see. Source: unix(7), SCM_RIGHTS.
 */
export function isAlone(
  config: Pick<BubblewrapConfig, 'network' | 'hostPaths'>,
  request: Pick<PlatformRequest, 'network'>,
  context: Pick<ExecutionContext, 'appendOnlyCaches'>,
): boolean {
  const network = request.network || config.network === 'on';
  return !network && config.hostPaths.length === 0 && (context.appendOnlyCaches ?? []).length === 0;
}
