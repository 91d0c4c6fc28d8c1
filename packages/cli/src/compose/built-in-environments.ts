import { type EnvironmentResolver, type ResolvedEnvironment, type Sandbox, SandwrightError } from '@sandwright/core';

/**
 * What environments mean where a project defines none: bubblewrap with the host's tools.
 * @param openSandbox makes the sandbox when it is first needed
 */
export function builtInEnvironments(openSandbox: () => Promise<Sandbox>): EnvironmentResolver {
  let resolved: Promise<ResolvedEnvironment> | undefined;
  return {
    resolve: (name, options) => {
      resolved ??= openSandbox().then(async (sandbox) => {
        const availability = await sandbox.probe(options);
        if (!availability.available) {
          throw new SandwrightError('SANDBOX_UNAVAILABLE', `no sandbox is available: ${sandbox.name}: ${availability.reason}`, {
            ...(availability.fix === undefined ? {} : { hint: availability.fix }),
          });
        }
        return {
          name,
          skipped: [],
          candidates: [
            {
              name: `local: ${sandbox.name}`,
              where: 'local',
              sandbox,
              salt: new Uint8Array(),
              platform: [],
              variables: [],
              root: 'host',
              location: undefined,
            },
          ],
        } satisfies ResolvedEnvironment;
      });
      return resolved;
    },
    candidateFailed: () => undefined,
  };
}
