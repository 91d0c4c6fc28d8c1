import { type Digest, digestOf, emptyDigest } from '@sandwright/core';
import {
  Action,
  type ActionInit,
  Command,
  type CommandInit,
  ExecuteOperationMetadata,
  type ExecuteRequestInit,
  ExecuteResponse,
  executionService,
  type Operation,
  unpackAny,
} from '@sandwright/core/reapi';
import type { TestServer } from './test-server.ts';

/** Stores an action with its command, and gives the action's digest. */
export async function storeAction(server: TestServer, command: CommandInit, action: ActionInit = {}): Promise<Digest> {
  const commandBytes = Command.encode({ arguments: ['true'], ...command }).finish();
  const actionBytes = Action.encode({ commandDigest: digestOf(commandBytes), inputRootDigest: emptyDigest, ...action }).finish();
  await server.put(commandBytes, actionBytes);
  return digestOf(actionBytes);
}

/** One run of Execute, as it was seen. */
export interface SeenExecution {
  readonly names: readonly string[];
  readonly stages: readonly number[];
  readonly response: ExecuteResponse;
}

/** What an operation says. */
export function stageOf(operation: Operation): number {
  if (operation.metadata === null) throw new Error('an operation without metadata');
  return unpackAny(operation.metadata, 'build.bazel.remote.execution.v2.ExecuteOperationMetadata', ExecuteOperationMetadata)?.stage ?? -1;
}

/** The response of a finished operation. */
export function responseOf(operation: Operation | undefined): ExecuteResponse {
  if (operation?.done !== true || operation.response === null) throw new Error('the operation is not finished');
  const response = unpackAny(operation.response, 'build.bazel.remote.execution.v2.ExecuteResponse', ExecuteResponse);
  if (response === undefined) throw new Error('not an ExecuteResponse');
  return response;
}

/** Executes an action and waits for its end. */
export async function execute(server: TestServer, actionDigest: Digest, request: Partial<ExecuteRequestInit> = {}): Promise<SeenExecution> {
  const seen = await server.client.collect(executionService.execute, { actionDigest, ...request });
  return { names: seen.map(({ name }) => name), stages: seen.map(stageOf), response: responseOf(seen.at(-1)) };
}
