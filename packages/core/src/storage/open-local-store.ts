import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ActionResult } from '../action/action-result.ts';
import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { readBatchByOne, writeBatchByOne } from './batch-by-one.ts';
import { BlobChecker, blobMissing, functionOf, isEmptyBlob, readRange } from './blob-check.ts';
import type { BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';
import type { LocalStore, LocalStoreOptions } from './local-store.ts';

/** Opens the store of a folder. Everything that keeps blobs on disk opens them here. */
export async function openLocalStore({ directory }: LocalStoreOptions): Promise<LocalStore> {
  const place = async (path: string, fill: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>) => {
    const temporary = join(directory, 'tmp', randomUUID());
    const handle = await open(temporary, 'wx', 0o400);
    try {
      await fill(handle);
      await handle.close();
      await rename(temporary, path);
    } catch (error) {
      await handle.close().catch(() => {});
      await rm(temporary, { force: true });
      throw error;
    }
  };
  for (let n = 0; n < 256; n += 1) {
    await mkdir(join(directory, 'blobs', n.toString(16).padStart(2, '0')), { recursive: true, mode: 0o700 });
  }
  for (const name of ['tmp', 'values']) await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
  const pathOf = (digest: Digest, options?: BlobOptions) => {
    const digestFunction = functionOf(digest, options);
    if (isEmptyBlob(digest, digestFunction)) return undefined;
    return join(directory, 'blobs', digest.hash.slice(0, 2), `${digest.hash}-${digest.sizeBytes}-${digestFunction}`);
  };
  const exists = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  const storage: ContentAddressableStorage = {
    async findMissing(digests, options) {
      options?.signal?.throwIfAborted();
      const missing = new Map<string, Digest>();
      for (const digest of digests) {
        const path = pathOf(digest, options);
        if (path !== undefined && !(await exists(path))) missing.set(path, digest);
      }
      return [...missing.values()];
    },
    async *read(digest, options) {
      options?.signal?.throwIfAborted();
      const { start, end } = readRange(digest, options);
      const path = pathOf(digest, options);
      if (path === undefined) return;
      const handle = await open(path).catch(() => {
        throw blobMissing(digest);
      });
      try {
        for (let at = start; at < end; ) {
          options?.signal?.throwIfAborted();
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(Math.min(1024 * 1024, end - at)), 0, undefined, at);
          if (bytesRead === 0) throw blobMissing(digest);
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },
    async write(digest, content, options) {
      options?.signal?.throwIfAborted();
      const path = pathOf(digest, options);
      if (path !== undefined && (await exists(path))) return;
      const checker = new BlobChecker(digest, functionOf(digest, options));
      await place(path ?? join(directory, 'tmp', 'empty'), async (handle) => {
        for await (const piece of content instanceof Uint8Array ? [content] : content) {
          options?.signal?.throwIfAborted();
          checker.add(piece);
          await handle.writeFile(piece);
        }
        options?.signal?.throwIfAborted();
        checker.end();
      });
    },
    readBatch: (digests, options) => readBatchByOne(storage, digests, options),
    writeBatch: (blobs, options) => writeBatchByOne(storage, blobs, options),
  };
  const valuePath = (name: string, key: Uint8Array | string) =>
    join(directory, 'values', createHash('sha256').update(name).update('\0').update(key).digest('hex'));
  const table = (name: string) => ({
    async get(key: Uint8Array | string, options?: { signal?: AbortSignal | undefined }) {
      options?.signal?.throwIfAborted();
      return await readFile(valuePath(name, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw SandwrightError.from(error);
      });
    },
    async put(key: Uint8Array | string, value: Uint8Array, options?: { signal?: AbortSignal | undefined }) {
      options?.signal?.throwIfAborted();
      await place(valuePath(name, key), (handle) => handle.writeFile(value));
    },
    delete: (key: Uint8Array | string) => rm(valuePath(name, key), { force: true }),
  });
  const nameOf = (namespace: string, digest: Digest, options?: BlobOptions) =>
    `${functionOf(digest, options)}/${digest.hash}/${digest.sizeBytes}/${namespace}`;
  return {
    directory,
    storage,
    table,
    actionResultBytes: {
      get: (namespace, digest, options) => table('action-result-bytes').get(nameOf(namespace, digest, options), options),
      put: (namespace, digest, bytes, options) => table('action-result-bytes').put(nameOf(namespace, digest, options), bytes, options),
    },
    actionCache: (namespace) => ({
      async get(digest, options) {
        const bytes = await table('action-results').get(nameOf(namespace, digest, options), options);
        return bytes === undefined ? undefined : (deserialize(bytes) as ActionResult);
      },
      put: (digest, result, options) => table('action-results').put(nameOf(namespace, digest, options), serialize(result), options),
    }),
    [Symbol.asyncDispose]: async () => {},
  };
}
