import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder that holds `sandwright.yaml`: this one, or the nearest above.
 * @param from absolute path
 * @returns undefined where there is none up to the root
 */
export function findProjectRoot(from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    if (existsSync(join(directory, 'sandwright.yaml'))) return directory;
    if (dirname(directory) === directory) return undefined;
  }
}
