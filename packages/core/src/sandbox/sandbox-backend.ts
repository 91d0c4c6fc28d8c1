import type { Logger } from '../logging/logger.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { RemoteBlobs } from '../storage/remote-blobs.ts';
import type { Clock } from '../util/clock.ts';
import type { Sandbox } from './sandbox.ts';

/** All that a backend may use of its host. */
export interface SandboxServices {
  /** Holds every input; takes every output. */
  readonly storage: ContentAddressableStorage;
  /** Takes note of outputs that stay on a server; without it all are brought here. */
  readonly remoteBlobs?: RemoteBlobs | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Absolute; kept between runs, shared by processes; a backend makes a folder of its own in it. */
  readonly cacheDirectory: string;
  /** How many actions will be executed at once, at most. */
  readonly concurrency: number;
}

/** How to read a backend's configuration and make its sandbox; what a plugin exports. */
export interface SandboxBackend<Config = unknown> {
  /** The `sandbox:` value that selects it. */
  readonly kind: string;
  /** The version of this contract. */
  readonly apiVersion: 1;
  /** Reads the configuration; a zod schema fits. `toJSONSchema` is made from it where it is one. */
  readonly configSchema: { parse(input: unknown): Config };
  /** Makes the sandbox; must not fail because it cannot work here: that is what `probe` is for. */
  create(config: Config, services: SandboxServices): Promise<Sandbox>;
}

/** Helps to write a backend with types. */
export function defineSandboxBackend<Config>(backend: SandboxBackend<Config>): SandboxBackend<Config> {
  return backend;
}
