import { type CallOptions, type Digest, type ExecutionStage, type RequestMetadata, SandwrightError } from '@sandwright/core';
import {
  ExecuteOperationMetadata,
  ExecuteResponse,
  executionService,
  type Operation,
  operationsService,
  unpackAny,
} from '@sandwright/core/reapi';
import type { RemoteChannel } from '../client/channel.ts';
import { remoteError } from '../client/remote-error.ts';
import { isTransient, type RetryPolicy, retryDelayMs } from '../client/retry.ts';

/** What following an execution needs. */
export interface FollowOptions extends CallOptions {
  readonly channel: RemoteChannel;
  readonly instanceName: string;
  readonly retry: RetryPolicy;
  readonly request: RequestMetadata | undefined;
  readonly skipCacheLookup: boolean;
  readonly priority: number;
  readonly onStage?: ((stage: ExecutionStage) => void) | undefined;
}

const stages: Readonly<Record<number, ExecutionStage>> = { 1: 'cache-check', 2: 'queued', 3: 'running' };

// A stream that is quiet for longer may be dead behind a proxy that does not say so; asking again costs one call.
const quietMs = 10 * 60_000;
const cancelTimeoutMs = 2_000;
const notFound = 5;

/**
 * Has a server execute an action, and follows the operation to its end: WaitExecution where the stream was cut, Execute again where the
 * operation is lost. If the signal ends the wait, the operation is cancelled.
 * Source: REAPI `Execution`, google.longrunning `Operations`.
 * @throws SandwrightError if the server cannot be reached, refuses, or keeps losing the operation
 */
export async function followOperation(actionDigest: Digest, options: FollowOptions): Promise<ExecuteResponse> {
  const { channel, retry, signal } = options;
  let name = '';
  let failures = 0;
  try {
    for (;;) {
      try {
        for await (const operation of open(name, actionDigest, options)) {
          if (operation.name !== '') name = operation.name;
          // Something came, so the connection works; only failures in a row count.
          failures = 0;
          report(operation, options);
          if (operation.done) {
            name = '';
            return outcome(operation, channel.endpoint.address);
          }
        }
        throw remoteError(14, 'the stream ended before the operation did', `Execute at ${channel.endpoint.address}`);
      } catch (error) {
        if (signal?.aborted === true || !SandwrightError.is(error)) throw error;
        const lost = name !== '' && error.details['grpcCode'] === notFound;
        const unimplemented = name !== '' && error.code === 'UNIMPLEMENTED';
        if (!lost && !unimplemented && !isTransient(error)) throw error;
        if (++failures > retry.retries) throw error;
        if (lost || unimplemented) name = '';
        await retry.clock.sleep(retryDelayMs(error, failures, retry), options);
      }
    }
  } finally {
    if (signal?.aborted === true && name !== '') await cancel(name, options);
  }
}

function open(name: string, actionDigest: Digest, options: FollowOptions): AsyncIterable<Operation> {
  const { channel, instanceName, signal, request } = options;
  const rpc = { signal, timeoutMs: quietMs, request };
  if (name !== '') return channel.serverStream(executionService.waitExecution, { name }, rpc);
  return channel.serverStream(
    executionService.execute,
    {
      instanceName,
      actionDigest,
      skipCacheLookup: options.skipCacheLookup,
      inlineStdout: true,
      inlineStderr: true,
      ...(options.priority === 0 ? {} : { executionPolicy: { priority: options.priority } }),
    },
    rpc,
  );
}

function report(operation: Operation, options: FollowOptions): void {
  if (operation.metadata === null || options.onStage === undefined) return;
  let metadata: ExecuteOperationMetadata | undefined;
  try {
    metadata = unpackAny(operation.metadata, 'build.bazel.remote.execution.v2.ExecuteOperationMetadata', ExecuteOperationMetadata);
  } catch {
    // Progress is a courtesy; a server that garbles it may still give the right result.
  }
  const stage = metadata === undefined ? undefined : stages[metadata.stage];
  if (stage !== undefined) options.onStage(stage);
}

function outcome(operation: Operation, address: string): ExecuteResponse {
  if (operation.error !== null && operation.error !== undefined) {
    return ExecuteResponse.decode(ExecuteResponse.encode({ status: operation.error }).finish());
  }
  const response =
    operation.response === null || operation.response === undefined
      ? undefined
      : unpackAny(operation.response, 'build.bazel.remote.execution.v2.ExecuteResponse', ExecuteResponse);
  if (response === undefined)
    throw new SandwrightError('REMOTE_REJECTED', `${address} ended the operation ${operation.name} without an ExecuteResponse`);
  return response;
}

async function cancel(name: string, options: FollowOptions): Promise<void> {
  try {
    await options.channel.unary(operationsService.cancelOperation, { name }, { timeoutMs: cancelTimeoutMs, request: options.request });
  } catch {
    // Many servers do not offer it; then the operation ends when they notice that nobody waits.
  }
}
