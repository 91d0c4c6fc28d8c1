import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Diagnostic } from './diagnostic.ts';
import { placeText } from './print-diagnostic.ts';

/**
 * The error that carries diagnostics; `details.diagnostics` holds them all.
 * @param diagnostics what is wrong, sorted; at least one
 */
export function diagnosticsError(diagnostics: readonly Diagnostic[]): SandwrightError {
  const lines = diagnostics.map((one) => `${placeText(one)} ${one.message}`);
  return new SandwrightError('CONFIG_INVALID', lines.join('\n'), { details: { diagnostics } });
}

/**
 * The diagnostics that an error carries.
 * @param error anything caught
 * @returns none if it is another kind of error
 */
export function diagnosticsOf(error: unknown): readonly Diagnostic[] {
  if (!SandwrightError.is(error) || error.code !== 'CONFIG_INVALID') return [];
  const { diagnostics } = error.details;
  return Array.isArray(diagnostics) ? (diagnostics as readonly Diagnostic[]) : [];
}
