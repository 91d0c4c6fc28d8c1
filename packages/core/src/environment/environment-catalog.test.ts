import { afterAll, describe, expect, it } from '@jest/globals';
import type { Action } from '../action/action.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BuildEvent } from '../events/build-event.ts';
import { silentLogger } from '../logging/logger.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import type { Availability, UnavailabilityCause } from '../sandbox/availability.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import { defineSandboxBackend, type SandboxBackend, type SandboxServices } from '../sandbox/sandbox-backend.ts';
import { codeOfCause } from './cause-of-error.ts';
import { EnvironmentCatalog } from './environment-catalog.ts';
import { defaultRules, type EnvironmentRule, unavailabilityCauses } from './environment-rules.ts';
import type { ResolvedEnvironment } from './resolved-environment.ts';

/** Remembers the fingerprints of tools, which are not what is tested here. */
const cache = new ProjectFixture({});
afterAll(() => cache[Symbol.dispose]());

/** A backend that says what it is told to say, and counts how often it is asked. */
class Scripted {
  readonly asked: string[] = [];
  readonly made: { kind: string; config: unknown }[] = [];
  /** How many actions each kind was given. */
  readonly given = new Map<string, number>();
  readonly answers: Partial<Record<string, UnavailabilityCause>>;
  readonly failures: Partial<Record<string, UnavailabilityCause>>;

  /**
   * @param answers what each kind says when it is tried out; without one it works
   * @param failures why each kind fails with an action all the same
   */
  constructor(answers: Partial<Record<string, UnavailabilityCause>> = {}, failures: Partial<Record<string, UnavailabilityCause>> = {}) {
    this.answers = answers;
    this.failures = failures;
  }

  backend(kind: string): SandboxBackend {
    return defineSandboxBackend({
      kind,
      apiVersion: 1,
      configSchema: { parse: (input: unknown) => input },
      create: async (config) => {
        this.made.push({ kind, config });
        return await Promise.resolve({
          name: kind,
          capabilities: new Set<never>(),
          probe: async (): Promise<Availability> => {
            this.asked.push(kind);
            const cause = this.answers[kind];
            return await Promise.resolve(
              cause === undefined ? { available: true } : { available: false, cause, reason: `${kind} says ${cause}`, fix: 'mend it' },
            );
          },
          execute: async (_action: Action, _context: ExecutionContext) => {
            this.given.set(kind, (this.given.get(kind) ?? 0) + 1);
            const cause = this.failures[kind];
            if (cause === undefined) return await Promise.reject(new SandwrightError('ACTION_FAILED', `${kind} ran`));
            const [reason, hint] = [`${kind} says ${cause}`, 'mend it'];
            throw new SandwrightError(codeOfCause(cause), `it failed: ${reason}`, { details: { unavailable: cause, reason }, hint });
          },
          [Symbol.asyncDispose]: async () => {
            this.asked.push(`${kind} disposed`);
            await Promise.resolve();
          },
        });
      },
    });
  }
}

interface Rig {
  readonly catalog: EnvironmentCatalog;
  readonly events: BuildEvent[];
  readonly scripted: Scripted;
}

async function rig(
  yaml: string,
  answers: Partial<Record<string, UnavailabilityCause>> = {},
  failures: Partial<Record<string, UnavailabilityCause>> = {},
): Promise<Rig> {
  using fixture = new ProjectFixture({ 'sandwright.yaml': yaml });
  const project = await fixture.load();
  const { values } = await resolveOptions({ root: project.root, layers: project.optionLayers });
  const scripted = new Scripted(answers, failures);
  const events: BuildEvent[] = [];
  const catalog = new EnvironmentCatalog({
    project,
    options: values,
    backends: Object.fromEntries(
      ['bubblewrap', 'chroot', 'remote'].map((kind) => [kind, async () => await Promise.resolve(scripted.backend(kind))]),
    ),
    services: async () => await Promise.resolve({ logger: silentLogger } as SandboxServices),
    cacheDirectory: cache.root,
    events: (event) => events.push(event),
    platform: 'linux_x86_64',
  });
  // What locates lines is read now, for the fixture goes away.
  for (const declared of project.environments.declared) await project.locate(declared.place);
  return { catalog, events, scripted };
}

