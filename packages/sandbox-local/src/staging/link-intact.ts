import { linkSync, lstatSync } from 'node:fs';
import { inputTime } from './input-time.ts';

/** A file that is to get another name. Short, for there are many. */
export type LinkJob = readonly [source: string, path: string, bytes: number, isExecutable: boolean];

/** Links many files; whoever does it beside this process gives what `linkIntact` does. */
export type LinkHelper = (jobs: readonly LinkJob[]) => Promise<readonly number[]>;

/**
 * Links files that look as they were written.
 * @param jobs absolute paths; nothing is at the second one yet
 * @returns indexes of those that do not look so, are gone, or have as many links as they can have
 */
export function linkIntact(jobs: readonly LinkJob[]): readonly number[] {
  const left: number[] = [];
  for (const [index, [source, path, bytes, isExecutable]] of jobs.entries()) {
    if (!intact(source, bytes, isExecutable) || !tryLink(source, path)) left.push(index);
  }
  return left;
}

function intact(path: string, bytes: number, isExecutable: boolean): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return (
    stats?.isFile() === true &&
    stats.size === bytes &&
    stats.mtimeMs === inputTime * 1000 &&
    (stats.mode & 0o777) === (isExecutable ? 0o755 : 0o644)
  );
}

/** Whether it could be linked: it may have as many links as it can have, or have been removed just now. */
export function tryLink(source: string, path: string): boolean {
  try {
    linkSync(source, path);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EMLINK' || code === 'ENOENT') return false;
    throw error;
  }
}
