import { buildFlags } from '../arguments/build-flags.ts';
import { defineCommand } from './command.ts';
import { runBuild } from './run-build.ts';

/** `sandwright test`. */
export const command = defineCommand({
  usage: '[TARGET…]',
  description: 'Builds what tests need and runs them: the tests among the targets given, or all. A test is a target with `test: true`.',
  flags: buildFlags,
  positionals: { minimum: 0, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { summary } = await runBuild(invocation, ({ project, from }) => {
      const asked = invocation.positionals.length > 0 ? project.match(invocation.positionals, from) : [...project.targets.values()];
      return asked.filter((target) => target.test);
    });
    return summary.exitCode;
  },
});
