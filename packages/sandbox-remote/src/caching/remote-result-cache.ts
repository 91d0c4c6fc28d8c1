import {
  type ActionCache,
  type ActionLookupOptions,
  type ActionResult,
  type BlobOptions,
  type Clock,
  type ContentAddressableStorage,
  type Digest,
  type Logger,
  type RemoteBlobs,
  SandwrightError,
  Semaphore,
} from '@sandwright/core';
import type { RemoteConnection } from '../remote-connection.ts';
import { downloadOutputs } from '../transfer/download-outputs.ts';
import { KnownSubtrees } from '../transfer/known-subtrees.ts';
import type { RemoteTransfer } from '../transfer/remote-transfer.ts';
import { sendBlobs } from '../transfer/send-blobs.ts';
import { SharedUploads } from '../transfer/shared-uploads.ts';
import { blobsOfResult } from './blobs-of-result.ts';
import { type CacheWarningMode, CacheWarnings } from './cache-warnings.ts';
import { CallTimes } from './call-times.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import type { SlowCacheMemory } from './slow-cache-memory.ts';

/** What a remote cache of results works with. */
export interface RemoteResultCacheOptions {
  /** Disposed of with the cache. */
  readonly connection: RemoteConnection;
  /** Takes the blobs of what is found; holds those of what is stored. */
  readonly local: ContentAddressableStorage;
  /** Takes note of outputs that may stay on the server; without it all are brought here. */
  readonly remoteBlobs?: RemoteBlobs | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  /** false forbids every read. */
  readonly read: boolean;
  /** false forbids every write. */
  readonly write: boolean;
  readonly warnings: CacheWarningMode;
  /** What earlier builds found out about this cache; nothing by default. */
  readonly memory?: Pick<SlowCacheMemory, 'wasSlow' | 'note'> | undefined;
}

/** Writes that may be under way; more wait, beside the build, and what is more than may wait is not stored. */
const [maxWrites, maxPending] = [64, 1_000];
/** How long the end of a build waits for them, milliseconds: in general, where the server turns out to be slow, and where that was known. */
const lastWritesMs = { usual: 10_000, slow: 1_000, knownSlow: 250 } as const;
/** A small call that takes longer, milliseconds, is slow. */
const slowCallMs = 1_000;

/**
 * Results of a server for commands that run here. What is found is brought into the local storage whole, or counts as not found; what is
 * stored is sent in the background, its blobs first. It never fails and never holds up a build for long: trouble is told and costs time only.
 */
export class RemoteResultCache implements ActionCache, AsyncDisposable {
  readonly #options: RemoteResultCacheOptions;
  readonly #warnings: CacheWarnings;
  /** Guards the question whether there is a result. */
  readonly #reads: CircuitBreaker;
  /** Guards the way of its blobs to this machine, which may take its time. */
  readonly #downloads: CircuitBreaker;
  readonly #writes: CircuitBreaker;
  readonly #uploads = new SharedUploads();
  readonly #known: KnownSubtrees;
  readonly #slots = new Semaphore(maxWrites);
  readonly #pending = new Set<Promise<void>>();
  readonly #ended = new AbortController();
  /** How long small calls of writes take. */
  readonly #times = new CallTimes(slowCallMs);
  /** Writes that were given up at the end. */
  #late = 0;

