import {
  type Action,
  type Availability,
  abortError,
  type CallOptions,
  type ContentAddressableStorage,
  type ExecutedAction,
  type ExecutionContext,
  isStorable,
  linkAbort,
  type Sandbox,
  type SandboxCapability,
  SandwrightError,
  systemClock,
} from '@sandwright/core';
import { actionResultFromMessage } from '@sandwright/core/reapi';
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
  /** What the servers' workers are known to promise; nothing by default, for the protocol does not tell. */
  readonly capabilities?: Iterable<SandboxCapability> | undefined;
  /** Whether results that the server stored earlier may be used; true by default. */
  readonly useStoredResults?: boolean | undefined;
  /** Milliseconds for one action from upload to download; none by default. */
  readonly overallDeadlineMs?: number | undefined;
}

/** Runs actions on a server that speaks the Remote Execution API. Inputs and results pass through the local storage. */
export class RemoteSandbox implements Sandbox {
  readonly name = 'remote';
  readonly capabilities: ReadonlySet<SandboxCapability>;
  readonly #options: RemoteSandboxOptions;
  readonly #known = new KnownSubtrees(systemClock);
  readonly #uploads = new SharedUploads();

  /** @param options the servers and the local storage; the connection is disposed of with the sandbox */
  constructor(options: RemoteSandboxOptions) {
    this.#options = options;
    this.capabilities = new Set(options.capabilities);
  }

  probe(options: CallOptions = {}): Promise<Availability> {
    return probeExecution(this.#options.connection, options);
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const { overallDeadlineMs } = this.#options;
    using call = linkAbort(context.signal);
    const late = new SandwrightError(
      'REMOTE_UNAVAILABLE',
      `the action was not done within the ${(overallDeadlineMs ?? 0) / 1000} s of remote_execution_overall_deadline_secs`,
      { retryable: false },
    );
    const timer = overallDeadlineMs === undefined ? undefined : setTimeout(() => call.abort(late), overallDeadlineMs);
    try {
      return await this.#execute(action, { ...context, signal: call.signal });
    } catch (error) {
      throw call.signal.aborted ? abortError(call.signal) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const { connection } = this.#options;
    const transfer = await this.#transfer(action, context);
    context.onStage?.('staging');
    await uploadInputs(action, transfer);
    const mayUseStored = this.#options.useStoredResults !== false && context.skipCacheLookup !== true && !action.doNotCache;
    const first = await this.#run(action, context, transfer, !mayUseStored);
    try {
      const executed = await this.#collect(first, context, transfer);
      // A failure may be cured by trying again, and a result without its outputs is of no use, whoever stored it.
      if (!first.response.cachedResult || isStorable(action, executed.result)) return executed;
      context.logger.log('info', `${connection.execution.endpoint.address} has a stored result that is no success; running the action`);
    } catch (error) {
      // A result whose blobs are gone is no result.
      if (!SandwrightError.is(error) || error.code !== 'BLOB_MISSING') throw error;
      context.logger.log('warn', `${error.message}, which a result there names; running the action again`, { code: error.code });
    }
    return await this.#collect(await this.#run(action, context, transfer, true), context, transfer);
  }

  async #transfer(action: Action, context: ExecutionContext): Promise<RemoteTransfer> {
    const { connection, local } = this.#options;
    const { signal, request } = context;
    const { maxBatchBytes } = await connection.storageCapabilities({ signal });
    return {
      local,
      remote: connection.storage.for(request && { ...request, actionId: action.digest.hash }),
      known: this.#known,
      uploads: this.#uploads,
      maxBatchBytes,
      signal,
    };
  }

  #run(action: Action, context: ExecutionContext, transfer: RemoteTransfer, skipCacheLookup: boolean): Promise<EndedExecution> {
    const { connection } = this.#options;
    const { request, signal, priority = 0, onStage } = context;
    return executeAction(action.digest, {
      channel: connection.execution,
      instanceName: connection.instanceName,
      retry: connection.executionRetry,
      patience: connection.patience,
      request: request && { ...request, actionId: action.digest.hash },
      skipCacheLookup,
      priority,
      onStage,
      signal,
      sendMissing: async (missing) => {
        // What was believed to be there is not, so nothing of it is believed any more.
        this.#known.clear();
        context.logger.log('info', `the server lacks ${missing.length} blobs of the action; sending them again`);
        await sendBlobs(missing, transfer);
      },
    });
  }

  async #collect({ response, timedOut }: EndedExecution, context: ExecutionContext, transfer: RemoteTransfer): Promise<ExecutedAction> {
    const { result: message, cachedResult } = response;
    context.onStage?.('collecting');
    const result = message === null ? undefined : await downloadOutputs(actionResultFromMessage(message), transfer);
    if (timedOut || result === undefined) {
      throw new SandwrightError('TIMED_OUT', response.status?.message || 'the action ran out of time', {
        details: result === undefined ? {} : { result },
      });
    }
    return { result, origin: { where: 'remote', cached: cachedResult, sandbox: this.name } };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#options.connection[Symbol.dispose]();
  }
}
