import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { EnvironmentDefinition } from './environment-definition.ts';

/** Where tools are looked for if nobody says otherwise. */
export const defaultToolPath: readonly string[] = ['/usr/local/bin', '/usr/bin', '/bin'];

/** Folders of all Python versions that pyenv has on this machine, newest first. */
function pyenvFolders(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const versions = join(environment['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  try {
    const names = readdirSync(versions).sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
    return names.map((name) => join(versions, name, 'bin'));
  } catch {
    return [];
  }
}

/**
 * The tool search path of an environment.
 * @param definition its `path` and `python_bootstrap_search_path`
 * @param environment variables of this process, for `<PYENV>`
 * @returns undefined if the definition says nothing
 */
export function toolPath(definition: EnvironmentDefinition, environment = process.env): readonly string[] | undefined {
  const written = [...(definition.path ?? []), ...(definition.python_bootstrap_search_path ?? [])];
  if (written.length === 0) return undefined;
  const folders = written.flatMap((folder) => {
    if (folder === '<PATH>') return defaultToolPath;
    if (folder !== '<PYENV>') return [folder];
    // What this machine has says nothing about a worker.
    return definition.kind === 'remote' ? [] : pyenvFolders(environment);
  });
  return [...new Set(folders)];
}

/**
 * The variables that an environment adds to every command, sorted by name.
 * @param definition its `env` and its tool search path, which becomes `PATH`
 */
export function environmentVariables(definition: EnvironmentDefinition): readonly { readonly name: string; readonly value: string }[] {
  const variables = new Map(definition.env);
  const path = toolPath(definition);
  if (path !== undefined && !variables.has('PATH')) variables.set('PATH', path.join(':'));
  return [...variables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value }));
}
