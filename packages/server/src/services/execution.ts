import { type Clock, digestKey, SandwrightError } from '@sandwright/core';
import { type ExecuteRequest, executionService, type OperationInit, type WaitExecutionRequest } from '@sandwright/core/reapi';
import { findResult } from '../action-cache/action-results.ts';
import { statusMessageOf } from '../errors/grpc-status.ts';
import { notFound } from '../errors/refusals.ts';
import type { ActionScheduler } from '../execution/action-scheduler.ts';
import type { Operation } from '../execution/operation.ts';
import type { OperationTable } from '../execution/operation-table.ts';
import { prepareAction } from '../execution/prepare-action.ts';
import { invocationOf } from '../execution/request-metadata.ts';
import type { Instance } from '../instances/instance.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import type { CallContext } from '../transport/call-context.ts';
import { type ServiceBinding, serverStream } from '../transport/service-binding.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';
import type { RequestLimits } from '../wire/limits.ts';

/** What the service needs. */
export interface ExecutionServiceOptions {
  readonly instances: InstanceRegistry;
  readonly operations: OperationTable;
  readonly scheduler: ActionScheduler;
  readonly limits: Pick<RequestLimits, 'maxInlineBytes' | 'maxTreeDirectories'>;
  readonly clock: Pick<Clock, 'now'>;
  /** For actions without a timeout, and the longest that may be asked for; milliseconds, 0 for none. */
  readonly defaultTimeoutMs: number;
  readonly maxTimeoutMs: number;
}

/** Runs actions. */
export function execution(options: ExecutionServiceOptions): ServiceBinding {
  return {
    name: 'build.bazel.remote.execution.v2.Execution',
    methods: [
      serverStream(executionService.execute, (request, call) => execute(options, request, call)),
      serverStream(executionService.waitExecution, (request, call) => waitExecution(options, request, call)),
    ],
  };
}

async function* execute(
  options: ExecutionServiceOptions,
  request: ExecuteRequest,
  call: CallContext,
): AsyncGenerator<OperationInit, void, undefined> {
  const { operations, scheduler } = options;
  const instance = options.instances.find(request.instanceName);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const action = requireDigest(request.actionDigest, digestFunction, 'action_digest');
  const operation = operations.create({ instanceName: instance.name, action, digestFunction, wishes: request }, scheduler.now());
  // Clients resume only what they know the name of, so the first message does not wait for anything.
  const invocation = invocationOf(call);
  void begin(options, instance, operation, request, invocation);
  yield* operation.watch(call.signal, () => scheduler.now());
}

/** Everything between the first message and the queue; failures become the operation's end. */
async function begin(
  options: ExecutionServiceOptions,
  instance: Instance,
  operation: Operation,
  request: ExecuteRequest,
  invocation: string,
): Promise<void> {
  const { scheduler, limits } = options;
  const { action, digestFunction, wishes } = operation.subject;
  try {
    const cached = request.skipCacheLookup ? undefined : await findResult(instance, action, wishes, limits, { digestFunction });
    if (cached !== undefined) {
      operation.finish({ result: cached, cachedResult: true, status: { code: 0 } }, scheduler.now());
      return;
    }
    const prepared = await prepareAction(instance.blobs, action, { ...options, digestFunction, maxDirectories: limits.maxTreeDirectories });
    const { doNotCache, platform } = prepared.action;
    scheduler.enqueue(operation, {
      key: doNotCache ? undefined : JSON.stringify([instance.name, digestFunction ?? '', digestKey(action)]),
      platform,
      priority: request.executionPolicy?.priority ?? 0,
      invocation,
      payload: {
        instance,
        action,
        digestFunction,
        cacheable: !doNotCache,
        timeoutMs: prepared.timeoutMs,
        queuedAtMs: options.clock.now(),
        operations: new Set(),
      },
    });
  } catch (caught) {
    operation.finish({ status: statusMessageOf(SandwrightError.from(caught)) }, scheduler.now());
  }
}

async function* waitExecution(
  { operations, scheduler }: ExecutionServiceOptions,
  request: WaitExecutionRequest,
  call: CallContext,
): AsyncGenerator<OperationInit, void, undefined> {
  const operation = operations.find(request.name);
  if (operation === undefined) throw notFound(`operation "${request.name}" is not known here (any more); execute the action again`);
  yield* operation.watch(call.signal, () => scheduler.now());
}
