import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const root = join(import.meta.dirname, '../../../..');
const program = join(root, 'packages/cli/bundle/sandwright.js');
const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

function commandsOf(page: string): readonly string[] {
  return [...page.matchAll(/^```sh\n(?<commands>.*?)^```$/gmsu)].map((match) => match.groups?.commands ?? '');
}

const withCommands = pages
  .map((page) => ({ page, text: readFileSync(join(root, page), 'utf8') }))
  .filter(({ text }) => commandsOf(text).length > 0);

/** What a block leaves running must not outlive it, also if it fails: the next run would meet it. */
const tidy = "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT; trap 'exit 1' TERM\n";

/** Ports of the pages may be taken on this machine. */
async function withFreePorts(text: string): Promise<string> {
  const ports = new Map<string, string>();
  for (const [, port = ''] of text.matchAll(/127\.0\.0\.1:(\d{5})\b/gu)) if (!ports.has(port)) ports.set(port, await freePort());
  return text.replace(/(?<=127\.0\.0\.1:)\d{5}\b/gu, (port) => ports.get(port) ?? port);
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return String(typeof address === 'object' ? address?.port : '');
}

// All `sh` blocks of a page run one after the other in one scratch folder, each beginning there; what is not to be run is marked `console`.
describe('commands in the documentation', () => {
  it.each(withCommands)('of $page work', async ({ text }) => {
    using rig = new Rig();
    if (text.includes('examples/'))
      cpSync(join(root, 'examples'), rig.path('examples'), { recursive: true, filter: (path) => !path.endsWith('/node_modules') });
    rig.write('../bin/sandwright', `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, 0o755);
    const environment = rig.environment({ PATH: `${rig.path('../bin')}:${process.env.PATH ?? ''}` });
    for (const commands of commandsOf(await withFreePorts(text))) {
      const run = spawnSync('bash', ['--norc', '-eu', '-c', tidy + commands], {
        cwd: rig.root,
        env: environment,
        encoding: 'utf8',
        timeout: 280_000,
      });
      expect({ commands, status: run.status, stderr: run.status === 0 ? '' : `${run.stdout}${run.stderr}` }).toEqual({
        commands,
        status: 0,
        stderr: '',
      });
    }
  });
});
