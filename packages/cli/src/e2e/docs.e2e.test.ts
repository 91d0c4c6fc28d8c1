import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
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

// All `sh` blocks of a page run one after the other in one scratch folder, each beginning there; what is not to be run is marked `console`.
describe('commands in the documentation', () => {
  it.each(withCommands)('of $page work', ({ text }) => {
    using rig = new Rig();
    if (text.includes('examples/'))
      cpSync(join(root, 'examples'), rig.path('examples'), { recursive: true, filter: (path) => !path.endsWith('/node_modules') });
    rig.write('../bin/sandwright', `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, 0o755);
    const environment = rig.environment({ PATH: `${rig.path('../bin')}:${process.env.PATH ?? ''}` });
    for (const commands of commandsOf(text)) {
      const run = spawnSync('bash', ['--norc', '-eu', '-c', commands], {
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
