import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { silentLogger } from '../logging/logger.ts';
import { systemClock } from '../util/clock.ts';
import { functionOf } from './blob-check.ts';
import type { BlobOptions } from './content-addressable-storage.ts';
import { BlobKey } from './engine/blob-key.ts';
import { EngineStorage } from './engine/engine-storage.ts';
import { nodeFileSystem } from './engine/node-file-system.ts';
import { StoreEngine } from './engine/store-engine.ts';
import { lockStore, tryMaintenanceLock } from './engine/store-lock.ts';
import type { ValueEngine } from './engine/value-engine.ts';
import { LocalActionCache } from './local-action-cache.ts';
import type { ActionResultBytes, KeyValueTable, LocalStore, LocalStoreOptions } from './local-store.ts';

const maxValueBytes = 16 * 1024 * 1024;

/**
 * Opens the store of a folder. Everything that keeps blobs on disk opens them here.
 * @param options folder, mode, durability, bounds
 * @throws SandwrightError STORAGE_LOCKED if another process has it and either of the two is `exclusive`; STORAGE_FAILED if the folder
 * cannot be used
 */
export async function openLocalStore(options: LocalStoreOptions): Promise<LocalStore> {
  const { directory, mode, durable = false, clock = systemClock, logger = silentLogger, fileSystem: fs = nodeFileSystem } = options;
  try {
    fs.makeDirectory(directory);
  } catch (error) {
    throw SandwrightError.from(error);
  }
  using stack = new DisposableStack();
  const lock = stack.use(await lockStore(directory, mode));
  const engine = await StoreEngine.open({
    fs,
    directory,
    shared: mode === 'shared',
    durable,
    clock,
    logger,
    inlineBytes: options.inlineBytes ?? 128 * 1024,
    segmentBytes: options.segmentBytes ?? 64 * 1024 * 1024,
    promiseSeconds: (options.promiseMs ?? 3_600_000) / 1000,
    quota: options.quota ?? {},
    maintenanceLock: () => tryMaintenanceLock(directory),
  });
  stack.move();
  const storage = new EngineStorage(engine.blobs, { frameMemoryBytes: options.frameMemoryBytes });
  const actionResultBytes = actionResultsOf(engine.values);
  return {
    directory,
    storage,
    frames: storage.frames,
    engine: engine.blobs,
    actionResultBytes,
    actionCache: (namespace) => new LocalActionCache(actionResultBytes, namespace),
    table: (name) => tableOf(engine.values, `table/${name}`),
    tidy: (how) => engine.tidy(how),
    fsck: (how = {}) => engine.fsck({ repair: false, ...how }),
    async [Symbol.asyncDispose]() {
      try {
        await storage.close();
        await engine.close();
      } finally {
        lock[Symbol.dispose]();
      }
    },
  };
}

function tableOf(values: ValueEngine, name: string): KeyValueTable {
  const keyOf = (key: Uint8Array | string) => new BlobKey().setValue(name, key);
  return {
    async get(key, options) {
      options?.signal?.throwIfAborted();
      return values.get(keyOf(key));
    },
    async put(key, value, options) {
      options?.signal?.throwIfAborted();
      if (value.byteLength > maxValueBytes) {
        throw new SandwrightError('RESOURCE_EXHAUSTED', `a value may have ${maxValueBytes} bytes, not ${value.byteLength}`, {
          retryable: false,
        });
      }
      await values.put(keyOf(key), value);
    },
    async delete(key, options) {
      options?.signal?.throwIfAborted();
      await values.delete(keyOf(key));
    },
  };
}

function actionResultsOf(values: ValueEngine): ActionResultBytes {
  const nameOf = (digest: Digest, options?: BlobOptions) => `${functionOf(digest, options)}/${digest.hash}/${digest.sizeBytes}`;
  return {
    get: (namespace, digest, options) => tableOf(values, `action-results/${namespace}`).get(nameOf(digest, options), options),
    put: (namespace, digest, bytes, options) => tableOf(values, `action-results/${namespace}`).put(nameOf(digest, options), bytes, options),
  };
}
