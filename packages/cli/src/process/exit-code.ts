import { type ErrorCode, errorCodes, SandwrightError } from '@sandwright/core';

/**
 * The exit code of the CLI for something thrown.
 * @param caught anything caught
 */
export function exitCodeOf(caught: unknown): number {
  return errorCodes[SandwrightError.from(caught).code].exitCode;
}

// The more a problem lies outside of the user's commands, the more it matters to whoever reads the code.
const severity: readonly number[] = [1, 2, 3, 4, 70, 130];

/**
 * The exit code of a build in which targets failed: that of the gravest.
 * @param codes the error code of each target that failed
 * @returns 0 where none did
 */
export function exitCodeOfFailures(codes: Iterable<ErrorCode>): number {
  let gravest = -1;
  for (const code of codes) gravest = Math.max(gravest, severity.indexOf(errorCodes[code].exitCode));
  return severity[gravest] ?? 0;
}
