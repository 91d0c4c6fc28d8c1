import {
  type Action,
  type Availability,
  abortError,
  type CallOptions,
  type Clock,
  type ContentAddressableStorage,
  type ExecutedAction,
  type ExecutionContext,
  isStorable,
  type LinkedAbort,
  linkAbort,
  outputsOfCommand,
  type RemoteBlobs,
  type RequestMetadata,
  type Sandbox,
  type SandboxCapability,
  SandwrightError,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { withAppendOnlyCaches } from './execution/append-only-caches.ts';
import { executeAction } from './execution/execute-action.ts';
import { probeExecution } from './execution/probe-execution.ts';
import type { EndedExecution } from './execution/read-operation.ts';
import type { RemoteConnection } from './remote-connection.ts';
import { downloadOutputs } from './transfer/download-outputs.ts';
import { KnownSubtrees } from './transfer/known-subtrees.ts';
import type { RemoteTransfer } from './transfer/remote-transfer.ts';
import { sendBlobs } from './transfer/send-blobs.ts';
import { SharedUploads } from './transfer/shared-uploads.ts';
import { uploadInputs } from './transfer/upload-inputs.ts';

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
    const action = await this.#withCaches(asked, context);
    const transfer = await this.#transfer(action, context);
    const mayUseStored = context.skipCacheLookup !== true && !action.doNotCache;
    const stored = mayUseStored && this.#options.lookUpFirst === true ? await this.#lookUp(action, context) : undefined;
    const found = stored && (await this.#take(action, stored, context, transfer));
    if (found !== undefined) return found;
    await uploadInputs(action, transfer);
    const ended = await this.#run(action, context, transfer, !mayUseStored);
    const executed = await this.#take(action, ended, context, transfer);
    return executed ?? (await this.#collect(await this.#run(action, context, transfer, true), context, transfer));
  }

  /** A look-up saves time or does nothing; what is wrong with the server shows when it is to execute. */
  async #lookUp(action: Action, context: ExecutionContext): Promise<EndedExecution | undefined> {
    context.onStage?.('cache-check');
    try {
      const cache = this.#options.connection.actionCache.for(requestOf(action, context));
      const result = await cache.get(action.digest, { signal: context.signal });
      return result && { result, cached: true, timedOut: false, message: '' };
    } catch (error) {
      context.signal?.throwIfAborted();
      context.logger.log('debug', `no look-up in the action cache: ${SandwrightError.from(error).message}`);
      return undefined;
    }
  }

  /** What came of an execution; undefined where a stored result turns out to be of no use. */
  async #take(
    action: Action,
    ended: EndedExecution,
    context: ExecutionContext,
    transfer: RemoteTransfer,
  ): Promise<ExecutedAction | undefined> {
    const { address } = this.#options.connection.execution.endpoint;
    try {
      const executed = await this.#collect(ended, context, transfer);
      // A failure may be cured by trying again, and a result without its outputs is of no use, whoever stored it.
      if (!ended.cached || isStorable(action, executed.result)) return executed;
      context.logger.log('info', `${address} has a stored result that is no success; running the action`);
    } catch (error) {
      // A result whose blobs are gone is no result.
      if (!SandwrightError.is(error) || error.code !== 'BLOB_MISSING') throw error;
      context.logger.log('warn', `${error.message}, which a result there names; running the action again`, { code: error.code });
    }
    return undefined;
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

  #run(action: Action, context: ExecutionContext, transfer: RemoteTransfer, skipCacheLookup: boolean): Promise<EndedExecution> {
    let rounds = 0;
    const { connection } = this.#options;
    const { signal, priority = 0, onStage } = context;
    return executeAction(action.digest, {
      channel: connection.execution,
      instanceName: connection.instanceName,
      retry: connection.executionRetry,
      patience: connection.patience,
      request: requestOf(action, context),
      skipCacheLookup,
      priority,
      onStage,
      signal,
      sendMissing: async (missing) => {
        // What was believed to be there is not, so nothing of it is believed any more.
        this.#known.clear();
        context.logger.log('info', `the server lacks ${missing.length} blobs of the action; sending them again`);
        await sendBlobs(missing, transfer);
        // One blob at a time is how a server tells that has lost them all.
        if (++rounds > 1) await uploadInputs(action, transfer);
      },
    });
  }

  async #collect(ended: EndedExecution, context: ExecutionContext, transfer: RemoteTransfer): Promise<ExecutedAction> {
    context.onStage?.('collecting');
    const result = ended.result && (await downloadOutputs(ended.result, transfer));
    if (ended.timedOut || result === undefined) {
      throw new SandwrightError('TIMED_OUT', ended.message || 'the action ran out of time', {
        details: result === undefined ? {} : { result },
      });
    }
    return { result, origin: { where: 'remote', cached: ended.cached, sandbox: this.name } };
  }

  /** Cancels what runs, and closes the connection. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed.abort(new SandwrightError('SANDBOX_FAILED', 'the remote sandbox was disposed of'));
    await Promise.allSettled(this.#running);
    this.#options.connection[Symbol.dispose]();
  }
}

function requestOf(action: Action, { request }: ExecutionContext): RequestMetadata | undefined {
  return request && { ...request, actionId: action.digest.hash };
}

/** Lets a second signal abort as well. */
function linkTo(signal: AbortSignal | undefined, target: LinkedAbort): Disposable {
  const follow = (): void => target.abort(signal?.reason);
  signal?.addEventListener('abort', follow, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', follow) };
}
