import { describe, expect, it } from '@jest/globals';
import {
  type DefinedConfig,
  defineConfig,
  type EnvironmentDefinition,
  type LocalEnvironmentInput,
  localEnvironment,
  type RemoteEnvironmentInput,
  remoteEnvironment,
} from '../index.ts';

/** `true` does not compile as this where each type does not fit the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

describe('the typed form of environments', () => {
  it('has the keys of YAML as JavaScript writes them, each with its type', () => {
    const keys: readonly [
      Same<ReturnType<typeof remoteEnvironment>, EnvironmentDefinition>,
      Same<ReturnType<typeof defineConfig>, DefinedConfig>,
      Same<RemoteEnvironmentInput['fallbackEnvironment'], string | undefined>,
      Same<RemoteEnvironmentInput['platformProperties'], readonly string[] | undefined>,
      Same<RemoteEnvironmentInput['platform'], 'linux_x86_64' | 'linux_arm64' | 'macos_x86_64' | 'macos_arm64' | undefined>,
      Same<LocalEnvironmentInput['root'], 'host' | 'input' | undefined>,
      Same<LocalEnvironmentInput['network'], 'off' | 'allowed' | 'on' | undefined>,
      Same<LocalEnvironmentInput['pythonBootstrapSearchPath'], readonly string[] | undefined>,
      Same<LocalEnvironmentInput['env'], Readonly<Record<string, string>> | undefined>,
    ] = [true, true, true, true, true, true, true, true, true];
    expect(keys).not.toContain(false);
    const config = defineConfig({
      environments: {
        remote: remoteEnvironment({ fallbackEnvironment: '__local__' }),
        local: localEnvironment({ rules: { capability: 'fail' } }),
      },
      options: { remote_execution: true, keep_sandboxes: 'on_failure' },
    });
    const options: readonly [
      Same<typeof config.options.remote_execution, boolean>,
      Same<typeof config.options.keep_sandboxes, 'always' | 'on_failure' | 'never'>,
    ] = [true, true];
    expect(options).not.toContain(false);
    expect(config.environments.find('remote')?.definition).toMatchObject({ kind: 'remote', fallback_environment: '__local__' });
  });

  it('is refused by the compiler where it is wrong, and by the program where there is none', () => {
    // @ts-expect-error a key of the other type
    expect(() => remoteEnvironment({ sandbox: ['bubblewrap'] })).toThrow('unknown key "sandbox"');
    // @ts-expect-error the spelling of YAML
    expect(() => remoteEnvironment({ fallbackEnvironmen: '__local__' })).toThrow('did you mean "fallback_environment"');
    // @ts-expect-error an unknown platform
    expect(() => localEnvironment({ compatiblePlatforms: ['linux_x64'] })).toThrow('did you mean "linux_x86_64"');
    // @ts-expect-error an unknown cause
    expect(() => localEnvironment({ rules: { offline: 'warn' } })).toThrow('unknown key "offline"');
    // @ts-expect-error an unknown rule
    expect(() => localEnvironment({ rules: { platform: 'wran' } })).toThrow('did you mean "warn"');
    // @ts-expect-error an option of the wrong type
    expect(() => defineConfig({ options: { remote_execution: 'yes' } })).toThrow('expected true or false');
    // @ts-expect-error an unknown option
    expect(() => defineConfig({ options: { remote_executon: true } })).toThrow('unknown option "remote_executon"');
    expect(() => defineConfig({ environments: { a: remoteEnvironment({ fallbackEnvironment: 'b' }) } })).toThrow(
      'there is no environment "b"',
    );
  });
});
