import { SandwrightError } from '../../errors/sandwright-error.ts';

/** The error for data that are not the zstd frames which they should be. */
export function notZstd(message: string, cause?: unknown): SandwrightError {
  return new SandwrightError('ACTION_INVALID', message, cause === undefined ? {} : { cause });
}
