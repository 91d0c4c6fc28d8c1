import { type Digest, digestKey } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type {
  BatchReadResult,
  BatchWriteResult,
  Blob,
  BlobOptions,
  ContentAddressableStorage,
  ReadOptions,
} from './content-addressable-storage.ts';
import type { KeyValueTable } from './local-store.ts';
import type { RemoteBlobs } from './remote-blobs.ts';

/** What a `RemoteBackedStorage` works with. */
export interface RemoteBackedStorageOptions {
  /** As `storeServerOf` names it. */
  readonly server: string;
  /** Blobs of this machine; takes those that are fetched. */
  readonly local: ContentAddressableStorage;
  /** The server's blobs; asked for when the first of them is read. */
  readonly remote: () => Promise<Pick<ContentAddressableStorage, 'read' | 'readBatch'>>;
  /** Remembers what was left on this server, and on no other. */
  readonly table: KeyValueTable;
}

/** Set once anything was left: who never leaves anything is spared a look-up for each blob that is new. */
const anyKey = 'any';
const marker = new Uint8Array([1]);

/**
 * The storage of this machine, with blobs that are still on a server: they count as held, and are fetched when they are read. What the server
 * turns out to have lost counts as held no more. Writes stay here.
 */
export class RemoteBackedStorage implements ContentAddressableStorage, RemoteBlobs {
  readonly #options: RemoteBackedStorageOptions;
  /** What is being fetched, so that it is fetched once. */
  readonly #fetching = new Map<string, Promise<void>>();
  #any: Promise<boolean> | undefined;

  constructor(options: RemoteBackedStorageOptions) {
    this.#options = options;
  }

  get server(): string {
    return this.#options.server;
  }

  async leave(digests: Iterable<Digest>, options: BlobOptions = {}): Promise<void> {
    const left = await this.absent(digests, options);
    if (left.length === 0) return;
    const { table } = this.#options;
    if (!(await this.#anyLeft())) await table.put(anyKey, marker);
    this.#any = Promise.resolve(true);
    await Promise.all(left.map((digest) => table.put(digestKey(digest), marker)));
  }

  absent(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    return this.#options.local.findMissing(digests, options);
  }

  async findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    const missing = await this.absent(digests, options);
    if (missing.length === 0 || !(await this.#anyLeft())) return missing;
    const left = await Promise.all(missing.map((digest) => this.#isLeft(digest)));
    return missing.filter((_, index) => left[index] !== true);
  }

  async *read(digest: Digest, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    const { local } = this.#options;
    let begun = false;
    try {
      for await (const piece of local.read(digest, options)) {
        begun = true;
        yield piece;
      }
      return;
    } catch (caught) {
      if (begun || !isMissing(caught) || !(await this.#isLeft(digest))) throw caught;
    }
    await this.#fetch(digest, options);
    yield* local.read(digest, options);
  }

  write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    return this.#options.local.write(digest, content, options);
  }

  async readBatch(digests: readonly Digest[], options: BlobOptions = {}): Promise<readonly BatchReadResult[]> {
    const { local, remote } = this.#options;
    const found = await local.readBatch(digests, options);
    const wanted: Digest[] = [];
    for (const answer of found) {
      if ('error' in answer && isMissing(answer.error) && (await this.#isLeft(answer.digest))) wanted.push(answer.digest);
    }
    if (wanted.length === 0) return found;
    const fetched = new Map<string, BatchReadResult>();
    const arrived: Blob[] = [];
    for (const answer of await (await remote()).readBatch(wanted, options)) {
      fetched.set(digestKey(answer.digest), answer);
      if ('data' in answer) arrived.push(answer);
      else if (isMissing(answer.error)) await this.#forget(answer.digest);
    }
    // Who reads has the bytes now; whether they could be kept matters to the next one only.
    await local.writeBatch(arrived, options);
    return found.map((answer) => ('error' in answer ? (fetched.get(digestKey(answer.digest)) ?? answer) : answer));
  }

  writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]> {
    return this.#options.local.writeBatch(blobs, options);
  }

  async #fetch(digest: Digest, options: ReadOptions): Promise<void> {
    const key = digestKey(digest);
    const { signal, request, digestFunction } = options;
    const call = { signal, request, digestFunction };
    for (let others = this.#fetching.get(key); others !== undefined; others = this.#fetching.get(key)) {
      try {
        await others;
        return;
      } catch {
        // It may have been ended by the signal of another.
        signal?.throwIfAborted();
      }
    }
    const fetching = this.#bring(digest, call);
    this.#fetching.set(key, fetching);
    try {
      await fetching;
    } finally {
      this.#fetching.delete(key);
    }
  }

  async #bring(digest: Digest, options: BlobOptions): Promise<void> {
    const { local, remote } = this.#options;
    try {
      await local.write(digest, (await remote()).read(digest, options), options);
    } catch (caught) {
      if (isMissing(caught)) await this.#forget(digest);
      throw caught;
    }
  }

  async #isLeft(digest: Digest): Promise<boolean> {
    return (await this.#anyLeft()) && (await this.#options.table.get(digestKey(digest))) !== undefined;
  }

  #forget(digest: Digest): Promise<void> {
    return this.#options.table.delete(digestKey(digest));
  }

  #anyLeft(): Promise<boolean> {
    this.#any ??= this.#options.table.get(anyKey).then((found) => found !== undefined);
    return this.#any;
  }
}

function isMissing(caught: unknown): boolean {
  return SandwrightError.is(caught) && caught.code === 'BLOB_MISSING';
}