  constructor(options: RemoteResultCacheOptions) {
    this.#options = options;
    this.#warnings = new CacheWarnings(options.warnings, options.logger);
    const { clock, memory } = options;
    this.#reads = new CircuitBreaker({
      clock,
      triesInBackground: true,
      startsOpen: memory?.wasSlow ?? false,
      onChange: (closed) => memory?.note(!closed),
    });
    this.#downloads = new CircuitBreaker({ clock });
    this.#writes = new CircuitBreaker({ clock: options.clock });
    this.#known = new KnownSubtrees(options.clock);
  }

  async get(actionDigest: Digest, options: ActionLookupOptions = {}): Promise<ActionResult | undefined> {
    options.signal?.throwIfAborted();
    if (!this.#options.read) return undefined;
    try {
      return await this.#find(actionDigest, options);
    } catch (caught) {
      options.signal?.throwIfAborted();
      this.#warnings.tell('read', SandwrightError.from(caught));
      return undefined;
    }
  }

  /** Returns at once; `settled` waits for the end of the write. */
  async put(actionDigest: Digest, result: ActionResult, options: BlobOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    if (!this.#options.write || result.exitCode !== 0) return;
    if (this.#pending.size >= maxPending) {
      this.#warnings.tell('write', new SandwrightError('REMOTE_UNAVAILABLE', 'it takes results more slowly than they are made'));
      return;
    }
    // A result that is there is worth storing even if the build is interrupted a moment later.
    const writing = this.#store(actionDigest, result, { signal: this.#ended.signal, request: options.request }).finally(() =>
      this.#pending.delete(writing),
    );
    this.#pending.add(writing);
  }

  /** Waits for all writes that have begun; they have failed or are done then. */
  async settled(): Promise<void> {
    await Promise.all(this.#pending);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const startedAt = performance.now();
    const wasSlow = !this.#reads.closed || !this.#writes.closed;
    const timer = setInterval(() => {
      const patience = wasSlow ? 'knownSlow' : this.#times.slow ? 'slow' : 'usual';
      if (performance.now() - startedAt >= lastWritesMs[patience]) this.#ended.abort();
    }, 50);
    await this.settled();
    clearInterval(timer);
    if (this.#times.slow) this.#options.memory?.note(true);
    if (this.#late > 0) {
      const message = `at the end of the build ${this.#late} results were still on their way`;
      this.#warnings.tell('write', new SandwrightError('REMOTE_UNAVAILABLE', message));
    }
    this.#options.connection[Symbol.dispose]();
  }

  async #find(actionDigest: Digest, options: ActionLookupOptions): Promise<ActionResult | undefined> {
    const { actionCache } = this.#options.connection;
    // What this machine takes to load is not the server's fault.
    await actionCache.prepare();
    const asked = await this.#reads.run(() => actionCache.get(actionDigest, options), isFound);
    const found = asked?.result;
    // A failure may be cured by trying again.
    if (found === undefined || found.exitCode !== 0) return undefined;
    const brought = await this.#downloads.run(() => this.#bring(found, options), isFound);
    return brought?.result;
  }

  async #bring(found: ActionResult, options: ActionLookupOptions): Promise<ActionResult | undefined> {
    try {
      return await downloadOutputs(found, await this.#transfer(options));
    } catch (error) {
      // A result whose blobs are gone is none.
      if (SandwrightError.is(error) && error.code === 'BLOB_MISSING') return undefined;
      throw error;
    }
  }

  async #store(actionDigest: Digest, result: ActionResult, options: BlobOptions): Promise<void> {
    const { connection, local } = this.#options;
    try {
      using _slot = await this.#slots.acquire(options);
      const { actionCacheUpdates } = await connection.cacheCapabilities(options);
      if (!actionCacheUpdates) throw new SandwrightError('REMOTE_REJECTED', 'the server takes no results from clients');
      await this.#writes.run(
        async () => {
          const transfer = await this.#transfer(options);
          const digests = await blobsOfResult(local, result, options);
          await sendBlobs(await this.#times.of(() => connection.storage.findMissing(digests, options)), transfer);
          await connection.actionCache.put(actionDigest, result, options);
        },
        () => true,
      );
    } catch (caught) {
      if (this.#ended.signal.aborted) this.#late += 1;
      else this.#warnings.tell('write', SandwrightError.from(caught));
    }
  }

  async #transfer({ signal, request, outputs }: ActionLookupOptions): Promise<RemoteTransfer> {
    const { connection, local, remoteBlobs } = this.#options;
    const { maxBatchBytes } = await connection.storageCapabilities({ signal });
    return {
      local,
      remote: connection.storage.for(request),
      known: this.#known,
      uploads: this.#uploads,
      maxBatchBytes,
      leave: outputs === 'leave' ? remoteBlobs : undefined,
      signal,
    };
  }
}

function isFound(result: ActionResult | undefined): boolean {
  return result !== undefined;
}
