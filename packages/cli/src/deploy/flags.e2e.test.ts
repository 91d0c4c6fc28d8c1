import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const deploy = join(import.meta.dirname, '../../../../deploy');

/** Arguments of the command that a file of `deploy/` starts: `serve` or `worker`, and its flags. */
function argumentsIn(file: string): readonly string[] {
  const text = readFileSync(join(deploy, file), 'utf8');
  const lines = file.endsWith('.yaml')
    ? [...text.matchAll(/^ +- (serve|worker|--\S+)$/gmu)].map(([, argument]) => argument ?? '')
    : (/^(?:ExecStart=\S+|CMD) (.*)$/mu.exec(text)?.[1] ?? '').replaceAll(/[[\]",]/gu, ' ').split(/\s+/u);
  return lines.filter((argument) => argument !== '' && argument !== '$FLAGS');
}

describe('what deploy/ starts', () => {
  test.each(['Containerfile', 'kubernetes/server.yaml', 'systemd/sandwright-server.service'])(
    'the flags in %s are settings of the server',
    async (file) => {
      using rig = new Rig();
      const argv = argumentsIn(file);
      expect(argv[0]).toBe('serve');
      expect(await rig.run([...argv, '--check-config'])).toMatchObject({ exitCode: 0, stderr: '' });
    },
  );

  test.each(['kubernetes/worker.yaml', 'systemd/sandwright-worker.service'])('the flags in %s are flags of the worker', async (file) => {
    using rig = new Rig();
    const [command = '', ...flags] = argumentsIn(file);
    expect(command).toBe('worker');
    expect(flags.length).toBeGreaterThan(2);
    const { stdout } = await rig.run(['worker', '--help']);
    for (const flag of flags) expect(stdout).toContain(flag.split('=')[0]);
  });

  test('the units keep what they must: a user without rights, folders of their own, the cgroup of the worker, time to drain', () => {
    const unit = (name: string): string => readFileSync(join(deploy, 'systemd', `sandwright-${name}.service`), 'utf8');
    expect(unit('server')).toMatch(/^DynamicUser=yes$/mu);
    expect(unit('server')).toMatch(/^StateDirectory=sandwright$/mu);
    expect(unit('worker')).toMatch(/^Delegate=yes$/mu);
    expect(unit('worker')).toMatch(/^CacheDirectory=sandwright-worker$/mu);
    for (const name of ['server', 'worker']) {
      expect(Number(/^TimeoutStopSec=(\d+)$/mu.exec(unit(name))?.[1])).toBeGreaterThan(30);
      expect(unit(name)).toMatch(/^WantedBy=multi-user.target$/mu);
    }
  });
});
