import {
  type BatchReadResult,
  type BatchWriteResult,
  type Blob,
  type BlobOptions,
  type ContentAddressableStorage,
  checkBlob,
  type Digest,
  digestKey,
  functionOf,
  isEmptyBlob,
  type ReadOptions,
  type RequestMetadata,
  SandwrightError,
} from '@sandwright/core';
import { streamWithReason, withReason } from '../client/signal-reason.ts';
import { batchRead, readAlone } from './batch-read.ts';
import { batchWrite } from './batch-write.ts';
import { byteStreamRead } from './byte-stream-read.ts';
import { type BlobSource, byteStreamWrite, sourceOfBytes, sourceOfStream } from './byte-stream-write.ts';
import { findMissing } from './find-missing.ts';
import { GatheredQuestions } from './gathered-questions.ts';
import { blobOverheadBytes, inBatches } from './in-batches.ts';
import type { RemoteStore } from './remote-store.ts';

/** The blobs of a server. What comes and what goes is verified; small blobs travel in batches, large ones in pieces. */
export class GrpcContentAddressableStorage implements ContentAddressableStorage {
  readonly #store: RemoteStore;
  readonly #questions: GatheredQuestions;

  /** @param store the server and how to treat it */
  constructor(store: RemoteStore) {
    this.#store = store;
    this.#questions = new GatheredQuestions((digests, options) => findMissing(store, digests, options));
  }

  /** The same storage, telling the server who asks and why. */
  for(request: RequestMetadata | undefined): GrpcContentAddressableStorage {
    return request === undefined ? this : new GrpcContentAddressableStorage({ ...this.#store, request });
  }

  findMissing(digests: Iterable<Digest>, options: BlobOptions = {}): Promise<readonly Digest[]> {
    return withReason(options, () => findMissing(this.#store, digests, options, this.#questions));
  }

  read(digest: Digest, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return streamWithReason(options, () => byteStreamRead(this.#store, digest, options));
  }

  write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options: BlobOptions = {}): Promise<void> {
    return withReason(options, async () => {
      const digestFunction = functionOf(digest, options);
      if (content instanceof Uint8Array) checkBlob(digest, digestFunction, content);
      if (isEmptyBlob(digest, digestFunction)) return;
      if (!(content instanceof Uint8Array)) {
        await byteStreamWrite(this.#store, digest, sourceOfStream(content, digest), options);
        return;
      }
      const { maxBatchBytes } = await this.#store.capabilities(options);
      if (content.byteLength + blobOverheadBytes > maxBatchBytes) {
        await byteStreamWrite(this.#store, digest, sourceOfBytes(content), options);
        return;
      }
      const [answer] = await batchWrite(this.#store, [{ digest, data: content }], options);
      if (answer?.error !== undefined) throw answer.error;
    });
  }

  /**
   * Sends a blob that can be read again from any place, so that an upload that was cut goes on where it was. The bytes are not verified
   * on the way, as the server does that and a storage does it when it reads.
   * @param source gives the bytes from an offset on
   */
  writeFrom(digest: Digest, source: BlobSource, options: BlobOptions = {}): Promise<void> {
    return withReason(options, () => byteStreamWrite(this.#store, digest, source, { ...options, trusted: true }));
  }

  /** As `read`, for who verifies the bytes anyway, as a storage does that they are written to: taking a hash twice is what takes longest. */
  readUnverified(digest: Digest, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    return streamWithReason(options, () => byteStreamRead(this.#store, digest, { ...options, trusted: true }));
  }

  readBatch(digests: readonly Digest[], options: BlobOptions = {}): Promise<readonly BatchReadResult[]> {
    return withReason(options, async () => {
      const { maxBatchBytes } = await this.#store.capabilities(options);
      const found = new Map<string, BatchReadResult>();
      const asked = new Map<string, Digest>();
      for (const digest of digests) {
        if (isEmptyBlob(digest, functionOf(digest, options))) found.set(digestKey(digest), { digest, data: new Uint8Array() });
        else asked.set(digestKey(digest), digest);
      }
      const { batches, alone } = inBatches([...asked.values()], (digest) => digest.sizeBytes + blobOverheadBytes, maxBatchBytes);
      const keep = (result: BatchReadResult) => found.set(digestKey(result.digest), result);
      await Promise.all([
        ...batches.map(async (batch) => (await batchRead(this.#store, batch, options)).forEach(keep)),
        ...alone.map(async (digest) => keep(await readAlone(this.#store, digest, options))),
      ]);
      return digests.map((digest) => found.get(digestKey(digest)) ?? { digest, error: leftOut(digest) });
    });
  }

  writeBatch(blobs: readonly Blob[], options: BlobOptions = {}): Promise<readonly BatchWriteResult[]> {
    return withReason(options, async () => {
      const { maxBatchBytes } = await this.#store.capabilities(options);
      const results = new Map<Blob, BatchWriteResult>();
      const good = new Map<string, Blob>();
      for (const blob of blobs) {
        const error = wrongBytes(blob, options);
        if (error !== undefined) results.set(blob, { digest: blob.digest, error });
        else good.set(digestKey(blob.digest), blob);
      }
      const sent = new Map<string, BatchWriteResult>();
      const keep = (result: BatchWriteResult) => sent.set(digestKey(result.digest), result);
      const { batches, alone } = inBatches([...good.values()], (blob) => blob.data.byteLength + blobOverheadBytes, maxBatchBytes);
      await Promise.all([
        ...batches.map(async (batch) => (await batchWrite(this.#store, batch, options)).forEach(keep)),
        ...alone.map(async ({ digest, data }) =>
          keep(await asResult(digest, options, () => byteStreamWrite(this.#store, digest, sourceOfBytes(data), options))),
        ),
      ]);
      return blobs.map(
        (blob) => results.get(blob) ?? sent.get(digestKey(blob.digest)) ?? { digest: blob.digest, error: leftOut(blob.digest) },
      );
    });
  }
}

function wrongBytes({ digest, data }: Blob, options: BlobOptions): SandwrightError | undefined {
  try {
    checkBlob(digest, functionOf(digest, options), data);
    return undefined;
  } catch (error) {
    return SandwrightError.from(error);
  }
}

async function asResult(digest: Digest, options: BlobOptions, write: () => Promise<void>): Promise<BatchWriteResult> {
  try {
    await write();
    return { digest };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { digest, error: SandwrightError.from(error) };
  }
}

function leftOut(digest: Digest): SandwrightError {
  return new SandwrightError('REMOTE_REJECTED', `the server said nothing of ${digestKey(digest)}, which was in the batch`);
}
