import { describe, expect, it } from '@jest/globals';
import { ProjectFixture } from '../project/project.fixture.ts';
import { defineConfig, localEnvironment, projectOf, remoteEnvironment } from './define-config.ts';
import { thisPlatform } from './platform.ts';
import { platformDisagreements } from './platform-warnings.ts';

async function problems(environments: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  using fixture = new ProjectFixture({ 'sandwright.yaml': `environments:\n${environments}\n`, ...more });
  return await fixture.problems();
}

describe('definitions of environments', () => {
  it('are checked though nothing uses them: unknown names, circles, falling back to oneself', async () => {
    expect(await problems('  a: { type: remote_environment, fallback_environment: __lokal__ }')).toEqual([
      'sandwright.yaml:2:56 there is no environment "__lokal__"; did you mean "__local__"?',
    ]);
    expect(await problems('  a: { type: remote_environment, fallback_environment: a }')).toEqual([
      'sandwright.yaml:2:56 the environment "a" falls back to itself',
    ]);
    const circle = ['a', 'b', 'c'].map((name, at) => `  ${name}: { type: remote_environment, fallback_environment: ${'bca'[at]} }`);
    expect(await problems(circle.join('\n'))).toEqual([
      'sandwright.yaml:2:56 these environments fall back to each other in a circle: a → b → c → a',
    ]);
    expect(await problems(`  in: { type: local_environment, fallback_environment: a }\n${circle.join('\n')}`)).toHaveLength(1);
  });

  it.each([
    [
      'half a type',
      '  a: { type: local, sandbox: chroot }',
      'sandwright.yaml:2:14 unknown type "local"; did you mean "local_environment"?',
    ],
    [
      'an unknown type',
      '  a: { type: remote_enviroment }',
      'sandwright.yaml:2:14 unknown type "remote_enviroment"; did you mean "remote_environment"?',
    ],
    ['no type', '  a: { platform_properties: [] }', /"type" is missing/],
    [
      'an unknown key',
      '  a: { type: local_environment, sandboxes: [] }',
      'sandwright.yaml:2:33 unknown key "sandboxes"; did you mean "sandbox"?',
    ],
    ['a key of the other type', '  a: { type: local_environment, platform_properties: [] }', /unknown key "platform_properties"/],
    ['an unknown cause', '  a: { type: local_environment, rules: { offline: warn } }', /unknown key "offline"/],
    ['an unknown rule', '  a: { type: local_environment, rules: { platform: wran } }', /found "wran"; did you mean "warn"/],
    [
      'a property without a value',
      '  a: { type: remote_environment, platform_properties: [linux] }',
      'sandwright.yaml:2:56 expected key=value, found "linux"',
    ],
    [
      'a property listed twice',
      '  a: { type: remote_environment, platform_properties: [a=1, a=1] }',
      'sandwright.yaml:2:61 the property "a=1" is listed twice',
    ],
    [
      'a platform against its properties',
      '  a: { type: remote_environment, platform: linux_x86_64, platform_properties: [OSFamily=macos] }',
      'sandwright.yaml:2:80 "OSFamily=macos" contradicts the platform linux_x86_64, which is OSFamily=linux',
    ],
    ['an unknown platform', '  a: { type: remote_environment, platform: linux_x64 }', /"linux_x64"; did you mean "linux_x86_64"/],
    ['a limit that is no size', '  a: { type: local_environment, limits: { memory: much } }', /expected a size/],
    ['network as a truth value', '  a: { type: local_environment, network: on }', undefined],
    ['an address that nothing has', '  a: "//lib:a"', 'sandwright.yaml:2:6 there is no environment "//lib:a"'],
  ])('refuse %s', async (_, yaml, expected) => {
    const found = await problems(yaml);
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('may stand in build files, named by their address or by a name given to it', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml':
        'environments:\n  remote: "//:remote"\ntargets:\n  a: { command: a, environment: remote }\n  b: { command: a, environment: "//env:strict" }\n',
      'BUILD.yaml': 'environments:\n  remote: { type: remote_environment, fallback_environment: "//env:strict" }\n',
      'env/BUILD.yaml':
        'environments:\n  strict: { type: local_environment, root: input }\ntargets:\n  c: { command: a, environment: ":strict" }\n',
    });
    const project = await fixture.load();
    expect(['//:a', '//:b', '//env:c'].map((label) => project.targets.get(label)?.environment)).toEqual([
      '//:remote',
      '//env:strict',
      '//env:strict',
    ]);
    expect(project.environments.find('remote')?.place.file).toBe('BUILD.yaml');
    expect(project.environments.names()).toEqual(['remote', '//:remote', '//env:strict', '__local__']);
  });

  it('of an overlay replace those of the project file', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'environments:\n  remote: { type: remote_environment }\ntargets: { a: { command: a, environment: remote } }\n',
      'ci.yaml': 'environments:\n  remote: { type: local_environment }\n',
    });
    expect((await fixture.load()).environments.find('remote')?.definition.kind).toBe('remote');
    expect((await fixture.load(['ci.yaml'])).environments.find('remote')?.definition.kind).toBe('local');
  });
});

