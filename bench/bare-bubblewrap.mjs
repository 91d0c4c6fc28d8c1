import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bubblewrapArguments } from '../packages/sandbox-local/src/bubblewrap/bubblewrap-arguments.ts';
import { makeHostEtc } from '../packages/sandbox-local/src/root/host-etc.ts';

/**
 * Bare bwrap, with the namespaces, mounts and ids that an action gets.
 * @param scratch absolute; a folder for what it mounts
 * @returns its arguments, without a command; and a function that runs `true` in it once
 */
export function bareBubblewrap(scratch) {
  const etc = join(scratch, 'etc');
  const staged = join(scratch, 'root');
  makeHostEtc(etc, []);
  mkdirSync(staged);
  const bareArguments = bubblewrapArguments({
    staged,
    host: { etc, hostPaths: [], network: false },
    workingDirectory: '',
    uid: 1000,
    gid: 1000,
    network: false,
  });
  const bare = () =>
    new Promise((resolve, reject) => {
      spawn('bwrap', [...bareArguments, '/usr/bin/true'], { stdio: 'ignore' }).on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`bwrap: ${code}`)),
      );
    });
  return { bareArguments, bare };
}
