import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SandwrightError } from '../errors/sandwright-error.ts';

/** The file that marks a project's root. */
export const projectFileName = 'sandwright.yaml';
/** The file that declares targets in any folder below. */
export const buildFileName = 'BUILD.yaml';

/**
 * The project that a folder belongs to: the nearest one with `sandwright.yaml`, this or above.
 * @param directory absolute, or relative to the working directory
 * @returns absolute path, links resolved
 * @throws SandwrightError CONFIG_INVALID if there is none
 */
export function findRoot(directory: string): string {
  const start = resolve(directory);
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, projectFileName))) return realpathSync(at);
    if (dirname(at) === at) break;
  }
  throw new SandwrightError('CONFIG_INVALID', `there is no ${projectFileName} in ${start} or in a folder above it`, {
    hint: 'run `sandwright init` to begin a project here',
  });
}
