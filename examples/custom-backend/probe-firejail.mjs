import { execFile } from 'node:child_process';
import { firejailArguments } from './firejail-arguments.mjs';

/**
 * @import { Availability } from '@sandwright/core'
 * @import { FirejailConfig } from './firejail-backend.mjs'
 */

/**
 * Whether firejail works here: it runs `true` as it will run commands, so that it also sees whether it can show the cache's folder.
 * @param {FirejailConfig} config
 * @param {string} cacheDirectory absolute
 * @returns {Promise<Availability>}
 */
export function probeFirejail(config, cacheDirectory) {
  return new Promise((resolve) => {
    const argv = [...firejailArguments(config, cacheDirectory), 'true'];
    execFile(config.program, argv, { timeout: 20_000, killSignal: 'SIGKILL' }, (error, _stdout, stderr) => {
      if (error === null) resolve({ available: true });
      else if (error.code === 'ENOENT') resolve(unavailable(`there is no program "${config.program}"`, 'install the package "firejail"'));
      else resolve(unavailable(`firejail does not work here: ${stderr.trim().split('\n').at(-1) || error.message}`));
    });
  });
}

/**
 * @param {string} reason
 * @param {string} [fix]
 * @returns {Availability}
 */
function unavailable(reason, fix) {
  return { available: false, cause: 'sandbox_unavailable', reason, ...(fix === undefined ? {} : { fix }) };
}
