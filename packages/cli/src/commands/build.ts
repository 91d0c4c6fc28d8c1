import { buildFlags } from '../arguments/build-flags.ts';
import { defineCommand } from './command.ts';
import { runBuild } from './run-build.ts';

/** `sandwright build`. */
export const command = defineCommand({
  usage: '[TARGET…]',
  description: `Builds targets and what they depend on: those given, or all but tests. What they make appears in out/.
//dir:name is one target, //dir: all of a folder, //dir:: all below it, :name one of the folder in which you stand; -TARGET leaves one out.`,
  flags: buildFlags,
  positionals: { minimum: 0, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { summary } = await runBuild(invocation, ({ project, from }) =>
      invocation.positionals.length > 0
        ? project.match(invocation.positionals, from)
        : [...project.targets.values()].filter((target) => !target.test),
    );
    return summary.exitCode;
  },
});
