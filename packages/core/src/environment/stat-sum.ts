import { hash } from 'node:crypto';
import { statSync } from 'node:fs';

const numbers = 5;

/**
 * One text that tells whether anything changed about many files and folders, without reading them. Links are followed; what is not there
 * counts as well.
 * @param paths absolute
 * @returns the sum, and the latest time of a change, in ms since the epoch
 */
export function statSum(paths: readonly string[]): { readonly sum: string; readonly changedMs: number } {
  const all = new Float64Array(paths.length * numbers);
  let changedMs = 0;
  let at = 0;
  for (const path of paths) {
    try {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats !== undefined) {
        all.set([stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs], at);
        changedMs = Math.max(changedMs, stats.ctimeMs);
      }
    } catch {
      // It cannot be reached, as little as what is not there.
    }
    at += numbers;
  }
  return { sum: hash('md5', all, 'base64'), changedMs };
}
