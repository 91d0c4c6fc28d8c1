import { type ActionCache, SandwrightError } from '@sandwright/core';
import { buildFlags } from '../arguments/build-flags.ts';
import { PushingActionCache } from '../compose/pushing-action-cache.ts';
import { defineCommand } from './command.ts';
import { requireArtifacts } from './require-artifacts.ts';
import { runBuild } from './run-build.ts';

/** `sandwright artifact push`. */
export const command = defineCommand({
  usage: 'TARGET…',
  description: `Pushes the results of targets to all artifact servers that have \`push: true\`. What has no result yet is built first.
Fails if a server did not take one.`,
  flags: buildFlags,
  positionals: { minimum: 1, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    let failed = false;
    const { summary } = await runBuild(invocation, ({ project, from }) => project.match(invocation.positionals, from), {
      join: async (composition, options, targets) => {
        const artifacts = await requireArtifacts(composition);
        const inner: ActionCache = options.actionCache ?? { get: () => Promise.resolve(undefined), put: () => Promise.resolve() };
        return { actionCache: new PushingActionCache({ inner, artifacts, targets: new Set(targets.map(({ label }) => label)) }) };
      },
      built: async (composition) => {
        const pushes = await (await requireArtifacts(composition)).pushes();
        if (pushes.length === 0) {
          throw new SandwrightError('CONFIG_INVALID', 'no artifact server takes pushes', { hint: 'set "push: true" for one of them' });
        }
        for (const { address, pushed, failed: notTaken } of pushes) {
          failed ||= notTaken > 0;
          const rest = notTaken === 0 ? '' : `, ${notTaken} failed`;
          invocation.terminal.err.write(`${address}: ${pushed} pushed${rest}\n`);
        }
      },
    });
    return summary.exitCode === 0 && failed ? 3 : summary.exitCode;
  },
});
