import { randomUUID } from 'node:crypto';
import { type CallOptions, type RequestMetadata, SandwrightError, systemClock } from '@sandwright/core';
import type { RemoteAssets } from '../artifacts/remote-assets.ts';
import type { RemoteCapabilities } from '../client/capabilities.ts';
import type { RemoteChannel } from '../client/channel.ts';
import type { RetryPolicy } from '../client/retry.ts';
import { withReason } from '../client/signal-reason.ts';
import type { ExecutionPatience } from '../execution/execute-action.ts';
import { probeExecution } from '../execution/probe-execution.ts';
import type { RemoteConnection } from '../remote-connection.ts';
import type { GrpcActionCache } from '../storage/grpc-action-cache.ts';
import type { GrpcContentAddressableStorage } from '../storage/grpc-content-addressable-storage.ts';
import { KnownSubtrees } from '../transfer/known-subtrees.ts';
import type { RemoteUpload } from '../transfer/remote-transfer.ts';
import { type SentBlobs, sendBlobs } from '../transfer/send-blobs.ts';
import { SharedUploads } from '../transfer/shared-uploads.ts';
import { type Downloaded, type DownloadOptions, type DownloadSource, toWrite } from './download-source.ts';
import { downloadToDisk } from './download-to-disk.ts';
import { SourceGatherer } from './gather-source.ts';
import type { RemoteCommand } from './remote-command.ts';
import { RemoteExecution } from './remote-execution.ts';
import { runCommand } from './run-command.ts';
import { SourceBlobs } from './source-blobs.ts';
import type { InputFiles, Uploaded, UploadedDirectory, UploadedFile, UploadSource } from './upload-source.ts';

/** What was uploaded, and how much of it the server lacked. */
export type Upload<Kind extends Uploaded = Uploaded> = Kind & { readonly sent: SentBlobs };

/** Who uses the client; servers show it in their logs. */
export interface ClientTool {
  readonly name: string;
  readonly version: string;
}

/**
 * A client of servers that speak the Remote Execution API. Safe to use concurrently: uploads of the same blob are made once. Every call
 * takes a signal, and rejects with its reason.
 */
export class RemoteClient implements RemoteConnection, AsyncDisposable {
  readonly instanceName: string;
  /** The blobs of the server. */
  readonly storage: GrpcContentAddressableStorage;
  /** The results of the server. */
  readonly actionCache: GrpcActionCache;
  /** Names of what the server stores: the Remote Asset API. */
  readonly assets: RemoteAssets;
  readonly execution: RemoteChannel;
  readonly executionRetry: RetryPolicy;
  readonly patience: ExecutionPatience;
  readonly #connection: RemoteConnection;
  readonly #request: RequestMetadata;
  readonly #known = new KnownSubtrees(systemClock);
  readonly #uploads = new SharedUploads();
  readonly #closed = new AbortController();
  readonly #signal: AbortSignal;
  readonly #storage: GrpcContentAddressableStorage;
  readonly #running = new Set<Promise<unknown>>();

  /**
   * @param connection the servers; closed with the client
   * @param options who uses it, told with every request, otherwise only with what this class itself asks; a signal that ends all that it does
   */
  constructor(connection: RemoteConnection, options: { readonly tool?: ClientTool | undefined } & CallOptions) {
    this.#connection = connection;
    this.instanceName = connection.instanceName;
    this.assets = connection.assets;
    this.execution = connection.execution;
    this.executionRetry = connection.executionRetry;
    this.patience = connection.patience;
    const { tool, signal } = options;
    this.#request = { toolName: tool?.name ?? 'sandwright-client', toolVersion: tool?.version ?? '', invocationId: randomUUID() };
    this.#storage = connection.storage.for(this.#request);
    this.storage = connection.storage.for(tool && this.#request);
    this.actionCache = connection.actionCache.for(tool && this.#request);
    this.#signal = signal === undefined ? this.#closed.signal : AbortSignal.any([signal, this.#closed.signal]);
  }

  /** What the servers can do: limits and compression of the storage, updates of the action cache, execution. */
  capabilities(options: CallOptions = {}): Promise<RemoteCapabilities> {
    return this.#call(options, async (call) => {
      const [storage, { actionCacheUpdates }, { execution, outputPaths }] = await Promise.all([
        this.#connection.storageCapabilities(call),
        this.#connection.cacheCapabilities(call),
        this.#connection.executionCapabilities(call),
      ]);
      return { ...storage, actionCacheUpdates, execution, outputPaths };
    });
  }

