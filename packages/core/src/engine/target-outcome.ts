import { constants } from 'node:os';
import type { ActionResult } from '../action/action-result.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { TargetOutcome } from '../events/build-event.ts';
import type { Target } from '../project/target.ts';
import type { ExecutedAction } from '../sandbox/sandbox.ts';

type Failure = Extract<TargetOutcome, { status: 'failed' }>;

/** The command of a target as the user wrote it. */
function writtenCommand(target: Target): string {
  return typeof target.writtenCommand === 'string' ? target.writtenCommand : target.writtenCommand.join(' ');
}

/** Outputs that a target declares and a result lacks. */
function missingOutputs(target: Target, result: ActionResult): readonly string[] {
  const made = new Set(result.outputs.map((output) => output.path));
  return target.outputs.filter((path) => !made.has(path));
}

/**
 * What is to be said of an action that ran to its end.
 * @returns undefined if there is nothing wrong with it
 */
export function failureOf(target: Target, { result, origin }: ExecutedAction): Failure | undefined {
  const { exitCode } = result;
  const common = { status: 'failed', command: writtenCommand(target), exitCode, origin } as const;
  if (result.metadata.limitExceeded !== undefined) {
    return {
      ...common,
      code: 'ACTION_FAILED',
      message: `the command was ended: it went over its limit of ${result.metadata.limitExceeded}`,
    };
  }
  if (exitCode !== 0) return { ...common, code: 'ACTION_FAILED', message: describeExit(exitCode) };
  const missing = missingOutputs(target, result);
  if (missing.length === 0) return undefined;
  const made = result.outputs.map((output) => output.path);
  return {
    ...common,
    code: 'OUTPUT_MISSING',
    message: `the command succeeded but did not make ${missing.join(', ')}${made.length === 0 ? '' : `; it did make ${made.join(', ')}`}`,
    hint: `outputs are looked for in ${target.directory === '' ? "the project's root" : `${target.directory}/`}, where the command runs`,
  };
}

function describeExit(exitCode: number): string {
  const number = exitCode - 128;
  const signal = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return signal === undefined ? `the command exited with ${exitCode}` : `the command was ended by ${signal} (exit ${exitCode})`;
}

/**
 * What is to be said of an action that was not run to its end.
 * @param caught whatever was thrown
 */
export function failureOfError(target: Target, caught: unknown): Failure {
  const error = SandwrightError.from(caught);
  return {
    status: 'failed',
    code: error.code,
    message: error.message,
    command: writtenCommand(target),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  };
}

/** The output that a command made before it was ended, where the error carries it. */
export function partialResult(error: SandwrightError): ActionResult | undefined {
  const result = error.details['result'];
  return typeof result === 'object' && result !== null && 'stdout' in result ? (result as ActionResult) : undefined;
}
