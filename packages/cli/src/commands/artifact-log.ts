import { SandwrightError } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { storedOnly } from '../compose/stored-only.ts';
import { defineCommand } from './command.ts';
import { runBuild } from './run-build.ts';
import { theOnlyTarget } from './the-only-target.ts';

/** `sandwright artifact log`. */
export const command = defineCommand({
  usage: 'TARGET',
  description: `Prints what the command of a target printed when its result was made, here or wherever an artifact server has it from. Nothing is run.`,
  flags: projectFlags,
  positionals: { minimum: 1, maximum: 1 },
  run: async (invocation) => {
    const { positionals, terminal } = invocation;
    let label = '';
    let printed: { readonly stdout: string; readonly stderr: string } | undefined;
    const { summary } = await runBuild(
      // Quiet but for failures; the log itself is what is to be seen.
      { ...invocation, values: { ...invocation.values, output: 'errors', download: 'minimal' } },
      ({ project, from }) => {
        const target = theOnlyTarget(project.match(positionals, from), positionals);
        ({ label } = target);
        return [target];
      },
      {
        stream: 'none',
        request: () => ({ isPlaced: () => false }),
        join: async (_, options) => Promise.resolve({ environments: storedOnly(options.environments) }),
        output: 'all',
        onEvent: (event) => {
          if (event.type === 'target-finished' && event.target === label) printed = event;
        },
      },
    );
    const outcome = summary.outcomes.get(label);
    if (outcome?.status !== 'succeeded' || printed === undefined) {
      throw new SandwrightError('ARTIFACT_MISSING', `${label}: its result is neither here nor on an artifact server`, {
        hint: 'build it first; what it depends on must have been built, too',
      });
    }
    terminal.out.write(printed.stdout);
    terminal.err.write(printed.stderr);
    return 0;
  },
});
