import { userInfo } from 'node:os';

/** @import { FirejailConfig } from './firejail-backend.mjs' */

/**
 * How firejail is called, up to the program to run. Source: firejail(1).
 * @param {FirejailConfig} config
 * @param {string} folder absolute; where the command may write, and all that it sees in /tmp, or at home if it lies there
 */
export function firejailArguments({ memoryBytes }, folder) {
  const home = userInfo().homedir;
  return [
    '--quiet',
    '--noprofile',
    // The end of the command is the end of everything, and its exit code the one that is given.
    '--deterministic-exit-code',
    '--deterministic-shutdown',
    '--net=none',
    '--caps.drop=all',
    '--nonewprivs',
    '--seccomp',
    '--private-dev',
    '--private-tmp',
    '--read-only=/',
    // An empty home, either way: the two exclude each other.
    ...(`${folder}/`.startsWith(`${home}/`) ? [] : ['--private']),
    `--whitelist=${folder}`,
    `--read-write=${folder}`,
    ...(memoryBytes === undefined ? [] : [`--rlimit-as=${memoryBytes}`]),
  ];
}
