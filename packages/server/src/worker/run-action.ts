import {
  type AppendOnlyCache,
  type BlobOptions,
  type ContentAddressableStorage,
  type Digest,
  type ActionResult as DomainResult,
  type Logger,
  loadAction,
  type PlatformProperties,
  type Sandbox,
  SandwrightError,
} from '@sandwright/core';
import {
  ActionResult,
  type ActionResultInit,
  actionResultToMessage,
  type ExecuteResponseInit,
  timestampFromMs,
} from '@sandwright/core/reapi';
import { resultReferences } from '../action-cache/result-references.ts';
import { statusMessageOf } from '../errors/grpc-status.ts';
import { inputsMissing } from '../errors/refusals.ts';
import type { ActionLease } from '../scheduler/lease-broker.ts';
import { withLegacyLinks } from './legacy-links.ts';
import { failedOnLookUp } from './network-hint.ts';

/** Folders of the outputs of one action. */
const maxDirectories = 1_000_000;

/** What an instance's actions are run with. */
export interface WorkerRuntime {
  /** Holds every input, takes every output. */
  readonly storage: ContentAddressableStorage;
  /** Runs actions over that storage, and keeps their timeouts. */
  readonly sandbox: Sandbox;
  /** Brings the inputs of an action near before there is a place to run it; left out where they are near already. Never fails. */
  readonly prefetch?: (action: Digest, options: BlobOptions) => Promise<void>;
  /** Makes blobs known to the server before a result names them; left out where the storage is the server's own. */
  readonly publish?: (digests: readonly Digest[], options: BlobOptions) => Promise<void>;
  /** Called once for each action, when it is done with; left out where nobody counts. */
  readonly release?: () => void;
}

/** What running an action needs. */
export interface RunActionOptions {
  readonly workerName: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly appendOnlyCaches?: readonly AppendOnlyCache[] | undefined;
  /** When this worker got the action, milliseconds since 1970. */
  readonly receivedAtMs: number;
  /** Called once the command has ended and only its outputs are left to deal with. */
  readonly onEnded?: () => void;
  /** How an action gets a network; undefined where all have one. */
  readonly networkAdvice?: string | undefined;
  /** Whether an action that failed that way is better left to another worker. */
  readonly leaveToOthers?: (error: SandwrightError) => boolean;
}

/**
 * Runs one action.
 * @returns what its client will be told; an action that failed, ran out of time or could not be run is an answer too
 * @throws SandwrightError CANCELLED if the signal ended it; what `leaveToOthers` said yes to
 */
export async function runAction(lease: ActionLease, runtime: WorkerRuntime, options: RunActionOptions): Promise<ExecuteResponseInit> {
  const { logger, signal, appendOnlyCaches, onEnded } = options;
  try {
    const loaded = await loadAction(runtime.storage, lease.action, { digestFunction: lease.digestFunction, signal });
    const { result } = await runtime.sandbox.execute(
      { ...loaded, timeoutMs: lease.timeoutMs },
      {
        logger,
        signal,
        skipCacheLookup: true,
        onStage: (stage) => void (stage === 'collecting' && onEnded?.()),
        ...(appendOnlyCaches === undefined ? {} : { appendOnlyCaches }),
      },
    );
    const message = messageOf(result, lease, options);
    await publishOutputs(message, lease, runtime, signal);
    const hint = await hintFor(loaded.platform, result, lease, runtime, options);
    return { result: message, status: { code: 0 }, ...(hint === undefined ? {} : { message: hint }) };
  } catch (caught) {
    const error = SandwrightError.from(caught);
    if (signal.aborted) throw new SandwrightError('CANCELLED', 'the lease of this action is over', { cause: error });
    if (options.leaveToOthers?.(error) === true) throw error;
    logger.log(error.code === 'TIMED_OUT' ? 'info' : 'warn', 'action failed to run', {
      action: lease.action.hash,
      code: error.code,
      message: error.message,
    });
    const response = failureOf(error, lease, options);
    if (response.result !== undefined && response.result !== null) await publishOutputs(response.result, lease, runtime, signal);
    return response;
  }
}

/** Where an action failed for want of a network: what to do about it. */
async function hintFor(
  platform: PlatformProperties,
  result: DomainResult,
  { digestFunction }: ActionLease,
  { sandbox, storage }: WorkerRuntime,
  { networkAdvice, signal }: RunActionOptions,
): Promise<string | undefined> {
  if (networkAdvice === undefined || !sandbox.capabilities.has('isolated-network')) return undefined;
  if (platform.some(({ name, value }) => name === 'network' && value === 'on')) return undefined;
  const failed = await failedOnLookUp(result, storage, { signal, ...(digestFunction === undefined ? {} : { digestFunction }) });
  return failed ? `a name could not be looked up, for actions have no network here; ${networkAdvice}` : undefined;
}

async function publishOutputs(message: ActionResultInit, lease: ActionLease, runtime: WorkerRuntime, signal: AbortSignal): Promise<void> {
  if (runtime.publish === undefined) return;
  const options = { digestFunction: lease.digestFunction, signal, maxDirectories };
  const references = await resultReferences(ActionResult.decode(ActionResult.encode(message).finish()), runtime.storage, options);
  if (references !== undefined) await runtime.publish(references, options);
}

/** What a client is told of an action that could not be run to its end. */
export function failureOf(
  error: SandwrightError,
  lease: ActionLease,
  options: Pick<RunActionOptions, 'workerName' | 'receivedAtMs'>,
): ExecuteResponseInit {
  const { missing, result } = error.details;
  if (error.code === 'BLOB_MISSING' && Array.isArray(missing) && missing.length > 0) {
    // Evicted while it waited: the client can upload them and ask again.
    return { status: statusMessageOf(inputsMissing(missing as Digest[])) };
  }
  const partial = error.code === 'TIMED_OUT' && isResult(result) ? { result: messageOf(result, lease, options) } : {};
  return { ...partial, status: statusMessageOf(error), message: `on worker ${options.workerName}: ${error.message}` };
}

function isResult(value: unknown): value is DomainResult {
  return typeof value === 'object' && value !== null && 'exitCode' in value && 'outputs' in value;
}

function messageOf(
  result: DomainResult,
  lease: ActionLease,
  { workerName, receivedAtMs }: Pick<RunActionOptions, 'workerName' | 'receivedAtMs'>,
): ReturnType<typeof actionResultToMessage> {
  const received = timestampFromMs(receivedAtMs);
  const times = { queued: timestampFromMs(lease.queuedAtMs), workerStart: received, inputFetchStart: received };
  const metadata = { ...result.metadata, ...times, worker: workerName };
  return actionResultToMessage({ ...result, outputs: withLegacyLinks(result.outputs), metadata });
}
