import { codeOfCause, type EnvironmentExplanation, errorCodes } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { describeExplanation } from '../presentation/describe-explanation.ts';
import { styleFor } from '../presentation/style.ts';
import { composeFor } from '../process/compose-for.ts';
import { openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright env resolve`. */
export const command = defineCommand({
  usage: 'TARGET|ENVIRONMENT…',
  description: `Says where a target would be built here and now, trying out what its environment allows. With --explain every candidate is shown:
matched or skipped, the cause, and the place of its definition.`,
  flags: {
    ...projectFlags,
    explain: { kind: 'boolean', help: 'Show every candidate, and why.' },
    json: { kind: 'boolean', help: 'Print one JSON object a line.' },
  },
  positionals: { minimum: 1, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { positionals, signal, terminal, values } = invocation;
    const opened = await openProject(invocation);
    const { project, from } = opened;
    // An environment's bare name is an environment; everything else is a target.
    const wanted = positionals.flatMap((text) =>
      project.environments.knows(text, from)
        ? [{ subject: text, environment: text }]
        : project.match([text], from).map((target) => ({ subject: target.label, environment: target.environment })),
    );
    await using composition = composeFor(invocation, opened, () => {});
    let exitCode = 0;
    for (const { subject, environment } of wanted) {
      const explanation = await composition.environments().explain(environment, { signal });
      if (values.json === true) terminal.out.write(`${JSON.stringify({ subject, ...explanation })}\n`);
      else
        terminal.out.write(
          describeExplanation(subject, explanation, { style: styleFor(terminal.out.colours), full: values.explain === true }),
        );
      exitCode = Math.max(exitCode, exitCodeOf(explanation));
    }
    return exitCode;
  },
});

/** 0 where a candidate matched, else that of the last one's cause. */
function exitCodeOf({ candidates }: EnvironmentExplanation): number {
  if (candidates.some((candidate) => candidate.outcome === 'matched')) return 0;
  const cause = candidates.findLast((candidate) => candidate.cause !== undefined)?.cause;
  return errorCodes[cause === undefined ? 'SANDBOX_UNAVAILABLE' : codeOfCause(cause)].exitCode;
}
