import { readFileSync } from 'node:fs';
import { keepFile } from './keep-file.ts';

interface Kept<T> {
  readonly version: number;
  readonly entries: readonly (readonly [string, T])[];
}

/**
 * Reads what `keepMap` wrote.
 * @param path absolute
 * @param version what is of another is as good as gone
 * @returns empty if it is gone, torn or foreign
 */
export function readKeptMap<T>(path: string, version: number): Map<string, T> {
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Kept<T>;
    return new Map(content.version === version ? content.entries : []);
  } catch {
    return new Map();
  }
}

/**
 * Keeps a map for the next start.
 * @param path absolute
 * @param version of what the values mean
 * @returns false if it could not be kept, which is no error
 */
export function keepMap<T>(path: string, version: number, entries: Iterable<readonly [string, T]>): boolean {
  const content: Kept<T> = { version, entries: [...entries] };
  return keepFile(path, JSON.stringify(content));
}
