import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const root = join(import.meta.dirname, '../../../..');

describe('a compiler of the machine', () => {
  /** A compiler like any: a driver in the search path, and the pass that does the work elsewhere. */
  const toolchain = {
    'tool/bin/mycc': '#!/bin/sh\nexec "${0%/bin/*}/lib/gcc/any/1/cc1"\n',
    'tool/lib/gcc/any/1/cc1': '#!/bin/sh\necho first\n',
  };
  const yaml = (rig: Rig, more = ''): string => `environments:
  host:
    type: local_environment
    sandbox: host
    path: ['${rig.path('tool/bin')}', <PATH>]
${more}targets:
  t: { command: mycc > o, outputs: [o], environment: host }
`;

  it('that is upgraded never gets a stale hit, though only a pass of it changed', async () => {
    using rig = new Rig();
    for (const [path, content] of Object.entries(toolchain)) rig.write(path, content, 0o755);
    rig.write('sandwright.yaml', yaml(rig));
    expect((await rig.run(['build'])).stdout).toContain('(1 ran, 0 cached)');
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 1 cached)');
    rig.write('tool/lib/gcc/any/1/cc1', '#!/bin/sh\necho other\n', 0o755);
    expect((await rig.run(['build'])).stdout).toContain('(1 ran, 0 cached)');
    expect(rig.read('out/o')).toBe('other\n');
    rig.write('tool/lib/gcc/any/1/cc1', '#!/bin/sh\necho first\n', 0o755);
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 1 cached)');
    expect(rig.read('out/o')).toBe('first\n');
  });

  it('does not count with fingerprint: none, and the explanation says so', async () => {
    using rig = new Rig();
    for (const [path, content] of Object.entries(toolchain)) rig.write(path, content, 0o755);
    rig.write('sandwright.yaml', yaml(rig, '    fingerprint: none\n'));
    await rig.run(['build']);
    rig.write('tool/lib/gcc/any/1/cc1', '#!/bin/sh\necho other\n', 0o755);
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 1 cached)');
    const explained = await rig.run(['env', 'resolve', '--explain', 'host']);
    expect(explained.stdout).toContain('which do not count (fingerprint: none)');
    rig.write('sandwright.yaml', yaml(rig));
    const counted = await rig.run(['env', 'resolve', '--explain', '--json', 'host']);
    const { candidates } = JSON.parse(counted.stdout) as { candidates: { fingerprint: { parts: { name: string; file: string }[] } }[] };
    const parts = candidates[0]?.fingerprint.parts ?? [];
    expect(parts).toContainEqual(expect.objectContaining({ name: 'lib/gcc/any/1/cc1', file: rig.path('tool/lib/gcc/any/1/cc1') }));
    const short = JSON.parse((await rig.run(['env', 'resolve', '--json', 'host'])).stdout) as typeof candidates | object;
    expect(short).toMatchObject({ candidates: [{ fingerprint: { files: parts.length } }] });
  });
});

