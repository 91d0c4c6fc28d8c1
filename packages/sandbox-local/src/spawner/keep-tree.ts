import { spawn } from 'node:child_process';

/**
 * Copies a tree with links, times and modes, for a person to look at.
 * @param from absolute path of a folder
 * @param to absolute path that does not exist yet
 */
export async function keepTree(from: string, to: string): Promise<void> {
  const copy = spawn('/bin/cp', ['-a', '--', from, to], { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: '/usr/bin:/bin' } });
  let said = '';
  copy.stderr.on('data', (piece: Buffer) => {
    if (said.length < 1000) said += piece.toString();
  });
  await new Promise<void>((resolve, reject) => {
    copy.once('error', reject);
    copy.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`cp ended with ${code}: ${said.trim()}`))));
  });
}
