import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalStore, SandwrightError } from '@sandwright/core';
import { streamLogger } from '../presentation/stream-logger.ts';
import { dataDirectory } from '../process/data-directory.ts';
import { defineCommand } from './command.ts';

const damagedExitCode = 3;

/** `sandwright cas fsck`. */
export const command = defineCommand({
  usage: '[DIR]',
  description: `Reads every blob and value of the stores in DIR, and compares them with their digests; those kept as zstd are decompressed for it. DIR is the
data folder of a server (by default the one that "serve" takes by default), or a store itself. A server must not run on it meanwhile.`,
  flags: { repair: { kind: 'boolean', help: 'Forget what is damaged, so that it can be stored anew.' } },
  positionals: { minimum: 0, maximum: 1 },
  run: async ({ values, positionals, environment, terminal, signal, workingDirectory }) => {
    const directory = dataDirectory(positionals[0], environment, workingDirectory);
    const stores = storesIn(directory);
    if (stores.length === 0) throw new SandwrightError('CONFIG_INVALID', `there is no store in ${directory}`);
    const repair = values.repair === true;
    let damaged = 0;
    for (const path of stores) {
      await using store = await openLocalStore({
        directory: path,
        // Other processes that share the store may go on while it is only looked at.
        mode: repair ? 'exclusive' : 'shared',
        durable: true,
        logger: streamLogger(terminal.err, 'warn'),
      });
      const report = await store.fsck({ repair, signal });
      damaged += report.damaged;
      const unchecked = report.unchecked === 0 ? '' : `, ${report.unchecked} not checked for want of their digest function`;
      const verdict = report.damaged === 0 ? 'none damaged' : `${report.damaged} damaged${repair ? ' and forgotten' : ''}`;
      terminal.out.write(`${path}: ${report.blobs} blobs, ${report.values} values, ${report.bytes} bytes; ${verdict}${unchecked}\n`);
    }
    return damaged > 0 && !repair ? damagedExitCode : 0;
  },
});

/** The folder itself, if it is a store; else those that a server has in it. */
function storesIn(directory: string): readonly string[] {
  const isStore = (path: string): boolean => ['segments', 'index', 'large'].every((name) => existsSync(join(path, name)));
  if (isStore(directory)) return [directory];
  const isolated = join(directory, 'instances');
  const names = existsSync(isolated) ? readdirSync(isolated).map((name) => join(isolated, name)) : [];
  return [join(directory, 'store'), join(directory, 'worker-store'), ...names].filter(isStore);
}
