import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const program = join(import.meta.dirname, '../../bundle/sandwright.js');

test('a reader that takes its time gets all that does not fit into a pipe', () => {
  const names = Array.from({ length: 6000 }, (_, index) => `target-with-a-long-name-${index}`);
  using rig = new Rig({ 'sandwright.yaml': `targets:\n${names.map((name) => `  ${name}: { command: "true" }\n`).join('')}` });
  const run = (line: string): string => {
    const env = rig.environment({ PROGRAM: `${process.execPath} ${program}` });
    return spawnSync('bash', ['-c', line], { cwd: rig.root, env, encoding: 'utf8', timeout: 240_000 }).stdout;
  };
  const lines = run('$PROGRAM list | (sleep 1; cat)').trimEnd().split('\n');
  expect(lines).toHaveLength(names.length);
  expect(run('$PROGRAM list | head -n 1; echo ${PIPESTATUS[0]}').trimEnd().split('\n').at(-1)).toBe('0');
});
