import type { BuildEvent, ExecutionOrigin } from '@sandwright/core';
import type { Style } from './style.ts';

/** The event that ends a target. */
export type TargetFinished = Extract<BuildEvent, { type: 'target-finished' }>;

/** Which outputs of commands are shown: all, or only those of targets that failed. */
export type OutputChoice = 'all' | 'errors';

const shownStderrLines = 20;

/** `0.12s`, `83.40s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)}s`;
}

function whence(origin: ExecutionOrigin): string {
  return `${origin.cached ? 'cached' : 'ran'} ${origin.where === 'local' ? 'locally' : 'remotely'}`;
}

/**
 * The line of one target and what belongs below it, each line ended by a line feed.
 * @param event what happened
 * @param style colours
 * @param output which outputs of commands are wanted
 */
export function describeTarget(event: TargetFinished, style: Style, output: OutputChoice): string {
  const { outcome, target } = event;
  switch (outcome.status) {
    case 'succeeded': {
      const line = `${style.good('✓')} ${target} succeeded in ${seconds(event.durationMs)} ${style.dim(`(${whence(outcome.origin)})`)}.\n`;
      return output === 'all' ? line + quoted('stdout', event.stdout) + quoted('stderr', event.stderr) : line;
    }
    case 'failed':
      return describeFailure(event, outcome, style, output);
    case 'skipped':
      return `${style.warning('-')} ${target} skipped: ${outcome.reason}.\n`;
    case 'cancelled':
      return `${style.warning('-')} ${target} cancelled.\n`;
  }
}

function describeFailure(
  event: TargetFinished,
  outcome: Extract<TargetFinished['outcome'], { status: 'failed' }>,
  style: Style,
  output: OutputChoice,
): string {
  const why = outcome.code === 'ACTION_FAILED' && outcome.exitCode !== undefined ? `exit ${outcome.exitCode}` : outcome.code;
  let text = `${style.bad('✗')} ${event.target} failed in ${seconds(event.durationMs)} (${why}).\n`;
  // The line above has said already that a command ended with an exit code; anything else is worth its words.
  if (outcome.code !== 'ACTION_FAILED' || outcome.message !== `the command exited with ${outcome.exitCode}`)
    text += `${indented(outcome.message)}\n`;
  if (outcome.command !== undefined) text += `  command:\n${indented(outcome.command.trimEnd(), '    ')}\n`;
  text += output === 'all' ? quoted('stdout', event.stdout) + quoted('stderr', event.stderr) : lastLines(event);
  if (outcome.hint !== undefined) text += `  ${style.bold('hint:')} ${outcome.hint}\n`;
  return text;
}

/** The end of stderr; of stdout where a command wrote only there, as test programs do. */
function lastLines(event: TargetFinished): string {
  const [name, whole] = event.stderr.trim() === '' ? ['stdout', event.stdout] : ['stderr', event.stderr];
  const lines = whole.trimEnd().split('\n');
  if (lines.length <= shownStderrLines) return quoted(name, whole);
  const kept = lines.slice(-shownStderrLines).join('\n');
  return quoted(`${name} (last ${shownStderrLines} of ${lines.length} lines; --output=all shows them all)`, kept);
}

function quoted(title: string, text: string): string {
  const trimmed = text.trimEnd();
  return trimmed === '' ? '' : `  ${title}:\n${indented(trimmed, '    ')}\n`;
}

function indented(text: string, by = '  '): string {
  return text.replaceAll(/^/gmu, by);
}
