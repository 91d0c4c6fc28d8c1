import {
  type ActionResult,
  type AppendOnlyCache,
  type ContentAddressableStorage,
  type Digest,
  type Logger,
  loadAction,
  type Sandbox,
  SandwrightError,
} from '@sandwright/core';
import { actionResultToMessage, type ExecuteResponseInit, timestampFromMs } from '@sandwright/core/reapi';
import { statusMessageOf } from '../errors/grpc-status.ts';
import { inputsMissing } from '../errors/refusals.ts';
import type { ActionLease } from '../scheduler/lease-broker.ts';

/** What an instance's actions are run with. */
export interface WorkerRuntime {
  /** Holds every input, takes every output. */
  readonly storage: ContentAddressableStorage;
  /** Runs actions over that storage, and keeps their timeouts. */
  readonly sandbox: Sandbox;
}

/** What running an action needs. */
export interface RunActionOptions {
  readonly workerName: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly appendOnlyCaches?: readonly AppendOnlyCache[] | undefined;
}

/**
 * Runs one action.
 * @returns what its client will be told; an action that failed, ran out of time or could not be run is an answer too
 * @throws SandwrightError CANCELLED if the signal ended it
 */
export async function runAction(lease: ActionLease, runtime: WorkerRuntime, options: RunActionOptions): Promise<ExecuteResponseInit> {
  const { logger, signal, appendOnlyCaches } = options;
  try {
    const loaded = await loadAction(runtime.storage, lease.action, { digestFunction: lease.digestFunction, signal });
    const { result } = await runtime.sandbox.execute(
      { ...loaded, timeoutMs: lease.timeoutMs },
      { logger, signal, skipCacheLookup: true, ...(appendOnlyCaches === undefined ? {} : { appendOnlyCaches }) },
    );
    return { result: messageOf(result, lease, options), status: { code: 0 } };
  } catch (caught) {
    const error = SandwrightError.from(caught);
    if (signal.aborted) throw new SandwrightError('CANCELLED', 'the lease of this action is over', { cause: error });
    logger.log(error.code === 'TIMED_OUT' ? 'info' : 'warn', 'action failed to run', {
      action: lease.action.hash,
      code: error.code,
      message: error.message,
    });
    return failureOf(error, lease, options);
  }
}

function failureOf(error: SandwrightError, lease: ActionLease, options: RunActionOptions): ExecuteResponseInit {
  const { missing, result } = error.details;
  if (error.code === 'BLOB_MISSING' && Array.isArray(missing) && missing.length > 0) {
    // Evicted while it waited: the client can upload them and ask again.
    return { status: statusMessageOf(inputsMissing(missing as Digest[])) };
  }
  const partial = error.code === 'TIMED_OUT' && isResult(result) ? { result: messageOf(result, lease, options) } : {};
  return { ...partial, status: statusMessageOf(error), message: `on worker ${options.workerName}: ${error.message}` };
}

function isResult(value: unknown): value is ActionResult {
  return typeof value === 'object' && value !== null && 'exitCode' in value && 'outputs' in value;
}

function messageOf(result: ActionResult, lease: ActionLease, { workerName }: RunActionOptions): ReturnType<typeof actionResultToMessage> {
  const metadata = { ...result.metadata, worker: workerName, queued: timestampFromMs(lease.queuedAtMs) };
  return actionResultToMessage({ ...result, metadata });
}
