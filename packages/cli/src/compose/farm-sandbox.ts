import { mkdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import {
  type AppendOnlyCache,
  type ContentAddressableStorage,
  type Logger,
  type PlatformProperties,
  type Sandbox,
  SandwrightError,
  systemClock,
} from '@sandwright/core';
import { builtInBackends } from './backends.ts';

/** How the actions of others are confined on this machine. */
export interface FarmSandboxOptions {
  /** Kinds in order of preference, for instance `bubblewrap`, `chroot`. */
  readonly kinds: readonly string[];
  /** Whether the input root is the file system; `auto` looks at each input root. */
  readonly root: 'auto' | 'host' | 'input';
  /** `off`: none; `allowed`: where the action asks with the property `network=on`; `on`: for all. */
  readonly network: 'off' | 'allowed' | 'on';
  /** Absolute; kept between runs. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
}

/**
 * The first kind of sandbox that works here.
 * @param options which kinds, and how they are set up
 * @param storage holds inputs, takes outputs
 * @param concurrency actions at once
 * @throws SandwrightError SANDBOX_UNAVAILABLE with the reason of each kind if none works
 */
export async function farmSandbox(options: FarmSandboxOptions, storage: ContentAddressableStorage, concurrency: number): Promise<Sandbox> {
  const { kinds, root, network, cacheDirectory, logger } = options;
  const reasons: string[] = [];
  for (const kind of kinds) {
    const load = Object.hasOwn(builtInBackends, kind) ? builtInBackends[kind] : undefined;
    if (load === undefined) {
      throw new SandwrightError('BACKEND_UNKNOWN', `there is no sandbox "${kind}"`, {
        hint: `there is ${Object.keys(builtInBackends).join(', ')}`,
      });
    }
    const backend = await load();
    const config = backend.configSchema.parse(kind === 'host' ? {} : { root, network });
    const sandbox = await backend.create(config, { storage, clock: systemClock, logger, cacheDirectory, concurrency });
    const availability = await sandbox.probe();
    if (availability.available) return sandbox;
    await sandbox[Symbol.asyncDispose]();
    reasons.push(`${kind}: ${availability.reason}`);
    logger.log('warn', 'sandbox cannot be used', { kind, reason: availability.reason, fix: availability.fix });
  }
  throw new SandwrightError('SANDBOX_UNAVAILABLE', `no sandbox works here: ${reasons.join('; ')}`, {
    hint: '"--sandbox host" runs actions without any confinement, if you trust all who send them',
  });
}

/** What the network setting lets actions ask for. */
export function networkProperties(network: FarmSandboxOptions['network']): PlatformProperties {
  return [{ name: 'network', value: 'off' }, ...(network === 'off' ? [] : [{ name: 'network', value: 'on' }])];
}

/** How an action gets a network, for those that fail without one; undefined where all have one. */
export function networkAdvice(network: FarmSandboxOptions['network']): string | undefined {
  const asks = 'the platform property network=on opens it';
  const advice = { off: `with --allow-network ${asks}, --default-network=on opens it for all`, allowed: asks, on: undefined };
  return advice[network];
}

/**
 * The folder that all actions may write caches to, at the same path inside as outside.
 * @param path absolute; made if absent
 */
export function appendOnlyCache(path: string | undefined): readonly AppendOnlyCache[] {
  if (path === undefined) return [];
  if (!isAbsolute(path)) throw new SandwrightError('USAGE_INVALID', `--append-only-caches: ${path} is not an absolute path`);
  mkdirSync(path, { recursive: true });
  return [{ hostPath: path, sandboxPath: path }];
}
