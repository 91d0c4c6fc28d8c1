import { buildFlags } from '../arguments/build-flags.ts';
import { storedOnly } from '../compose/stored-only.ts';
import { defineCommand } from './command.ts';
import { requireArtifacts } from './require-artifacts.ts';
import { runBuild } from './run-build.ts';

/** `sandwright artifact pull`. */
export const command = defineCommand({
  usage: 'TARGET…',
  description: `Pulls the results of targets, and of what they depend on, from artifact servers. Nothing is run: a target without a result here or
there is a failure. What they made appears in out/.`,
  flags: buildFlags,
  positionals: { minimum: 1, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { summary } = await runBuild(invocation, ({ project, from }) => project.match(invocation.positionals, from), {
      join: async (composition, options) => {
        await requireArtifacts(composition);
        return { environments: storedOnly(options.environments) };
      },
    });
    return summary.exitCode;
  },
});
