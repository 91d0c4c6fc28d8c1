import { SandwrightError } from '@sandwright/core';
import { checkAction } from '../bubblewrap/check-action.ts';
import type { CommandSurroundings } from '../process/command-surroundings.ts';
import type { HostConfig } from './host-config.ts';

/**
 * Surroundings that confine nothing.
 * @param config limits
 */
export function hostSurroundings(config: HostConfig): CommandSurroundings {
  return {
    name: 'host',
    capabilities: new Set(),
    limits: config.limits,
    maxAtOnce: Number.POSITIVE_INFINITY,
    mayUseControlGroups: true,
    mayReadProc: true,
    probe: async () =>
      process.platform === 'win32'
        ? {
            available: false,
            cause: 'platform',
            reason: 'the sandbox "host" runs POSIX commands; this is Windows',
            fix: 'use a remote environment, or run sandwright inside WSL',
          }
        : { available: true },
    check: (action) => {
      const request = checkAction(action, { network: 'allowed' });
      const { uid, gid } = request;
      if ((uid === undefined || uid === process.getuid?.()) && (gid === undefined || gid === process.getgid?.())) return request;
      throw new SandwrightError(
        'CAPABILITY_MISSING',
        `the action wants the user ${uid ?? '?'}:${gid ?? '?'}, and the sandbox "host" runs as this one`,
        {
          hint: 'use the sandbox "bubblewrap"',
        },
      );
    },
    checkTree: () => {},
    place: async ({ staged }) => ({ inputPath: staged, [Symbol.asyncDispose]: async () => {} }),
  };
}
