import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnosticsOf } from '../config/diagnostics-error.ts';
import { placeText, printDiagnostic } from '../config/print-diagnostic.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import { optionNames, optionTable } from './option-table.ts';
import { configFilesFrom } from './option-variables.ts';
import { type OptionSources, resolveOptions } from './resolve-options.ts';
import { type ResolvedOptions, showOptionValue } from './resolved-options.ts';

interface Layers extends Pick<OptionSources, 'environment' | 'flags'> {
  readonly user?: string;
  readonly project?: string;
  readonly overlay?: string;
}

async function resolve({ user, project, overlay, ...others }: Layers): Promise<ResolvedOptions> {
  using fixture = new ProjectFixture({
    'sandwright.yaml': `options:\n  ${project ?? ''}\n`,
    'sandwright.ci.yaml': `options:\n  ${overlay ?? ''}\n`,
    ...(user === undefined ? {} : { 'home/config.yaml': `options:\n  ${user}\n` }),
  });
  const { root, optionLayers } = await fixture.load(['sandwright.ci.yaml']);
  return await resolveOptions({ root, layers: optionLayers, userFile: join(root, 'home/config.yaml'), ...others });
}

async function problems(layers: Layers): Promise<readonly string[]> {
  try {
    await resolve(layers);
  } catch (caught) {
    return diagnosticsOf(caught).map((one) => `${placeText(one)} ${one.message}`.replace(/^.*home\//u, 'home/'));
  }
  return [];
}

describe('options', () => {
  it('have their defaults where nobody says otherwise', async () => {
    const resolved = await resolve({});
    for (const name of optionNames) {
      expect(resolved.values[name]).toEqual(optionTable[name].default);
      expect(resolved.origins(name)).toHaveLength(1);
    }
  });

  it('are decided by the strongest layer, and every layer is remembered', async () => {
    const layers: Layers = {
      user: 'process_execution_local_parallelism: 2',
      project: 'process_execution_local_parallelism: 3',
      overlay: 'process_execution_local_parallelism: 4',
      environment: { SANDWRIGHT_PROCESS_EXECUTION_LOCAL_PARALLELISM: '5' },
      flags: { process_execution_local_parallelism: 6 },
    };
    const order = ['user', 'project', 'overlay', 'environment', 'flags'] as const;
    for (const [index] of order.entries()) {
      const used = Object.fromEntries(order.slice(0, index + 1).map((name) => [name, layers[name]]));
      expect((await resolve(used)).values.process_execution_local_parallelism).toBe(index + 2);
    }
    const origins = (await resolve(layers)).origins('process_execution_local_parallelism');
    expect(
      origins.map(({ layer, name, place }) => `${layer} ${name.replace(/^.*home\//u, '')} ${place?.path.join('.') ?? ''}`.trim()),
    ).toEqual([
      'built-in built-in default',
      'user config.yaml options.process_execution_local_parallelism',
      'project sandwright.yaml options.process_execution_local_parallelism',
      'overlay sandwright.ci.yaml options.process_execution_local_parallelism',
      'variable SANDWRIGHT_PROCESS_EXECUTION_LOCAL_PARALLELISM',
      'flag --process-execution-local-parallelism',
    ]);
  });

  it('add to lists and mappings with a +, and replace them without', async () => {
    const name = 'remote_execution_extra_platform_properties';
    const project = `${name}: [a=1, b=2]`;
    expect((await resolve({ project, overlay: `${name}: [c=3]` })).values[name]).toEqual(['c=3']);
    expect((await resolve({ project, overlay: `${name}+: [c=3, a=1]` })).values[name]).toEqual(['a=1', 'b=2', 'c=3']);
    expect(
      (await resolve({ project, environment: { SANDWRIGHT_REMOTE_EXECUTION_EXTRA_PLATFORM_PROPERTIES: '+c=3,d=4' } })).values[name],
    ).toEqual(['a=1', 'b=2', 'c=3', 'd=4']);
    expect((await resolve({ project, flags: { [name]: ['+c=3', 'd=4'] } })).values[name]).toEqual(['a=1', 'b=2', 'c=3', 'd=4']);
    expect((await resolve({ project, flags: { [name]: ['c=3', 'd=4'] } })).values[name]).toEqual(['c=3', 'd=4']);
    const headers = await resolve({
      project: 'remote_store_headers: { x: "1" }',
      environment: { SANDWRIGHT_REMOTE_STORE_HEADERS: '+{"y":"2"}' },
    });
    expect(headers.values.remote_store_headers).toEqual({ x: '1', y: '2' });
  });

  it.each([
    ['true', true],
    ['1', true],
    ['ON', true],
    ['false', false],
    ['no', false],
  ])('read the variable %j as %j', async (text, expected) => {
    const { values } = await resolve({ project: `remote_execution: ${!expected}`, environment: { SANDWRIGHT_REMOTE_EXECUTION: text } });
    expect(values.remote_execution).toBe(expected);
  });

  it('report every wrong setting of every layer, each with its origin', async () => {
    const found = [
      ...(await problems({
        user: 'local_cache: maybe',
        project: 'remote_excution: true',
        overlay: 'keep_sandboxes: on-failure',
        environment: { SANDWRIGHT_REMOTE_EXECUTION: 'maybe', SANDWRIGHT_REMOTE_STORE_RPC_RETRIES: '2.5' },
        flags: { process_execution_local_parallelism: 0, remote_execution_extra_platform_properties: ['a=1', 'a=1'] },
      })),
    ];
    expect(found.sort()).toEqual(
      [
        '--process-execution-local-parallelism expected a whole number from 1 to 1024, found the number 0',
        '--remote-execution-extra-platform-properties "a=1" is listed twice',
        'home/config.yaml:2:16 expected true or false, found "maybe"',
        'SANDWRIGHT_REMOTE_EXECUTION expected true or false, found "maybe"',
        'SANDWRIGHT_REMOTE_STORE_RPC_RETRIES expected a whole number from 0 to 100, found "2.5"',
        'sandwright.ci.yaml:2:19 expected "always" or "on_failure" or "never", found "on-failure"; did you mean "on_failure"?',
        'sandwright.yaml:2:3 unknown option "remote_excution"; did you mean "remote_execution"?',
      ].sort(),
    );
  });

  it('refuse a + where there is nothing to add to, and properties without a value', async () => {
    expect(await problems({ project: 'remote_execution+: true' })).toEqual([
      'sandwright.yaml:2:22 only lists and mappings can be added to with "+"',
    ]);
    expect(await problems({ project: 'remote_execution_extra_platform_properties: [linux]' })).toEqual([
      'sandwright.yaml:2:47 expected key=value, found "linux"',
    ]);
  });

  it('never show secrets, not even wrong ones', async () => {
    const found = await problems({
      project: 'remote_store_headers: [hunter2]',
      environment: { SANDWRIGHT_REMOTE_STORE_HEADERS: 'hunter2' },
    });
    expect(found).toHaveLength(2);
    expect(found.join('\n')).not.toContain('hunter2');
    expect(showOptionValue('hunter2', true)).toBe('(hidden)');
    expect(showOptionValue({ a: 'hunter2' }, true)).toBe('(hidden)');
    expect(showOptionValue({}, true)).toBe('{}');
    expect(showOptionValue(undefined, true)).toBe('(none)');
    expect(showOptionValue('main', false)).toBe('"main"');
  });

  it('never show the line that a secret stands in', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'options:\n  remote_store_headers:\n    x-pass: 31337\n  local_cache: maybe\n  remote_oauth_bearer_token: 4711\n',
    });
    const { root, optionLayers } = await fixture.load();
    const error: unknown = await resolveOptions({ root, layers: optionLayers }).catch((caught: unknown) => caught);
    const printed = diagnosticsOf(error).map((one) => printDiagnostic(one, { root }));
    expect(printed).toHaveLength(3);
    expect(printed.join('\n')).toContain('local_cache: maybe');
    expect(printed.join('\n')).not.toMatch(/31337|4711/);
    fixture.write({ 'sandwright.yaml': 'options:\n  remote_oauth_bearer_token: "hunter2\n' });
    const broken: unknown = await fixture.load().catch((caught: unknown) => caught);
    expect(
      diagnosticsOf(broken)
        .map((one) => printDiagnostic(one, { root }))
        .join(),
    ).not.toContain('hunter2');
  });

  it('ignore what Kubernetes injects, and say which other variables nobody reads', async () => {
    const { warnings, values } = await resolve({
      environment: {
        SANDWRIGHT_PORT: 'tcp://10.0.0.1:8980',
        SANDWRIGHT_SERVER_PORT: 'tcp://10.0.0.1:8980',
        SANDWRIGHT_SERVICE_HOST: '10.0.0.1',
        SANDWRIGHT_SERVICE_PORT: '8980',
        SANDWRIGHT_SERVICE_PORT_GRPC: '8980',
        SANDWRIGHT_PORT_8980_TCP: 'tcp://10.0.0.1:8980',
        SANDWRIGHT_PORT_8980_TCP_ADDR: '10.0.0.1',
        SANDWRIGHT_CONFIG_FILES: 'x',
        SANDWRIGHT_REMOTE_EXECUTION: '',
        SANDWRIGHT_REMOTE_EXECUTON: 'true',
        OTHER: 'x',
      },
    });
    expect(warnings).toEqual(['the variable SANDWRIGHT_REMOTE_EXECUTON sets no option; did you mean "SANDWRIGHT_REMOTE_EXECUTION"?']);
    expect(values.remote_execution).toBe(false);
  });

  it('are read from a missing user file as nothing, and from a broken one as an error', async () => {
    expect(await problems({})).toEqual([]);
    expect(await problems({ user: 'local_cache: [' })).toEqual([expect.stringMatching(/^home\/config.yaml:\d+:\d+ /)]);
  });

  it('overlays are named by a variable and by flags, in that order', () => {
    expect(configFilesFrom({ SANDWRIGHT_CONFIG_FILES: 'a.yaml, b.yaml,' }, ['c.yaml'])).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
    expect(configFilesFrom({}, [])).toEqual([]);
  });

  it('a missing overlay is told by its name', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': '' });
    expect(await fixture.problems(['ci.yaml'])).toEqual(['ci.yaml:1:1 there is no such file, though it is named as a configuration file']);
  });
});
