import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeWith } from '../clients/describe-with.ts';
import { Rig, type RunOptions } from '../test-rig/rig.ts';

const example = join(import.meta.dirname, '../../../../examples/custom-backend');
const project = readFileSync(join(example, 'sandwright.yaml'), 'utf8');
const firejail =
  spawnSync('firejail', ['--version']).error === undefined
    ? { path: 'firejail' }
    : { missing: 'firejail is not on the PATH (Debian package firejail)' };

/** The plugin finds the packages of this checkout as they are, built or not. */
const options: RunOptions = { environment: { NODE_OPTIONS: '--conditions=source' } };

/** The example as it is installed, with another project file if need be. */
function rigOf(yaml = project): Rig {
  const rig = new Rig({ 'sandwright.yaml': yaml });
  for (const name of readdirSync(example)) {
    if (name.endsWith('.mjs') || name === 'package.json') rig.write(name, readFileSync(join(example, name)));
  }
  symlinkSync(join(example, 'node_modules'), rig.path('node_modules'));
  return rig;
}

/** Where a text stands in the project file, as messages name it. */
function placeOf(yaml: string, text: string): string {
  const before = yaml.slice(0, yaml.indexOf(text)).split('\n');
  return `sandwright.yaml:${before.length}:${(before.at(-1)?.length ?? 0) + 1} `;
}

describeWith('examples/custom-backend', [firejail], () => {
  it('builds its target with the sandbox of the plugin, once', async () => {
    using rig = rigOf();
    const first = await rig.run(['build'], options);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain('environment jailed: firejail on this machine.');
    expect(first.stdout).toContain('1 ran, 0 cached');
    expect(rig.read('out/interfaces.txt')).toBe('lo\n');
    expect((await rig.run(['build'], options)).stdout).toContain('0 ran, 1 cached');
  });

  it('says what failed inside, and what its sandbox keeps it from', async () => {
    const target = 'targets:\n  touch: { command: touch /etc/sandwright-was-here, environment: jailed }\n';
    using rig = rigOf(project.replace(/^targets:[^]*/mu, target));
    const run = await rig.run(['build'], options);
    expect(run.exitCode).toBe(1);
    expect(`${run.stdout}${run.stderr}`).toMatch(/touch: .*Read-only file system/u);
  });

  it('says that firejail is missing, and what to do', async () => {
    using rig = rigOf(project.replace('{ kind: firejail }', '{ kind: firejail, program: no-such-jail }'));
    const run = await rig.run(['build'], options);
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toContain('local: firejail (sandbox_unavailable): there is no program "no-such-jail"');
    expect(run.stdout).toContain('hint: install the package "firejail"');
  });

  it('reports a wrong configuration at its place', async () => {
    const yaml = project.replace('{ kind: firejail }', '{ kind: firejail, memory: 1 }');
    using rig = rigOf(yaml);
    const run = await rig.run(['build'], options);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(`${placeOf(yaml, 'memory: 1')}the sandbox "firejail" does not take this: Unrecognized key: "memory"`);
  });
});

describe('a plugin that is wrong', () => {
  const yaml =
    'environments:\n  e: { type: local_environment, sandbox: [jail] }\ntargets:\n  t: { command: "true", environment: e }\nplugins:\n  - ./jail.mjs\n';
  it.each([
    [
      'is of another version',
      "export default { kind: 'jail', apiVersion: 2, configSchema: { parse: () => ({}) }, create: () => {} };",
      'version 2',
    ],
    ['throws while loading', "throw new Error('no licence found');", 'cannot be loaded: no licence found'],
    ['is no JavaScript', 'export default {', 'cannot be loaded: '],
    ['brings no sandbox', 'export const x = 1;', 'exports no sandbox'],
  ])('because it %s is reported at the line that names it, and nothing is run', async (_, code, message) => {
    using rig = new Rig({ 'sandwright.yaml': yaml, 'jail.mjs': code });
    for (const argv of [['build'], ['config', 'check']]) {
      const run = await rig.run(argv);
      // A configuration error, told with its line before anything is built; not the failure of a target.
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toContain(`${placeOf(yaml, './jail.mjs')}the plugin "./jail.mjs" `);
      expect(run.stderr).toContain('  - ./jail.mjs\n');
      expect(run.stderr).toContain('error CONFIG_INVALID: 1 problem');
      expect(run.stderr).toContain(message);
    }
  });

  it('is not loaded where nothing names what it brings', async () => {
    using rig = new Rig({
      'sandwright.yaml': 'targets:\n  t: { command: "true" }\nplugins: [./jail.mjs]\n',
      'jail.mjs': "throw new Error('loaded');",
    });
    expect(await rig.run(['build'])).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
