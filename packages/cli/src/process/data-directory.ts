import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where a server keeps what it keeps: `--data`, else `$XDG_DATA_HOME/sandwright`, else `~/.local/share/sandwright`.
 * Source: XDG Base Directory Specification.
 * @param given what the user said; relative to the working directory
 */
export function dataDirectory(given: string | undefined, environment: NodeJS.ProcessEnv, workingDirectory: string): string {
  if (given !== undefined) return resolve(workingDirectory, given);
  const xdg = environment['XDG_DATA_HOME'] ?? '';
  return isAbsolute(xdg) ? join(xdg, 'sandwright') : join(environment['HOME'] ?? homedir(), '.local', 'share', 'sandwright');
}
