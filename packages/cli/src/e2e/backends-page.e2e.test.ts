import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Rig, type RunOptions } from '../test-rig/rig.ts';

const root = join(import.meta.dirname, '../../../..');
const page = readFileSync(join(root, 'docs/backends.md'), 'utf8');

/** The block of the page that begins with the name of its file. */
function block(name: string): string {
  return page.split(/^```\w*\n/mu).find((text) => /^(?:\/\/|#) (?<name>\S+)/u.exec(text)?.groups?.['name'] === name) ?? '';
}

/** The plugin finds the packages of this checkout as they are, built or not. */
const options: RunOptions = { environment: { NODE_OPTIONS: '--conditions=source' } };

function projectOfThePage(change: (yaml: string) => string = (yaml) => yaml): Rig {
  const rig = new Rig({ 'sandwright.yaml': change(block('sandwright.yaml')), 'offline.mjs': block('offline.mjs') });
  mkdirSync(rig.path('node_modules/@sandwright'), { recursive: true });
  for (const name of ['core', 'sandbox-local']) symlinkSync(join(root, 'packages', name), rig.path(`node_modules/@sandwright/${name}`));
  return rig;
}

test('the backend that docs/backends.md shows builds a target, and finds its result', async () => {
  using rig = projectOfThePage();
  const first = await rig.run(['build'], options);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(first.stdout).toContain('environment offline: offline on this machine.');
  // Loopback, and nothing else.
  expect(rig.read('out/interfaces.txt').trim()).toBe('1');
  expect((await rig.run(['build'], options)).stdout).toContain('(0 ran, 1 cached)');
});

test('it falls back where it cannot be used, and its configuration is checked', async () => {
  using rig = projectOfThePage((yaml) => yaml.replace('kind: offline', 'kind: offline, program: no-such-unshare'));
  const run = await rig.run(['build'], options);
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toContain('local: offline skipped (sandbox_unavailable): unshare does not work: spawn no-such-unshare ENOENT');
  rig.write('sandwright.yaml', block('sandwright.yaml').replace('kind: offline', 'kind: offline, programm: x'));
  const wrong = await rig.run(['build'], options);
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/^sandwright\.yaml:4:\d+ the sandbox "offline" does not take this: unknown key$/mu);
});
