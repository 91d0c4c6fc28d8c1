import { diagnosticsOf, printDiagnostic, SandwrightError } from '@sandwright/core';
import type { Style } from './style.ts';

/** How to describe an error. */
export interface DescribeErrorOptions {
  readonly style: Style;
  /** Absolute path of the folder that files in diagnostics are relative to. */
  readonly root: string;
  /** Whether to show where in our own code it came from. */
  readonly stack?: boolean;
}

/**
 * An error for people: its code and message, or every diagnostic with the line it is about; then the hint. Ends with a line feed.
 * @param caught anything caught
 */
export function describeError(caught: unknown, options: DescribeErrorOptions): string {
  const error = SandwrightError.from(caught);
  const { style } = options;
  const diagnostics = diagnosticsOf(error);
  let text =
    diagnostics.length === 0
      ? `${style.bad('error')} ${error.code}: ${error.message}\n`
      : diagnostics.map((one) => `${printDiagnostic(one, { root: options.root })}\n`).join('');
  if (diagnostics.length > 0)
    text += `${style.bad('error')} ${error.code}: ${diagnostics.length === 1 ? '1 problem' : `${diagnostics.length} problems`}\n`;
  if (error.hint !== undefined) text += `  ${style.bold('hint:')} ${error.hint}\n`;
  if (error.code === 'INTERNAL' || options.stack === true) {
    const stack = error.cause instanceof Error ? error.cause.stack : error.stack;
    if (stack !== undefined) text += `${stack}\n`;
  }
  if (error.code === 'INTERNAL') text += `  ${style.bold('hint:')} this is a bug of sandwright; please report it with the lines above\n`;
  return text;
}

/**
 * An error for programs, as one event.
 * @param caught anything caught
 */
export function errorEvent(caught: unknown): Readonly<Record<string, unknown>> {
  const error = SandwrightError.from(caught);
  const diagnostics = diagnosticsOf(error);
  return {
    type: 'error',
    code: error.code,
    message: error.message,
    retryable: error.retryable,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
  };
}
