import { errorCodes, SandwrightError } from '@sandwright/core';

/**
 * The exit code of the CLI for something thrown.
 * @param caught anything caught
 */
export function exitCodeOf(caught: unknown): number {
  return errorCodes[SandwrightError.from(caught).code].exitCode;
}
