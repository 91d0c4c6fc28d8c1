import {
  type Action,
  type ActionResult,
  type ExecutedAction,
  type ExecutionContext,
  isStorable,
  type RequestMetadata,
  SandwrightError,
} from '@sandwright/core';
import type { RemoteConnection } from '../remote-connection.ts';
import type { RemoteUpload } from '../transfer/remote-transfer.ts';
import { type SentBlobs, sendBlobs } from '../transfer/send-blobs.ts';
import { uploadInputs } from '../transfer/upload-inputs.ts';
import { executeAction } from './execute-action.ts';
import type { EndedExecution } from './read-operation.ts';

/** What running one action on a server works with. */
export interface RemoteRunOptions {
  readonly action: Action;
  readonly context: ExecutionContext;
  readonly connection: RemoteConnection;
  /** Holds the action, its command, and of its inputs what the server may lack. */
  readonly transfer: RemoteUpload;
  /** Brings what a result names, or sees to it that the server has it. Throws BLOB_MISSING if it has not. */
  readonly bring: (result: ActionResult) => Promise<ActionResult>;
  /** Whether to ask the action cache before anything is sent. */
  readonly lookUpFirst?: boolean | undefined;
  /** Told what was sent before the action was executed. */
  readonly onSent?: (sent: SentBlobs) => void;
}

/**
 * Runs an action on a server, or takes the result that it has: one look-up if that is wanted, what the server lacks, Execute and all that
 * `executeAction` does for it. A stored result that is of no use is not believed: the action runs.
 * @throws SandwrightError TIMED_OUT, BLOB_MISSING, REMOTE_UNAVAILABLE …; the signal's reason
 */
export async function runRemotely(options: RemoteRunOptions): Promise<ExecutedAction> {
  const { action, context, transfer, lookUpFirst, onSent } = options;
  const mayUseStored = context.skipCacheLookup !== true && !action.doNotCache;
  const stored = mayUseStored && lookUpFirst === true ? await lookUp(options) : undefined;
  const found = stored && (await take(stored, options));
  if (found !== undefined) return found;
  const sent = await uploadInputs(action, transfer);
  onSent?.(sent);
  const executed = await take(await run(options, !mayUseStored), options);
  return executed ?? (await collect(await run(options, true), options));
}

/** What goes along with every call for an action. */
export function requestOf(action: Action, { request }: ExecutionContext): RequestMetadata | undefined {
  return request && { ...request, actionId: action.digest.hash };
}

/** A look-up saves time or does nothing; what is wrong with the server shows when it is to execute. */
async function lookUp({ action, context, connection }: RemoteRunOptions): Promise<EndedExecution | undefined> {
  context.onStage?.('cache-check');
  try {
    const cache = connection.actionCache.for(requestOf(action, context));
    const result = await cache.get(action.digest, { signal: context.signal });
    return result && { result, cached: true, timedOut: false, message: '' };
  } catch (error) {
    context.signal?.throwIfAborted();
    context.logger.log('debug', `no look-up in the action cache: ${SandwrightError.from(error).message}`);
    return undefined;
  }
}

/** What came of an execution; undefined where a stored result turns out to be of no use. */
async function take(ended: EndedExecution, options: RemoteRunOptions): Promise<ExecutedAction | undefined> {
  const { action, context, connection } = options;
  const { address } = connection.execution.endpoint;
  try {
    const executed = await collect(ended, options);
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

function run({ action, context, connection, transfer }: RemoteRunOptions, skipCacheLookup: boolean): Promise<EndedExecution> {
  let rounds = 0;
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
      transfer.known.clear();
      context.logger.log('info', `the server lacks ${missing.length} blobs of the action; sending them again`);
      await sendBlobs(missing, transfer);
      // One blob at a time is how a server tells that has lost them all.
      if (++rounds > 1) await uploadInputs(action, transfer);
    },
  });
}

async function collect(ended: EndedExecution, { context, bring }: RemoteRunOptions): Promise<ExecutedAction> {
  context.onStage?.('collecting');
  const result = ended.result && (await bring(ended.result));
  if (ended.timedOut || result === undefined) {
    throw new SandwrightError('TIMED_OUT', ended.message || 'the action ran out of time', {
      details: result === undefined ? {} : { result },
    });
  }
  return { result, origin: { where: 'remote', cached: ended.cached, sandbox: 'remote' } };
}
