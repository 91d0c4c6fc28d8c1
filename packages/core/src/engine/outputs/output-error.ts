import { SandwrightError } from '../../errors/sandwright-error.ts';

/**
 * Says what went wrong with the folder of outputs in words of the user.
 * @param path relative to the project's root
 * @param caught what a file system call threw
 */
export function outputError(path: string, caught: unknown): SandwrightError {
  const code = SandwrightError.is(caught) ? undefined : (caught as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new SandwrightError('STORAGE_FAILED', `cannot write ${path}: it is read-only`, {
      cause: caught,
      hint: 'make the folder out/ writable, or take it away: it is made again',
    });
  }
  const error = SandwrightError.from(caught);
  if (error === caught || error.code === 'INTERNAL') return error;
  return new SandwrightError(error.code, `cannot write ${path}: ${error.message}`, {
    cause: caught,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  });
}