  storageCapabilities(options?: CallOptions): Promise<RemoteCapabilities> {
    return this.#connection.storageCapabilities(options);
  }

  cacheCapabilities(options?: CallOptions): Promise<RemoteCapabilities> {
    return this.#connection.cacheCapabilities(options);
  }

  executionCapabilities(options?: CallOptions): Promise<RemoteCapabilities> {
    return this.#connection.executionCapabilities(options);
  }

  /**
   * Sends what the server lacks of something, and tells its digest. A folder becomes an input root; links in it stay links.
   * @param source a path of this machine, bytes, a stream, or a folder that is put together
   * @throws SandwrightError ACTION_INVALID for what is no file, folder or link; SOURCE_CHANGED; REMOTE_UNAVAILABLE …
   */
  upload(source: Uint8Array | AsyncIterable<Uint8Array>, options?: CallOptions): Promise<Upload<UploadedFile>>;
  upload(source: InputFiles, options?: CallOptions): Promise<Upload<UploadedDirectory>>;
  upload(source: UploadSource, options?: CallOptions): Promise<Upload>;
  upload(source: UploadSource, options: CallOptions = {}): Promise<Upload> {
    return this.#call(options, async (call) => {
      await using local = new SourceBlobs();
      const gatherer = new SourceGatherer(local, call);
      const uploaded = await gatherer.gather(source);
      const upload = { ...(await this.#upload(call)), local };
      const sent = await sendBlobs(await upload.remote.findMissing(local.digests, call), upload);
      for (const { hash } of gatherer.directories) this.#known.add(hash);
      return { ...uploaded, sent };
    });
  }

  /**
   * Brings something to this machine, verified, and whole or not at all. Nothing is written outside of the destination, or through a link.
   * @param source a digest, what `upload` gave, one output, or a result with all its outputs
   * @param destination for a result the folder that takes its outputs; otherwise the path of the file or folder itself
   * @throws SandwrightError BLOB_MISSING, BLOB_CORRUPT, STORAGE_FAILED for what stands in the way, ACTION_INVALID for outputs that would
   *   leave the destination
   */
  download(source: DownloadSource, destination: string, options: DownloadOptions = {}): Promise<Downloaded> {
    return this.#call(options, async (call) => {
      const from = await this.#upload(call);
      return await downloadToDisk(toWrite(source), destination, from, { ...options, ...call });
    });
  }

  /**
   * Begins to run a command on the server. All that `docs/remote.md` says of retries holds. If the signal ends it, the operation is
   * cancelled there.
   * @returns `await` gives the result, `for await` the events
   * @throws when awaited: SandwrightError ACTION_INVALID, TIMED_OUT, NO_WORKER, BLOB_MISSING for an input that is on neither side,
   *   REMOTE_UNAVAILABLE …
   */
  execute(command: RemoteCommand, options: CallOptions = {}): RemoteExecution {
    return new RemoteExecution((tell) =>
      this.#call(options, async ({ signal }) => {
        await this.#requireExecution({ signal });
        const upload = await this.#upload({ signal });
        return await runCommand(command, { connection: this.#connection, upload, request: this.#request, tell, signal });
      }),
    );
  }

  /** Ends what is under way without waiting for it, and closes the connections. */
  [Symbol.dispose](): void {
    this.#close();
    this.#connection[Symbol.dispose]();
  }

  /** Ends what is under way, has operations cancelled, and closes the connections. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    await Promise.allSettled(this.#running);
    this.#connection[Symbol.dispose]();
  }

  #close(): void {
    this.#closed.abort(new SandwrightError('CANCELLED', 'the client was closed'));
  }

  async #call<T>({ signal }: CallOptions, work: (call: CallOptions) => Promise<T>): Promise<T> {
    const call = { signal: signal === undefined ? this.#signal : AbortSignal.any([signal, this.#signal]) };
    const running = withReason(call, () => work(call));
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Who cannot execute says so before anything is sent to it; who cannot be reached fails at the first call. */
  async #requireExecution(call: CallOptions): Promise<void> {
    const found = await probeExecution(this.#connection, call);
    if (found.available || found.cause !== 'capability') return;
    throw new SandwrightError('CAPABILITY_MISSING', found.reason, found.fix === undefined ? {} : { hint: found.fix });
  }

  async #upload({ signal }: CallOptions): Promise<Omit<RemoteUpload, 'local'>> {
    const { maxBatchBytes } = await this.#connection.storageCapabilities({ signal });
    return { remote: this.#storage, known: this.#known, uploads: this.#uploads, maxBatchBytes, signal };
  }
}
