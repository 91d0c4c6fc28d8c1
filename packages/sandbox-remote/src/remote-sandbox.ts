import {
  type Action,
  type ActionResult,
  type Availability,
  type CallOptions,
  type ContentAddressableStorage,
  type Digest,
  type ExecutedAction,
  type ExecutionContext,
  type Sandbox,
  type SandboxCapability,
  SandwrightError,
  systemClock,
} from '@sandwright/core';
import { actionResultFromMessage, type ExecuteResponse } from '@sandwright/core/reapi';
import { remoteError } from './client/remote-error.ts';
import { followOperation } from './execution/follow-operation.ts';
import { missingDigests } from './execution/missing-digests.ts';
import type { RemoteConnection } from './remote-connection.ts';
import { downloadOutputs } from './storage/download-outputs.ts';
import { KnownSubtrees } from './storage/known-subtrees.ts';
import { SharedUploads } from './storage/shared-uploads.ts';
import { sendBlobs, type UploadInputsOptions, uploadInputs } from './storage/upload-inputs.ts';

/** What the remote sandbox works with. */
export interface RemoteSandboxOptions {
  readonly connection: RemoteConnection;
  /** Holds inputs, takes outputs. */
  readonly local: ContentAddressableStorage;
  /** What the servers' workers are known to promise. */
  readonly capabilities?: Iterable<SandboxCapability>;
  /** Milliseconds for one action from upload to download; none by default. */
  readonly overallDeadlineMs?: number | undefined;
}

// Each round means that the server dropped a blob since we sent it; a server that keeps doing so has no room.
const maxMissingRounds = 5;
const failedPrecondition = 9;
const deadlineExceeded = 4;

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
    this.capabilities = new Set(options.capabilities ?? ['isolated-filesystem', 'read-only-inputs']);
  }

  async probe(options: CallOptions = {}): Promise<Availability> {
    const { connection } = this.#options;
    try {
      const { execution } = await connection.executionCapabilities(options);
      if (execution) return { available: true };
      return {
        available: false,
        cause: 'capability',
        reason: `${connection.execution.endpoint.address} is a cache: it does not execute actions`,
        fix: 'set remote_execution_address to a server with an execution service, or turn remote_execution off',
      };
    } catch (error) {
      const known = SandwrightError.from(error);
      if (known.code === 'CANCELLED') throw known;
      return {
        available: false,
        cause: known.code === 'UNAUTHORISED' ? 'unauthorised' : 'unreachable',
        reason: known.message,
        ...(known.hint === undefined ? {} : { fix: known.hint }),
      };
    }
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const deadline = this.#options.overallDeadlineMs;
    if (deadline === undefined) return await this.#execute(action, context);
    const limit = AbortSignal.timeout(deadline);
    const signal = context.signal === undefined ? limit : AbortSignal.any([context.signal, limit]);
    try {
      return await this.#execute(action, { ...context, signal });
    } catch (error) {
      if (!limit.aborted || context.signal?.aborted === true) throw error;
      throw new SandwrightError(
        'REMOTE_UNAVAILABLE',
        `the action was not done within remote_execution_overall_deadline_secs (${deadline / 1000} s)`,
        { cause: error, retryable: false },
      );
    }
  }

  async #execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const { connection, local } = this.#options;
    const request = context.request === undefined ? undefined : { ...context.request, actionId: action.digest.hash };
    const { maxBatchBytes } = await connection.storageCapabilities(context);
    const remote = connection.storage.for(request);
    const transfer = {
      local,
      remote,
      maxBatchBytes,
      known: this.#known,
      uploads: this.#uploads,
      ...(context.signal === undefined ? {} : { signal: context.signal }),
    };
    context.onStage?.('staging');
    await uploadInputs(action, transfer);
    for (let round = 0; ; round++) {
      const response = await followOperation(action.digest, {
        channel: connection.execution,
        instanceName: connection.instanceName,
        retry: connection.retry,
        request,
        skipCacheLookup: context.skipCacheLookup === true || action.doNotCache,
        priority: context.priority ?? 0,
        onStage: context.onStage,
        signal: context.signal,
      });
      const missing = missingOf(response);
      if (missing.length > 0 && round < maxMissingRounds) {
        await this.#sendAgain(action, missing, transfer);
        continue;
      }
      throwIfRefused(response, connection.execution.endpoint.address);
      const { result } = response;
      if (result === null || result === undefined) {
        throw new SandwrightError('REMOTE_REJECTED', `${connection.execution.endpoint.address} answered without a result`);
      }
      context.onStage?.('collecting');
      const downloaded = await downloadOutputs(actionResultFromMessage(result), transfer);
      if (response.status?.code === deadlineExceeded) throw timedOut(downloaded, response);
      return { result: downloaded, origin: { where: 'remote', cached: response.cachedResult, sandbox: this.name } };
    }
  }

  async #sendAgain(action: Action, missing: readonly Digest[], transfer: UploadInputsOptions): Promise<void> {
    // What was believed to be there is not, so nothing of it is believed any more.
    this.#known.clear();
    await sendBlobs(missing, transfer);
    await uploadInputs(action, transfer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#options.connection[Symbol.dispose]();
  }
}

function missingOf(response: ExecuteResponse): readonly Digest[] {
  return response.status?.code === failedPrecondition ? missingDigests(response.status) : [];
}

function throwIfRefused(response: ExecuteResponse, address: string): void {
  const { status } = response;
  if (status === null || status === undefined || status.code === 0) return;
  if (status.code === deadlineExceeded) {
    if (response.result !== null && response.result !== undefined) return;
    throw timedOut(undefined, response);
  }
  throw remoteError(status.code, status.message || response.message, `Execute at ${address}`);
}

function timedOut(result: ActionResult | undefined, response: ExecuteResponse): SandwrightError {
  return new SandwrightError('TIMED_OUT', response.status?.message || 'the action ran out of time', {
    details: result === undefined ? {} : { result },
  });
}
