import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The user's own file, which holds options for every project.
 * @param environment for instance `process.env`
 * @returns absolute path; the file need not be there
 */
export function userConfigFile(environment: Readonly<Record<string, string | undefined>>): string {
  const configured = environment['XDG_CONFIG_HOME'];
  const home = environment['HOME'];
  // The base directory specification says that a relative path is to be ignored.
  const base = configured?.startsWith('/') === true ? configured : join(home === undefined || home === '' ? homedir() : home, '.config');
  return join(base, 'sandwright', 'config.yaml');
}
