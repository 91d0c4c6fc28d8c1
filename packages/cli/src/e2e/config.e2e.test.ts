import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const project = {
  'sandwright.yaml': `options:
  keep_sandboxes: on_failure
environments:
  remote:
    type: remote_environment
    fallback_environment: boxed
  boxed:
    type: local_environment
    sandbox: [bubblewrap]
  elsewhere:
    type: local_environment
    compatible_platforms: [macos_arm64]
targets:
  one: {command: echo 1 > o, outputs: [o], environment: remote}
  none: {command: "true", environment: elsewhere}
`,
  'ci.yaml': 'options:\n  local_cache: false\n',
};

describe('options', () => {
  it('come in layers, and each says where it comes from', async () => {
    using rig = new Rig(project);
    const run = await rig.run(
      ['config', 'show', '--origin', '--config=ci.yaml', 'local_cache', '--keep-sandboxes=always', 'keep-sandboxes', 'local_store_dir'],
      {
        environment: { SANDWRIGHT_LOCAL_STORE_DIR: '/somewhere' },
      },
    );
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toBe(`local_cache = false
  built-in default: true
  ci.yaml:2:3: false
keep_sandboxes = "always"
  built-in default: "never"
  sandwright.yaml:2:3: "on_failure"
  flag --keep-sandboxes: "always"
local_store_dir = "/somewhere"
  built-in default: (none)
  variable SANDWRIGHT_LOCAL_STORE_DIR: "/somewhere"
`);
  });

  it('may stand before the command, and work', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  one: {command: echo 1 > o, outputs: [o]}\n' });
    for (let round = 0; round < 2; round += 1) expect((await rig.run(['--no-local-cache', 'build'])).stdout).toContain('(1 ran, 0 cached)');
    const elsewhere = await rig.run(['--local-store-dir', 'store', 'build']);
    expect(elsewhere).toMatchObject({ exitCode: 0, stderr: '' });
    expect(rig.read('out/o')).toBe('1\n');
  });

  it('make other actions of the same commands with another cache namespace', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  one: {command: echo 1 > o, outputs: [o]}\n' });
    for (const namespace of ['v1', 'v2']) {
      const environment = { SANDWRIGHT_PROCESS_EXECUTION_CACHE_NAMESPACE: namespace };
      expect((await rig.run(['build'], { environment })).stdout).toContain('(1 ran, 0 cached)');
      expect((await rig.run(['build'], { environment })).stdout).toContain('(0 ran, 1 cached)');
    }
  });

  it.each([
    [['--process-execution-local-parallelism=none'], {}, /--process-execution-local-parallelism/u],
    [[], { SANDWRIGHT_LOCAL_CACHE: 'maybe' }, /SANDWRIGHT_LOCAL_CACHE/u],
    [['--config=missing.yaml'], {}, /^--config=missing\.yaml: there is no file "missing\.yaml"$/mu],
    [[], { SANDWRIGHT_CONFIG_FILES: 'ci.yaml,missing.yaml' }, /^SANDWRIGHT_CONFIG_FILES: there is no file "missing\.yaml"$/mu],
    [['--keep-sandboxes=never', '--keep-sandboxes=always'], {}, /--keep-sandboxes is given twice/u],
    [['--keep-sandboxes=sometimes'], {}, /--keep-sandboxes=sometimes/u],
  ])('with wrong values (%j, %j) are refused with their origin', async (flags, environment, message) => {
    using rig = new Rig(project);
    const run = await rig.run(['list', ...flags], { environment });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
  });

  it('are listed by help-advanced', async () => {
    using rig = new Rig();
    const run = await rig.run(['help-advanced', 'remote']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('--remote-execution-address');
    expect(run.stdout).not.toContain('--local-cache');
    expect((await rig.run(['help-advanced', 'remot'])).stderr).toContain('did you mean "remote"?');
  });
});