describe('defaults', () => {
  const files = {
    'sandwright.yaml': `
environments:
  remote: { type: remote_environment }
  strict: { type: local_environment }
defaults:
  all: { environment: remote, timeout: 10s, env: { A: "1", B: "1" } }
  tests: { timeout: 60s }
  "*_gen": { environment: strict }
targets:
  plain: { command: a }
  own: { command: a, environment: __local__, env: { B: "2" }, timeout: 1s }
  check: { command: a, test: true }
  code_gen: { command: a }
`,
    'lib/BUILD.yaml': 'targets: { a: { command: a } }',
    'lib/deep/BUILD.yaml':
      'defaults: { all: { environment: strict, env: { C: "3" } }, tests: { environment: __local__ } }\ntargets: { a: { command: a }, t: { command: a, test: true } }',
    'lib/deep/er/BUILD.yaml': 'targets: { a: { command: a } }',
  };

  it('hold for a folder and all below, and are overridden further down and by the target', async () => {
    using fixture = new ProjectFixture(files);
    const { targets } = await fixture.load();
    const about = (label: string) => {
      const target = targets.get(label);
      return [target?.environment, target?.timeoutMs, target?.env.map(({ name, value }) => name + value).join('')];
    };
    expect(about('//:plain')).toEqual(['remote', 10_000, 'A1B1']);
    expect(about('//:own')).toEqual(['__local__', 1000, 'A1B2']);
    expect(about('//:check')).toEqual(['remote', 60_000, 'A1B1']);
    expect(about('//:code_gen')).toEqual(['strict', 10_000, 'A1B1']);
    expect(about('//lib:a')).toEqual(['remote', 10_000, 'A1B1']);
    expect(about('//lib/deep:a')).toEqual(['strict', 10_000, 'A1B1C3']);
    expect(about('//lib/deep:t')).toEqual(['__local__', 60_000, 'A1B1C3']);
    expect(about('//lib/deep/er:a')).toEqual(['strict', 10_000, 'A1B1C3']);
  });

  it('send tests to a remote environment without a change to any test', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'environments: { remote: { type: remote_environment } }\ndefaults: { tests: { environment: remote } }\n',
      'x/BUILD.yaml': 'targets: { t: { command: a, test: true }, b: { command: a } }',
    });
    const { targets } = await fixture.load();
    expect([targets.get('//x:t')?.environment, targets.get('//x:b')?.environment]).toEqual(['remote', '__local__']);
  });

  it('with a wrong environment are reported once, where they stand', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'defaults: { all: { environment: remot } }\ntargets: { a: { command: a }, b: { command: b } }\n',
    });
    expect(await fixture.problems()).toEqual(['sandwright.yaml:1:33 there is no environment "remot"']);
  });
});

describe('platforms of targets that need each other', () => {
  it('are warned about where they differ, naming both', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': `
environments:
  arm: { type: remote_environment, platform: linux_arm64 }
  intel: { type: remote_environment, platform_properties: [OSFamily=Linux, ISA=x86-64] }
  open: { type: remote_environment }
  any: { type: local_environment, compatible_platforms: [linux_arm64, linux_x86_64] }
targets:
  a: { command: a, environment: arm }
  i: { command: a, environment: intel, dependencies: [":a"] }
  o: { command: a, environment: open, dependencies: [":a", ":i"] }
  n: { command: a, environment: any, dependencies: [":a", ":i", ":o"] }
  l: { command: a, dependencies: [":a", ":i"] }
`,
    });
    const project = await fixture.load();
    expect(platformDisagreements(project, project.targets.values(), 'linux_x86_64').map((one) => one.message)).toEqual([
      '//:i is built for linux_x86_64 ("intel"), but depends on //:a, which is built for linux_arm64 ("arm")',
      '//:l is built for linux_x86_64 ("__local__"), but depends on //:a, which is built for linux_arm64 ("arm")',
    ]);
    expect(thisPlatform()).toMatch(/^\w+_\w+$/);
  });
});

describe('environments made by a program', () => {
  it('are those that YAML makes', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': `environments:
  remote: { type: remote_environment, platform_properties: [a=b], fallback_environment: __local__, env: { A: "1" }, rules: { unreachable: fail } }
  local: { type: local_environment, sandbox: [bubblewrap, { kind: chroot }], root: input, compatible_platforms: [linux_arm64], limits: { memory: 1GiB } }
`,
    });
    const project = await fixture.load();
    const config = defineConfig({
      environments: {
        remote: remoteEnvironment({
          platformProperties: ['a=b'],
          fallbackEnvironment: '__local__',
          env: { A: '1' },
          rules: { unreachable: 'fail' },
        }),
        local: localEnvironment({
          sandbox: ['bubblewrap', { kind: 'chroot' }],
          root: 'input',
          compatiblePlatforms: ['linux_arm64'],
          limits: { memory: 2 ** 30 },
        }),
      },
      options: { remote_execution: true },
    });
    for (const name of ['remote', 'local']) {
      expect(config.environments.find(name)?.definition).toEqual(project.environments.find(name)?.definition);
    }
    expect(config.options).toMatchObject({ remote_execution: true, local_cache: true });
    expect(projectOf(config, '/x').root).toBe('/x');
  });

  it('are checked like those', () => {
    expect(() => remoteEnvironment({ platformProperties: ['x'] })).toThrow(
      'remote_environment.platform_properties.0 expected key=value, found "x"',
    );
    expect(() => defineConfig({ environments: { a: remoteEnvironment({ fallbackEnvironment: 'a' }) } })).toThrow('falls back to itself');
    expect(() => defineConfig({ options: { remote_store_rpc_retries: -1 } })).toThrow(
      'defineConfig.options.remote_store_rpc_retries expected a whole number',
    );
  });
});