describe('what Kubernetes injects for a service called sandwright', () => {
  it('changes nothing and is not warned of', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  t: { command: "true" }\n' });
    const environment = {
      SANDWRIGHT_PORT: 'tcp://10.0.0.1:8980',
      SANDWRIGHT_PORT_8980_TCP: 'tcp://10.0.0.1:8980',
      SANDWRIGHT_PORT_8980_TCP_PROTO: 'tcp',
      SANDWRIGHT_SERVICE_HOST: '10.0.0.1',
      SANDWRIGHT_SERVICE_PORT: '8980',
      SANDWRIGHT_REMOTE_EXECUTION_PORT: 'tcp://10.0.0.2:80',
      SANDWRIGHT_REMOTE_EXECUTION_SERVICE_HOST: '10.0.0.2',
    };
    const plain = await rig.run(['config', 'show', '--origin']);
    expect(await rig.run(['config', 'show', '--origin'], { environment })).toEqual(plain);
    expect(await rig.run(['build'], { environment })).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('a secret', () => {
  const yaml = `options:
  remote_execution: true
  remote_execution_address: grpc://127.0.0.1:1
  remote_store_address: grpc://127.0.0.1:1
  remote_cache_read: true
  remote_cache_write: true
  remote_oauth_bearer_token: hunter2-file
  remote_execution_headers: { x-key: hunter2-header }
environments:
  remote: { type: remote_environment, fallback_environment: __local__ }
targets:
  t: { command: echo 1 > o, outputs: [o], environment: remote }
`;

  it.each<[string, readonly string[]]>([
    ['config show', ['config', 'show', '--origin']],
    ['config show --json', ['config', 'show', '--origin', '--json']],
    ['env resolve --json', ['env', 'resolve', '--explain', '--json', 'remote']],
    ['events and logs of a build', ['build', '--json', '--log-level=trace']],
    ['a build for people', ['build', '--force', '--log-level=trace', '--output=all']],
    ['errors about it', ['config', 'show', '--remote-store-headers=hunter2-flag']],
  ])('is not in %s', async (_, argv) => {
    using rig = new Rig({ 'sandwright.yaml': yaml });
    const environment = { SANDWRIGHT_AUTH_TOKEN: 'hunter2-token', SANDWRIGHT_REMOTE_STORE_HEADERS: '{"x":"hunter2-variable"}' };
    const run = await rig.run(argv, { environment });
    expect([0, 2]).toContain(run.exitCode);
    expect(`${run.stdout}${run.stderr}`).not.toBe('');
    expect(`${run.stdout}${run.stderr}`).not.toContain('hunter2');
  });
});

describe('append-only caches', () => {
  it('survive actions, are no part of an action, and are neither inputs nor outputs', async () => {
    const target = (command: string, caches: string): string =>
      `targets:\n  t: { command: '${command}', outputs: [o], append_only_caches: ${caches} }\n`;
    const command = 'echo x >> .cache/pip/log; wc -l < .cache/pip/log > o';
    using rig = new Rig({ 'sandwright.yaml': target(command, '{ pip: .cache/pip }') });
    expect((await rig.run(['build'])).stdout).toContain('(1 ran, 0 cached)');
    expect(rig.read('out/o').trim()).toBe('1');
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 1 cached)');
    await rig.run(['build', '--force']);
    expect(rig.read('out/o').trim()).toBe('2');
    // Another name is another folder, and the same action.
    rig.write('sandwright.yaml', target(command, '{ other: .cache/pip }'));
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 1 cached)');
    rig.write('sandwright.yaml', target('cp -r .cache/pip/. o', '{ pip: .cache/pip }'));
    await rig.run(['build']);
    expect(rig.read('out/o/log')).toBe('x\nx\n');
  });
});

describe('the static check of platforms', () => {
  it('warns with both names and the place, when building and when checking', async () => {
    using rig = new Rig({
      'sandwright.yaml': `environments:
  arm: { type: remote_environment, platform: linux_arm64, fallback_environment: __local__ }
  intel: { type: remote_environment, platform: linux_x86_64, fallback_environment: __local__ }
targets:
  base: { command: echo 1 > o, outputs: [o], environment: arm }
  top: { command: cat o, dependencies: [":base"], environment: intel }
`,
    });
    const warning =
      'warning: sandwright.yaml:6:3 //:top is built for linux_x86_64 ("intel"), but depends on //:base, which is built for linux_arm64 ("arm")\n';
    expect(await rig.run(['config', 'check'])).toMatchObject({ exitCode: 0, stderr: warning });
    const build = await rig.run(['build']);
    expect(build.exitCode).toBe(0);
    expect(build.stdout).toContain(warning);
  });
});

describe('examples/environments', () => {
  it('is explained as its page says', async () => {
    using rig = new Rig();
    cpSync(join(root, 'examples'), rig.path('examples'), { recursive: true, filter: (path) => !path.endsWith('/node_modules') });
    const page = readFileSync(join(root, 'docs/environments.md'), 'utf8');
    const masked = (text: string): string => text.replace(/tools: [0-9a-f]{16}, of \d+ /gu, 'tools: …, of … ');
    const directory = 'examples/environments';
    const explain = async (flags: readonly string[]) =>
      await rig.run(['env', 'resolve', '--explain', ...flags, '//tests:most-frequent-word'], { directory });
    const here = await explain([]);
    expect(here).toMatchObject({ exitCode: 0, stderr: '' });
    expect(masked(page)).toContain(`\`\`\`\n${masked(here.stdout)}\`\`\`\n`);
    const remote = await explain(['--config=sandwright.ci.yaml']);
    expect(remote).toMatchObject({ exitCode: 0, stderr: '' });
    const shown = page.split('```\n').find((block) => block.includes('skipped: unreachable\n')) ?? 'nothing';
    // What the system says of a refused connection is not for the page.
    const plain = (text: string): string => text.replace(/^ +why: .*$/mu, '');
    expect(plain(remote.stdout).startsWith(plain(shown))).toBe(true);
  });
});