describe('environments', () => {
  it('are listed with what they fall back to', async () => {
    using rig = new Rig(project);
    const run = await rig.run(['env', 'list']);
    expect(run.stdout).toContain('remote (remote_environment, falls back to boxed) sandwright.yaml:4:3\n');
    expect(run.stdout).toContain('boxed (local_environment) sandwright.yaml:7:3\n');
  });

  it('are explained, candidate by candidate', async () => {
    using rig = new Rig(project);
    const run = await rig.run(['env', 'resolve', '--explain', '//:one']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^\/\/:one is built in the environment remote, which is here and now: local: bubblewrap\n {2}- remote \(sandwright\.yaml:4:3\) skipped: disabled\n {6}why: remote_execution is off\n {6}rule for disabled: fallback /u,
    );
    expect(run.stdout).toContain('✓ local: bubblewrap (sandwright.yaml:7:3) matched: it works here\n');
    const short = await rig.run(['env', 'resolve', '//:one']);
    expect(short.stdout).toMatch(/local: bubblewrap\n {2}--explain says what was skipped/u);
    const none = await rig.run(['env', 'resolve', '--explain', 'elsewhere']);
    expect(none.exitCode).toBe(4);
    expect(none.stdout).toContain('skipped: platform');
    const unknown = await rig.run(['env', 'resolve', 'elswhere']);
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain('there is neither a target nor an environment "elswhere"; did you mean "elsewhere"?');
  });

  it('decide where a target is built, which is said once', async () => {
    using rig = new Rig(project);
    const run = await rig.run(['build', ':one']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('environment remote: bubblewrap on this machine; remote skipped (disabled): remote_execution is off.\n');
    expect(run.stdout).toMatch(
      /^Build succeeded in .* The environment remote was bubblewrap on this machine \(remote skipped: disabled\)\.$/mu,
    );
    const { events } = await rig.events(['build', ':one']);
    const chosen = { environment: 'remote', candidate: 'local: bubblewrap', skipped: [{ candidate: 'remote', cause: 'disabled' }] };
    expect(events.find((event) => event.type === 'environment-chosen')).toMatchObject(chosen);
    const finished = events.find((event) => event.type === 'target-finished');
    expect(finished).toMatchObject({ outcome: { status: 'succeeded', origin: { skipped: [{ candidate: 'remote', cause: 'disabled' }] } } });
    const none = await rig.run(['build', ':none']);
    expect(none.exitCode).toBe(4);
    expect(none.stdout).toContain('macos_arm64');
  });
});

describe('config check', () => {
  it('is content with what is right, and lists what is wrong', async () => {
    using rig = new Rig({ 'sandwright.yaml': project['sandwright.yaml'].replace('type: remote_environment', 'type: local_environment') });
    expect(await rig.run(['config', 'check'])).toMatchObject({ exitCode: 0, stdout: 'All is well: 2 targets, 3 environments.\n' });
    rig.write('sandwright.yaml', 'environments:\n  odd: {type: local_environment, sandbox: [{kind: bubblewrap, netwrk: on}]}\n');
    const odd = await rig.run(['config', 'check']);
    expect(odd.exitCode).toBe(2);
    expect(odd.stderr).toMatch(/^sandwright\.yaml:2:\d+ .*bubblewrap/mu);
  });
});

describe('doctor', () => {
  it('says what works here', async () => {
    using rig = new Rig();
    const run = await rig.run(['doctor']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/✓ sandbox bubblewrap: /u);
    expect(run.stdout).toContain('The default environment works here.\n');
    const json = JSON.parse((await rig.run(['doctor', '--json'])).stdout) as { usable: string[]; defaultEnvironmentWorks: boolean };
    expect(json).toMatchObject({ usable: expect.arrayContaining(['bubblewrap']) as unknown, defaultEnvironmentWorks: true });
  });

  it('ends with 4 where the default environment of the project does not work', async () => {
    using rig = new Rig({
      'sandwright.yaml': 'environments:\n  broken: {type: local_environment, sandbox: [{kind: bubblewrap, bwrap: /nowhere/bwrap}]}\n',
    });
    const run = await rig.run(['doctor']);
    expect(run.exitCode).toBe(4);
    expect(run.stdout).toContain('The default environment does not work here.\n');
    const build = await rig.run(['build']);
    expect(build.exitCode).toBe(0);
    rig.write('BUILD.yaml', 'targets:\n  a: {command: "true"}\n');
    const refused = await rig.run(['build']);
    expect(refused.exitCode).toBe(4);
    expect(refused.stdout).toMatch(/SANDBOX_UNAVAILABLE[^]*not installed/u);
  });
});
