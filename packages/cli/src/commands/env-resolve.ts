import {
  codeOfCause,
  type EnvironmentExplanation,
  type ExplainedCandidate,
  errorCodes,
  SandwrightError,
  type Target,
} from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { describeExplanation } from '../presentation/describe-explanation.ts';
import { styleFor } from '../presentation/style.ts';
import { composeFor } from '../process/compose-for.ts';
import { type OpenProject, openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright env resolve`. */
export const command = defineCommand({
  usage: 'TARGET|ENVIRONMENT…',
  description: `Says where a target would be built here and now, trying out what its environment allows. With --explain every candidate is shown:
matched or skipped, the cause, and the place of its definition; with --json also every tool that the fingerprint is taken of.`,
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
        : targetsNamed(text, opened).map((target) => ({ subject: target.label, environment: target.environment })),
    );
    await using composition = composeFor(invocation, opened, () => {});
    let exitCode = 0;
    for (const { subject, environment } of wanted) {
      const explanation = await composition.environments().explain(environment, { signal });
      if (values.json === true) {
        const shown = values.explain === true ? explanation : { ...explanation, candidates: explanation.candidates.map(inShort) };
        terminal.out.write(`${JSON.stringify({ subject, ...shown })}\n`);
      } else
        terminal.out.write(
          describeExplanation(subject, explanation, { style: styleFor(terminal.out.colours), full: values.explain === true }),
        );
      exitCode = Math.max(exitCode, exitCodeOf(explanation));
    }
    return exitCode;
  },
});

/** @throws SandwrightError TARGET_UNKNOWN, with the nearest environment where the text could be the name of one */
function targetsNamed(text: string, { project, from }: OpenProject): readonly Target[] {
  try {
    return project.match([text], from);
  } catch (caught) {
    if (!SandwrightError.is(caught) || caught.code !== 'TARGET_UNKNOWN' || /[/:]/u.test(text)) throw caught;
    const message = project.environments.unknown(text).replace('there is no environment', 'there is neither a target nor an environment');
    throw new SandwrightError('ENVIRONMENT_UNKNOWN', message, {
      hint: '`sandwright env list` shows every environment, `sandwright list` every target',
    });
  }
}

/** Without the thousand programs that a fingerprint is taken of. */
function inShort(candidate: ExplainedCandidate) {
  const { fingerprint } = candidate;
  if (fingerprint === undefined || typeof fingerprint === 'string') return candidate;
  return { ...candidate, fingerprint: { digest: fingerprint.digest, files: fingerprint.parts.length } };
}

/** 0 where a candidate matched, else that of the last one's cause. */
function exitCodeOf({ candidates }: EnvironmentExplanation): number {
  if (candidates.some((candidate) => candidate.outcome === 'matched')) return 0;
  const cause = candidates.findLast((candidate) => candidate.cause !== undefined)?.cause;
  return errorCodes[cause === undefined ? 'SANDBOX_UNAVAILABLE' : codeOfCause(cause)].exitCode;
}
