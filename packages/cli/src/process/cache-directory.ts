import { accessSync, constants, lstatSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { makeDirectory, SandwrightError } from '@sandwright/core';

/** Where caches go, and what the user should know about it. */
export interface CacheDirectory {
  /** Absolute; it exists and can be written. */
  readonly path: string;
  /** Set where it is not the usual place. */
  readonly warning?: string;
}

/**
 * The folder for blobs, results and staged trees: `$XDG_CACHE_HOME/sandwright`, else `~/.cache/sandwright`, else, where neither can be
 * written, one of this user's own in the folder for temporary files.
 * Source: XDG Base Directory Specification; relative values are to be ignored.
 * @param environment the process's variables
 * @param chosen what the option `local_store_dir` says, relative to the working directory; it is then there or nowhere
 * @throws SandwrightError STORAGE_FAILED where there is no such place
 */
export function findCacheDirectory(environment: NodeJS.ProcessEnv, chosen: string | undefined): CacheDirectory {
  if (chosen !== undefined) {
    const path = resolve(chosen);
    if (isWritable(path)) return { path };
    throw new SandwrightError('STORAGE_FAILED', `local_store_dir is ${path}, which cannot be written`, { hint: 'choose another folder' });
  }
  const usual = usualCacheDirectory(environment);
  const candidates = usual === undefined ? [] : [usual];
  for (const candidate of candidates) if (isWritable(candidate)) return { path: candidate };
  const temporary = environment.TMPDIR ?? '';
  const fallback = join(isAbsolute(temporary) ? temporary : tmpdir(), `sandwright-${process.getuid?.() ?? 'user'}`);
  if (!isWritable(fallback) || !isOurs(fallback)) {
    throw new SandwrightError(
      'STORAGE_FAILED',
      `there is no place for caches: neither ${[...candidates, fallback].join(' nor ')} can be used`,
      {
        hint: 'set XDG_CACHE_HOME to a folder that you can write',
      },
    );
  }
  const tried = candidates[0] === undefined ? 'there is no home folder' : `${candidates[0]} cannot be written`;
  return { path: fallback, warning: `${tried}; caches go to ${fallback} (set XDG_CACHE_HOME to choose another place)` };
}

/** Where caches go unless something forbids it; nothing is looked at. */
export function usualCacheDirectory(environment: NodeJS.ProcessEnv): string | undefined {
  const xdg = environment.XDG_CACHE_HOME ?? '';
  if (isAbsolute(xdg)) return join(xdg, 'sandwright');
  const home = homeOf(environment);
  return home === undefined ? undefined : join(home, '.cache', 'sandwright');
}

function homeOf(environment: NodeJS.ProcessEnv): string | undefined {
  const home = environment.HOME ?? homedir();
  return isAbsolute(home) && home !== '/' ? home : undefined;
}

function isWritable(directory: string): boolean {
  try {
    makeDirectory(directory, 0o700);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A folder in a place that all can write may have been put there by somebody else, who could then change what is built. */
function isOurs(directory: string): boolean {
  const stats = lstatSync(directory);
  return stats.isDirectory() && stats.uid === (process.getuid?.() ?? stats.uid) && (stats.mode & 0o022) === 0;
}
