import {
  type Action,
  type ActionResult,
  type Availability,
  abortError,
  type CallOptions,
  type Clock,
  type ContentAddressableStorage,
  type ExecutedAction,
  type ExecutionContext,
  type LinkedAbort,
  linkAbort,
  outputsOfCommand,
  type RemoteBlobs,
  type Sandbox,
  type SandboxCapability,
  SandwrightError,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { withAppendOnlyCaches } from './execution/append-only-caches.ts';
import { probeExecution } from './execution/probe-execution.ts';
import { requestOf, runRemotely } from './execution/run-remotely.ts';
import type { RemoteConnection } from './remote-connection.ts';
import { downloadOutputs } from './transfer/download-outputs.ts';
import { KnownSubtrees } from './transfer/known-subtrees.ts';
import type { RemoteTransfer } from './transfer/remote-transfer.ts';
import { SharedUploads } from './transfer/shared-uploads.ts';

/** What the remote sandbox works with. */
export interface RemoteSandboxOptions {
  readonly connection: RemoteConnection;
  /** Holds inputs, takes outputs. */
  readonly local: ContentAddressableStorage;
  /** Takes note of outputs that may stay on the server; without it all are brought here. */
  readonly remoteBlobs?: RemoteBlobs | undefined;
  /** What the servers' workers are known to promise; nothing by default, for the protocol does not tell. */
  readonly capabilities?: Iterable<SandboxCapability> | undefined;
  /** Whether to ask the action cache before anything is sent: one call more for what is new, and no upload for what is known. */
  readonly lookUpFirst?: boolean | undefined;
  /** Milliseconds for one action from upload to download; none by default. */
  readonly overallDeadlineMs?: number | undefined;
  /** Absolute, on the workers: where append-only caches lie; without it they are not kept between actions. */
  readonly appendOnlyCachesBasePath?: string | undefined;
  readonly clock?: Clock | undefined;
}

/** Runs actions on a server that speaks the Remote Execution API. Inputs and results pass through the local storage. */
export class RemoteSandbox implements Sandbox {
  readonly name = 'remote';
  readonly capabilities: ReadonlySet<SandboxCapability>;
  readonly #options: RemoteSandboxOptions;
  readonly #known: KnownSubtrees;
  readonly #uploads = new SharedUploads();
  readonly #disposed = new AbortController();
  readonly #running = new Set<Promise<ExecutedAction>>();

  /** @param options the servers and the local storage; the connection is disposed of with the sandbox */
  constructor(options: RemoteSandboxOptions) {
    this.#options = options;
    this.capabilities = new Set(options.capabilities);
    this.#known = new KnownSubtrees(options.clock ?? systemClock);
  }

  probe(options: CallOptions = {}): Promise<Availability> {
    return probeExecution(this.#options.connection, options);
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    if (context.signal?.aborted === true) throw abortError(context.signal);
    // Every client of a server sees the same Action; what it may not ask for need not be sent first.
    outputsOfCommand(action.command);
    const running = this.#executeInTime(action, context);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #executeInTime(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const { overallDeadlineMs } = this.#options;
    using both = linkAbort(this.#disposed.signal);
    using _ = linkTo(context.signal, both);
    const late = new SandwrightError(
      'REMOTE_UNAVAILABLE',
      `the action was not done within the ${(overallDeadlineMs ?? 0) / 1000} s of remote_execution_overall_deadline_secs`,
      { retryable: false },
    );
    const timer = overallDeadlineMs === undefined ? undefined : setTimeout(() => both.abort(late), overallDeadlineMs);
    try {
      return await this.#execute(action, { ...context, signal: both.signal });
    } catch (error) {
      throw both.signal.aborted ? abortError(both.signal) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #execute(asked: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const { connection, lookUpFirst } = this.#options;
    const action = await this.#withCaches(asked, context);
    const transfer = await this.#transfer(action, context);
    const bring = (result: ActionResult) => downloadOutputs(result, transfer);
    return await runRemotely({ action, context, connection, transfer, bring, lookUpFirst });
  }

  async #withCaches(action: Action, { appendOnlyCaches = [], signal }: ExecutionContext): Promise<Action> {
    const { local, appendOnlyCachesBasePath } = this.#options;
    if (appendOnlyCachesBasePath === undefined || appendOnlyCaches.length === 0) return action;
    const linked = withAppendOnlyCaches(action, appendOnlyCaches, appendOnlyCachesBasePath);
    await writeBlobs(local, linked.blobs, { signal });
    return linked.action;
  }

  async #transfer(action: Action, context: ExecutionContext): Promise<RemoteTransfer> {
    const { connection, local, remoteBlobs } = this.#options;
    const { signal, outputs } = context;
    const { maxBatchBytes } = await connection.storageCapabilities({ signal });
    return {
      local,
      remote: connection.storage.for(requestOf(action, context)),
      known: this.#known,
      uploads: this.#uploads,
      maxBatchBytes,
      leave: outputs === 'leave' ? remoteBlobs : undefined,
      signal,
    };
  }

  /** Cancels what runs, and closes the connection. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed.abort(new SandwrightError('SANDBOX_FAILED', 'the remote sandbox was disposed of'));
    await Promise.allSettled(this.#running);
    this.#options.connection[Symbol.dispose]();
  }
}

/** Lets a second signal abort as well. */
function linkTo(signal: AbortSignal | undefined, target: LinkedAbort): Disposable {
  const follow = (): void => target.abort(signal?.reason);
  signal?.addEventListener('abort', follow, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', follow) };
}
