import { afterAll, describe, expect, it } from '@jest/globals';
import { diagnosticsOf } from '../config/diagnostics-error.ts';
import { placeText } from '../config/print-diagnostic.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { silentLogger } from '../logging/logger.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import type { SandboxServices } from '../sandbox/sandbox-backend.ts';
import { EnvironmentCatalog } from './environment-catalog.ts';

/** Remembers the fingerprints of tools, which are not what is tested here. */
const cache = new ProjectFixture({});
afterAll(() => cache[Symbol.dispose]());

const source = (body: string): string => `
export default {
  kind: 'jail', apiVersion: 1,
  configSchema: { parse: (input) => { for (const key of Object.keys(input)) if (key !== 'profile') throw Object.assign(new Error('bad'), { issues: [{ path: [], keys: [key], message: 'unrecognised key "' + key + '"' }] }); return input; } },
  create: async (config) => ({ name: 'jail', config, capabilities: new Set(), probe: async () => ({ available: true }), execute: async () => { throw new Error(config.profile); }, [Symbol.asyncDispose]: async () => {} }),
  ${body}
};`;

async function catalogOf(fixture: ProjectFixture): Promise<EnvironmentCatalog> {
  const project = await fixture.load();
  const { values } = await resolveOptions({ root: project.root });
  return new EnvironmentCatalog({
    project,
    options: values,
    backends: {},
    services: async () => await Promise.resolve({ logger: silentLogger } as SandboxServices),
    cacheDirectory: cache.root,
    events: () => {},
  });
}

async function outcome(files: Readonly<Record<string, string>>, name = 'e'): Promise<string> {
  using fixture = new ProjectFixture(files);
  const catalog = await catalogOf(fixture);
  try {
    const { candidates } = await catalog.resolve(name);
    return JSON.stringify(await candidates[0]?.sandbox.probe());
  } catch (caught) {
    const [first] = diagnosticsOf(caught);
    return first === undefined ? SandwrightError.from(caught).message : `${placeText(first)} ${first.message}`;
  }
}

const yaml = (plugin: string, environment = '{ type: jail, config: { profile: a } }'): string =>
  `plugins:\n  - ${plugin}\nenvironments:\n  e: ${environment}\n`;

describe('a plugin', () => {
  it('brings a kind of environment, and a sandbox for local ones', async () => {
    expect(await outcome({ 'sandwright.yaml': yaml('./tools/jail.mjs'), 'tools/jail.mjs': source('') })).toBe('{"available":true}');
    const local = '{ type: local_environment, sandbox: [{ kind: jail, profile: b }] }';
    expect(await outcome({ 'sandwright.yaml': yaml('./jail.mjs', local), 'jail.mjs': source('') })).toBe('{"available":true}');
  });

  it('may be a package of the project', async () => {
    const files = {
      'sandwright.yaml': yaml('jail-package'),
      'node_modules/jail-package/package.json': '{"name":"jail-package","type":"module","exports":"./index.js"}',
      'node_modules/jail-package/index.js': source(''),
    };
    expect(await outcome(files)).toBe('{"available":true}');
  });

  it('is loaded only if an environment names its kind', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': yaml('./throws.mjs'),
      'throws.mjs': 'throw new Error("loaded")',
    });
    const catalog = await catalogOf(fixture);
    expect((await catalog.resolve('__local__')).candidates.length).toBeGreaterThan(0);
    const { candidates } = await catalog.resolve('e');
    await expect(candidates[0]?.sandbox.probe()).rejects.toMatchObject({ message: expect.stringContaining('cannot be loaded: loaded') });
  });

  it.each([
    ['throws', 'throw new Error("no licence")', 'sandwright.yaml:2:5 the plugin "./jail.mjs" cannot be loaded: no licence'],
    [
      'exports nothing',
      'export const x = 1',
      'sandwright.yaml:2:5 the plugin "./jail.mjs" exports no sandbox; export what defineSandboxBackend gives',
    ],
    [
      'has another version',
      source('apiVersion: 2,'),
      'sandwright.yaml:2:5 the plugin "./jail.mjs" brings the sandbox "jail" for version 2 of the plugin interface; this sandwright has version 1',
    ],
    [
      'cannot make a sandbox',
      source('create: 1,'),
      'sandwright.yaml:2:5 the plugin "./jail.mjs" brings the sandbox "jail" without a function "create"',
    ],
    [
      'cannot read a configuration',
      source('configSchema: {},'),
      'sandwright.yaml:2:5 the plugin "./jail.mjs" brings the sandbox "jail" without a "configSchema" that can parse',
    ],
  ])('that %s is reported at its line', async (_, code, expected) => {
    expect(await outcome({ 'sandwright.yaml': yaml('./jail.mjs'), 'jail.mjs': code })).toBe(expected);
  });

  it('that is not there is reported at its line', async () => {
    expect(await outcome({ 'sandwright.yaml': yaml('./jail.mjs') })).toMatch(
      /^sandwright.yaml:2:5 the plugin "\.\/jail\.mjs" cannot be loaded: /,
    );
    expect(await outcome({ 'sandwright.yaml': yaml('no-such-package') })).toMatch(/^sandwright.yaml:2:5 .*cannot be loaded: /);
  });

  it('that refuses its configuration is reported at the key which is wrong', async () => {
    const message = 'the sandbox "jail" does not take this: unrecognised key "profil"';
    expect(await outcome({ 'sandwright.yaml': yaml('./jail.mjs', '{ type: jail, config: { profil: a } }'), 'jail.mjs': source('') })).toBe(
      `sandwright.yaml:4:30 ${message}`,
    );
    const local = '{ type: local_environment, sandbox: [{ kind: jail, profil: b }] }';
    expect(await outcome({ 'sandwright.yaml': yaml('./jail.mjs', local), 'jail.mjs': source('') })).toBe(`sandwright.yaml:4:57 ${message}`);
  });

  it('that nobody brings is named, with the nearest that there is', async () => {
    const wrong = await outcome({ 'sandwright.yaml': yaml('./jail.mjs', '{ type: jial }'), 'jail.mjs': source('') });
    expect(wrong).toBe('sandwright.yaml:4:14 there is no sandbox of the kind "jial"; did you mean "jail"?');
  });

  it('is checked before anything runs: by check, and for the environments of a build', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': yaml('./jail.mjs', '{ type: jail, config: { profil: a } }'),
      'jail.mjs': source(''),
    });
    const catalog = await catalogOf(fixture);
    await expect(catalog.check()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(catalog.checkWritten(['e'])).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(catalog.checkWritten(['unknown'])).resolves.toBeUndefined();
  });

  it.each([
    ['create', `create: async () => { throw new TypeError('x is not a function'); },`, 'start'],
    ['probe', `create: async () => ({ probe: async () => { throw new TypeError('x is not a function'); } }),`, 'try itself out'],
  ])('whose code has a bug is told as the one at fault: %s', async (_, body, what) => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': yaml('./jail.mjs'), 'jail.mjs': source(body) });
    const { candidates } = await (await catalogOf(fixture)).resolve('e');
    await expect(candidates[0]?.sandbox.probe()).rejects.toMatchObject({
      code: 'SANDBOX_FAILED',
      message: `the sandbox "jail" of the plugin "./jail.mjs" failed to ${what}: x is not a function`,
    });
  });
});
