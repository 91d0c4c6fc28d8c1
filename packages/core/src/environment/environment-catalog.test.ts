import { describe, expect, it } from '@jest/globals';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import { on, remote, rig, run } from './catalog.fixture.ts';

describe('matching', () => {
  it('without any definition is the built-in environment: bubblewrap, then chroot', async () => {
    const { catalog, scripted } = await rig('', { bubblewrap: 'sandbox_unavailable' });
    const { candidates, skipped } = await catalog.resolve('__local__');
    expect(candidates.map((candidate) => [candidate.name, candidate.root, candidate.location])).toEqual([
      ['local: bubblewrap', 'host', undefined],
      ['local: chroot', 'host', undefined],
    ]);
    expect(skipped).toEqual([]);
    expect(scripted.made).toEqual([]);
    expect(await run(catalog, '__local__')).toBe('local: chroot');
  });

  it('skips a remote environment while remote execution is off, in silence', async () => {
    const { catalog, events, scripted } = await rig(remote().replace('true', 'false'));
    const environment = await catalog.resolve('remote');
    expect(environment.skipped).toEqual([{ candidate: 'remote', cause: 'disabled', reason: 'remote_execution is off' }]);
    expect(await run(catalog, 'remote')).toBe('local: bubblewrap');
    expect(events).toEqual([]);
    expect(scripted.made.map(({ kind }) => kind)).toEqual(['bubblewrap']);
  });

  it('fails loudly where a remote environment that is off has no fallback', async () => {
    const { catalog } = await rig('environments:\n  remote: { type: remote_environment }\n');
    await expect(catalog.resolve('remote')).rejects.toMatchObject({
      code: 'SANDBOX_UNAVAILABLE',
      message: 'the environment "remote" cannot be used, and nothing is left to try: remote (disabled): remote_execution is off',
      hint: 'turn remote_execution on, or give the environment a fallback_environment',
    });
  });

  it('says where nothing is left to try what would mend each candidate, the first one first', async () => {
    const { catalog } = await rig('environments:\n  here: { type: local_environment, sandbox: [bubblewrap, chroot] }\n', {
      bubblewrap: 'sandbox_unavailable',
      chroot: 'sandbox_unavailable',
    });
    await run(catalog, 'here');
    await expect(catalog.resolve('here')).rejects.toMatchObject({
      code: 'SANDBOX_UNAVAILABLE',
      hint: 'local: bubblewrap: mend it; or local: chroot: mend it',
    });
  });

  it('wants an address as soon as remote execution is on', async () => {
    const { catalog } = await rig('options: { remote_execution: true }\nenvironments:\n  remote: { type: remote_environment }\n');
    await expect(catalog.resolve('remote')).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/^sandwright.yaml:3:3 /),
    });
  });

  it('follows chains of any length, and asks each environment once', async () => {
    const links = Array.from(
      { length: 200 },
      (_, at) => `  e${at}: { type: local_environment, compatible_platforms: [macos_arm64], fallback_environment: e${at + 1} }`,
    );
    const { catalog } = await rig(`environments:\n${links.join('\n')}\n  e200: { type: local_environment, sandbox: chroot }\n`);
    const { candidates, skipped } = await catalog.resolve('e0');
    expect(candidates.map((candidate) => candidate.name)).toEqual(['local: chroot']);
    expect(skipped).toHaveLength(400);
    expect(skipped[0]).toEqual({
      candidate: 'local: bubblewrap',
      cause: 'platform',
      reason: 'it is for macos_arm64, and this machine is linux_x86_64',
    });
  });

  it('takes for __local__ those that offer the tools of this machine, bubblewrap first', async () => {
    const { catalog } = await rig(`
environments:
  strict: { type: local_environment, root: input }
  mac: { type: local_environment, compatible_platforms: [macos_arm64] }
  second: { type: local_environment, sandbox: [chroot, bubblewrap], env: { A: b } }
`);
    const { candidates } = await catalog.resolve('__local__');
    expect(candidates.map(({ name, variables }) => [name, variables])).toEqual([
      ['local: bubblewrap', [{ name: 'A', value: 'b' }]],
      ['local: chroot', [{ name: 'A', value: 'b' }]],
    ]);
  });

  it('gives a dead server that several environments share one wait, and a missing worker to those who ask for it', async () => {
    const yaml = `${on}environments:
  a: { type: remote_environment, fallback_environment: __local__ }
  b: { type: remote_environment, platform_properties: [gpu=yes], fallback_environment: __local__ }
`;
    const dead = await rig(yaml, { remote: 'unreachable' });
    expect(await Promise.all(['a', 'b', 'a', 'b'].map((name) => run(dead.catalog, name)))).toEqual(Array(4).fill('local: bubblewrap'));
    expect(dead.scripted.asked.filter((kind) => kind === 'remote')).toHaveLength(1);
    const picky = await rig(yaml);
    const environment = await picky.catalog.resolve('b');
    const [first] = environment.candidates;
    if (first === undefined) throw new Error('no candidate');
    expect(picky.catalog.candidateFailed(environment, first, new SandwrightError('NO_WORKER', 'nobody has a GPU'))?.name).toBe(
      'local: bubblewrap',
    );
    expect(await run(picky.catalog, 'b')).toBe('local: bubblewrap');
    expect(await run(picky.catalog, 'a')).toBe('remote: a');
    expect(picky.events.map((event) => event.type)).toEqual(['warning']);
  });

  it('never falls back when it is not the sandbox that failed', async () => {
    const { catalog } = await rig(remote());
    const environment = await catalog.resolve('remote');
    const [first] = environment.candidates;
    if (first === undefined) throw new Error('no candidate');
    for (const code of ['ACTION_FAILED', 'TIMED_OUT', 'BLOB_MISSING', 'CANCELLED', 'OUTPUT_MISSING'] as const) {
      expect(catalog.candidateFailed(environment, first, new SandwrightError(code, 'x'))).toBeUndefined();
    }
    expect((await catalog.resolve('remote')).candidates[0]).toBe(first);
  });

  it('says which environment is meant where there is none of that name', async () => {
    const { catalog } = await rig(remote());
    await expect(catalog.resolve('remot')).rejects.toMatchObject({
      code: 'ENVIRONMENT_UNKNOWN',
      message: 'there is no environment "remot"; did you mean "remote"?',
    });
  });

  it('explains every candidate, with place, cause and rule, and says what comes after the one that matched', async () => {
    const { catalog } = await rig(remote('    platform_properties: [OSFamily=linux]\n'), { remote: 'unreachable' });
    const { candidates } = await catalog.explain('remote');
    expect(candidates.map(({ name, outcome, cause, rule, location }) => [name, outcome, cause, rule, location?.line])).toEqual([
      ['remote', 'skipped', 'unreachable', 'warn', 3],
      ['local: bubblewrap', 'matched', undefined, undefined, undefined],
      ['local: chroot', 'not tried', undefined, undefined, undefined],
    ]);
    expect(candidates[0]?.fix).toBe('mend it');
    expect(candidates[1]?.fingerprint).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('disposes of the sandboxes that it made, and of no others', async () => {
    const { catalog, scripted } = await rig('');
    await run(catalog, '__local__');
    await catalog[Symbol.asyncDispose]();
    expect(scripted.asked).toEqual(['bubblewrap', 'bubblewrap disposed']);
  });
});

