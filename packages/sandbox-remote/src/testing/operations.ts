import type { Digest } from '@sandwright/core';
import {
  type ActionResultInit,
  ExecuteOperationMetadata,
  ExecuteResponse,
  type ExecuteResponseInit,
  type OperationInit,
  packAny,
  type StatusValue,
  statusToMessage,
} from '@sandwright/core/reapi';

const protocol = 'build.bazel.remote.execution.v2.';
const numbers = { 'cache-check': 1, queued: 2, running: 3, done: 4 } as const;

/** An operation that is not done. */
export function runningOperation(name: string, stage: keyof typeof numbers = 'running'): OperationInit {
  return { name, metadata: packAny(`${protocol}ExecuteOperationMetadata`, ExecuteOperationMetadata, { stage: numbers[stage] }) };
}

/** An operation that is done, with this answer. */
export function doneOperation(name: string, response: ExecuteResponseInit): OperationInit {
  return { name, done: true, response: packAny(`${protocol}ExecuteResponse`, ExecuteResponse, response) };
}

/** One that went well. */
export function succeeded(name: string, result: ActionResultInit = { exitCode: 0 }, cachedResult = false): OperationInit {
  return doneOperation(name, { result, cachedResult, status: { code: 0 } });
}

/** One that ended with a status in its answer. */
export function failedOperation(name: string, code: number, message = '', details: StatusValue['details'] = []): OperationInit {
  return doneOperation(name, { status: statusToMessage({ code, message, details }) });
}

/** The detail that says which blobs the server lacks. */
export function missingBlobs(digests: readonly Digest[]): StatusValue['details'] {
  const violations = digests.map(({ hash, sizeBytes }) => ({ type: 'MISSING', subject: `blobs/${hash}/${sizeBytes}`, description: '' }));
  return [{ type: 'PreconditionFailure', violations }];
}