/** Runs an action as the engine does: the first candidate, and the next as long as there is one. Gives who ran, or the error. */
async function run(catalog: EnvironmentCatalog, name: string): Promise<string | SandwrightError> {
  let environment: ResolvedEnvironment;
  try {
    environment = await catalog.resolve(name);
  } catch (caught) {
    return SandwrightError.from(caught);
  }
  let candidate = environment.candidates[0];
  while (candidate !== undefined) {
    try {
      await candidate.sandbox.execute({} as Action, { logger: silentLogger });
    } catch (caught) {
      const error = SandwrightError.from(caught);
      // The scripted sandboxes end every execution so.
      if (error.code === 'ACTION_FAILED') return candidate.name;
      candidate = catalog.candidateFailed(environment, candidate, error);
      if (candidate === undefined) return error;
    }
  }
  throw new Error('an environment without candidates');
}

const on = 'options: { remote_execution: true, remote_execution_address: "grpc://127.0.0.1:1" }\n';
const remote = (extra = '') => `${on}environments:\n  remote:\n    type: remote_environment\n    fallback_environment: __local__\n${extra}`;

describe('the rule for a cause', () => {
  const rules: readonly EnvironmentRule[] = ['fallback', 'warn', 'fail'];
  const matrix = unavailabilityCauses.flatMap((cause) => rules.map((rule) => [cause, rule] as const));

  it.each(matrix)('%s: %s', async (cause, rule) => {
    const { catalog, events, scripted } = await rig(remote(`    rules: { ${cause}: ${rule} }\n`), { remote: cause });
    for (let action = 0; action < 3; action += 1) {
      const outcome = await run(catalog, 'remote');
      if (rule === 'fail') expect(outcome).toMatchObject({ code: codeOfCause(cause), hint: 'mend it' });
      else expect(outcome).toBe('local: bubblewrap');
    }
    expect(scripted.asked.filter((kind) => kind === 'remote')).toHaveLength(1);
    const warnings = events.filter((event) => event.type === 'warning');
    expect(warnings).toHaveLength(rule === 'warn' ? 1 : 0);
    if (rule === 'warn') {
      expect(warnings[0]).toMatchObject({
        message: `remote cannot be used (${cause}): remote says ${cause}`,
        hint: 'mend it',
        location: { file: 'sandwright.yaml', line: 3, column: 3 },
      });
    }
    if (rule !== 'fail') {
      const after = await catalog.resolve('remote');
      expect(after.skipped).toEqual([{ candidate: 'remote', cause, reason: `remote says ${cause}` }]);
      expect(after.candidates[0]?.name).toBe('local: bubblewrap');
    }
  });

  it.each(matrix)('%s: %s, where only executing shows it', async (cause, rule) => {
    const { catalog, events, scripted } = await rig(remote(`    rules: { ${cause}: ${rule} }\n`), {}, { remote: cause });
    for (let action = 0; action < 3; action += 1) {
      const outcome = await run(catalog, 'remote');
      if (rule === 'fail') expect(outcome).toMatchObject({ code: codeOfCause(cause), hint: 'mend it' });
      else expect(outcome).toBe('local: bubblewrap');
    }
    expect(scripted.given.get('remote')).toBe(1);
    const warnings = events.filter((event) => event.type === 'warning');
    expect(warnings.map((event) => event.message)).toEqual(
      rule === 'warn' ? [`remote cannot be used (${cause}): remote says ${cause}`] : [],
    );
  });

  it.each(unavailabilityCauses)('%s: by default as documented', async (cause) => {
    const { catalog, events } = await rig(remote(), { remote: cause });
    const outcome = await run(catalog, 'remote');
    expect(typeof outcome === 'string' ? (events.length > 0 ? 'warn' : 'fallback') : 'fail').toBe(defaultRules[cause]);
  });

  it.each([
    ['unreachable', 3],
    ['unauthorised', 3],
    ['no_worker', 3],
    ['sandbox_unavailable', 4],
    ['capability', 4],
    ['platform', 4],
    ['disabled', 4],
  ] as const)('%s with nothing left ends with exit code %d', async (cause, exitCode) => {
    const { errorCodes } = await import('../errors/error-code.ts');
    const { catalog } = await rig(`${on}environments:\n  remote: { type: remote_environment }\n`, { remote: cause });
    const outcome = await run(catalog, 'remote');
    const again = await run(catalog, 'remote');
    for (const error of [outcome, again]) {
      expect(error).toBeInstanceOf(SandwrightError);
      if (error instanceof SandwrightError) expect(errorCodes[error.code].exitCode).toBe(exitCode);
    }
  });
});

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