describe('what a candidate brings', () => {
  it('platform properties of the environment, its platform and the project, sorted; the same for what stands in for it', async () => {
    const { catalog } = await rig(
      remote('    platform: linux_x86_64\n    platform_properties: [pool=big, Pool=x]\n').replace(
        'remote_execution: true',
        'remote_execution: true, remote_execution_extra_platform_properties: [pool=small, zone=a]',
      ),
    );
    const { candidates } = await catalog.resolve('remote');
    const expected = [
      ['ISA', 'x86-64'],
      ['OSFamily', 'linux'],
      ['Pool', 'x'],
      ['pool', 'big'],
      ['zone', 'a'],
    ].map(([name, value]) => ({ name, value }));
    expect(candidates.map((candidate) => candidate.platform)).toEqual(Array(3).fill(expected));
  });

  it('variables and the tool path, with the special entries of Pants', async () => {
    using pyenv = new ProjectFixture({ 'versions/3.9.1/bin/python': '', 'versions/3.10.2/bin/python': '' });
    const before = process.env['PYENV_ROOT'];
    process.env['PYENV_ROOT'] = pyenv.root;
    const { catalog } = await rig(`
environments:
  e: { type: local_environment, env: { B: "2", A: "1" }, path: [/opt/bin, <PATH>], python_bootstrap_search_path: [/opt/python, <PYENV>, /usr/bin] }
  r: { type: remote_environment, path: [<PYENV>, /opt/bin], fallback_environment: e }
`);
    const { candidates } = await catalog.resolve('e');
    const remotely = await catalog.explain('r');
    if (before === undefined) delete process.env['PYENV_ROOT'];
    else process.env['PYENV_ROOT'] = before;
    expect(remotely.candidates[0]?.variables).toEqual([{ name: 'PATH', value: '/opt/bin' }]);
    expect(candidates[0]?.variables).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
      {
        name: 'PATH',
        value: `/opt/bin:/usr/local/bin:/usr/bin:/bin:/opt/python:${pyenv.root}/versions/3.10.2/bin:${pyenv.root}/versions/3.9.1/bin`,
      },
    ]);
  });

  it('a salt of the tools only where the sandbox has those of this machine', async () => {
    const { catalog } = await rig(`
options: { remote_execution: true, remote_execution_address: "grpc://127.0.0.1:1" }
environments:
  host: { type: local_environment }
  none: { type: local_environment, fingerprint: none }
  some: { type: local_environment, fingerprint: [sh] }
  input: { type: local_environment, root: input }
  plain: { type: remote_environment }
  text: { type: remote_environment, fingerprint: image-7 }
`);
    const salt = async (name: string) => new TextDecoder().decode((await catalog.resolve(name)).candidates[0]?.salt);
    expect(await salt('host')).toMatch(/^fingerprint [0-9a-f]{64}$/);
    expect(await salt('some')).toMatch(/^fingerprint [0-9a-f]{64}$/);
    expect(await salt('some')).not.toBe(await salt('host'));
    expect(await salt('__local__')).toBe(await salt('host'));
    expect(await salt('none')).toBe('');
    expect(await salt('input')).toBe('');
    expect(await salt('plain')).toBe('');
    expect(await salt('text')).toBe('fingerprint image-7');
  });

  it('a salt of the namespace, everywhere', async () => {
    const { catalog } = await rig(
      'options: { process_execution_cache_namespace: v2 }\nenvironments:\n  none: { type: local_environment, fingerprint: none }\n',
    );
    expect(new TextDecoder().decode((await catalog.resolve('none')).candidates[0]?.salt)).toBe('namespace v2');
  });

  it('a configuration for its backend, one sandbox for equal ones', async () => {
    const { catalog, scripted } = await rig(
      `
environments:
  a: { type: local_environment, sandbox: [{ kind: bubblewrap, hostPaths: [/opt] }], root: input, network: on, limits: { memory: 2GiB, cpu: 90s, wall: 1m } }
  b: { type: local_environment, sandbox: [{ kind: bubblewrap, hostPaths: [/opt] }], root: input, network: on, limits: { memory: 2GiB, cpu: 90s, wall: 1m } }
`.replaceAll('network: on', 'network: "on"'),
    );
    await run(catalog, 'a');
    await run(catalog, 'b');
    expect(scripted.made).toEqual([
      {
        kind: 'bubblewrap',
        config: { root: 'input', network: 'on', limits: { wallMs: 60_000, memoryBytes: 2 ** 31, cpuSeconds: 90 }, hostPaths: ['/opt'] },
      },
    ]);
  });
});
