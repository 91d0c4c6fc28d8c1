import { type ActionResult, type ErrorCode, type ExecutionStage, errorCodes, SandwrightError } from '@sandwright/core';
import {
  type ActionResult as ActionResultMessage,
  actionResultFromMessage,
  ExecuteOperationMetadata,
  ExecuteResponse,
  type Operation,
  type StatusValue,
  statusFromMessage,
  unpackAny,
} from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { remoteError } from '../client/remote-error.ts';

const protocol = 'build.bazel.remote.execution.v2.';
const stages: Readonly<Record<number, ExecutionStage>> = { 1: 'cache-check', 2: 'queued', 3: 'running' };

/**
 * How far an operation is, where it says so.
 * @returns undefined where it does not, or says what is not understood: progress is a courtesy
 */
export function stageOf(operation: Operation): ExecutionStage | undefined {
  if (operation.metadata === null) return undefined;
  try {
    const metadata = unpackAny(operation.metadata, `${protocol}ExecuteOperationMetadata`, ExecuteOperationMetadata);
    return metadata === undefined ? undefined : stages[metadata.stage];
  } catch {
    return undefined;
  }
}

/** How an execution ended that was not refused. */
export interface EndedExecution {
  /** There always, but where the time was over. */
  readonly result: ActionResult | undefined;
  /** Whether it was found instead of run. */
  readonly cached: boolean;
  /** The action ran out of time; the result may hold what it did so far. */
  readonly timedOut: boolean;
  /** The server's words, for people. */
  readonly message: string;
}

/**
 * The end of an operation.
 * @param operation one that is done
 * @param address the server, for messages
 * @throws SandwrightError as the status of the operation or of its response says; REMOTE_REJECTED where there is no result
 */
export function endOf(operation: Operation, address: string): EndedExecution {
  const what = `Execute at ${address}`;
  // An error with code 0 is no error; some servers set the field always.
  const failed = statusFromMessage(operation.error);
  if (failed.code !== 0) throw statusError(failed, '', what);
  const response = responseOf(operation);
  if (response === undefined) throw malformed(`${what}: the operation ended without an ExecuteResponse`);
  const said = statusFromMessage(response.status);
  const timedOut = said.code === grpcCode.DEADLINE_EXCEEDED;
  if (said.code !== 0 && !timedOut) throw statusError(said, response.message, what);
  if (response.result === null && !timedOut) throw malformed(`${what}: the status is OK, but there is no result`);
  const result = response.result === null ? undefined : resultOf(response.result, what);
  return { result, cached: response.cachedResult, timedOut, message: said.message || response.message };
}

function resultOf(message: ActionResultMessage, what: string): ActionResult {
  try {
    return actionResultFromMessage(message);
  } catch (error) {
    throw malformed(`${what}: ${(error as Error).message}`);
  }
}

function responseOf(operation: Operation): ExecuteResponse | undefined {
  if (operation.response === null) return undefined;
  try {
    return unpackAny(operation.response, `${protocol}ExecuteResponse`, ExecuteResponse);
  } catch {
    return undefined;
  }
}

function statusError(said: StatusValue, message: string, what: string): SandwrightError {
  const words = [said.message, message].filter((text) => text !== '').join('; ');
  const error = remoteError(said.code, words, { what, status: said });
  const own = ownCode(said);
  if (own !== undefined && !error.retryable) return new SandwrightError(own, words, { details: error.details });
  if (said.code === grpcCode.CANCELLED) {
    return new SandwrightError('CANCELLED', `${what}: the operation was cancelled there: ${words}`, { details: error.details });
  }
  // There is no code for this in the protocol; servers say it in words, and the user needs to know which properties to change.
  if (said.code === grpcCode.FAILED_PRECONDITION && /\bno\b.{0,40}\bworkers?\b|\bany\b.{0,20}\bworkers?\b/i.test(words)) {
    return new SandwrightError('NO_WORKER', `${what}: ${words}`, {
      details: error.details,
      hint: 'change the platform_properties of the environment, or start a worker that has them',
    });
  }
  return error;
}

/** Servers of ours say which of our errors it was; gRPC has fewer codes. */
function ownCode(said: StatusValue): ErrorCode | undefined {
  for (const detail of said.details) {
    if (detail.type === 'ErrorInfo' && detail.domain === 'sandwright' && Object.hasOwn(errorCodes, detail.reason)) {
      return detail.reason as ErrorCode;
    }
  }
  return undefined;
}

function malformed(message: string): SandwrightError {
  return new SandwrightError('REMOTE_REJECTED', message);
}
