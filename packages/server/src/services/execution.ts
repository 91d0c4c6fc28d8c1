import { type ExecuteRequest, executionService, type OperationInit, type WaitExecutionRequest } from '@sandwright/core/reapi';
import { notFound } from '../errors/refusals.ts';
import { answerFromCache, type BeginOptions, queueAction } from '../execution/begin-operation.ts';
import type { OperationMemory } from '../execution/operation-memory.ts';
import type { OperationTable } from '../execution/operation-table.ts';
import { invocationOf } from '../execution/request-metadata.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import type { CallContext } from '../transport/call-context.ts';
import { type ServiceBinding, serverStream } from '../transport/service-binding.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';

/** What the service needs. */
export interface ExecutionServiceOptions extends BeginOptions {
  readonly instances: InstanceRegistry;
  readonly operations: OperationTable;
  readonly memory: OperationMemory;
}

/** How long the first message may wait for a look-up in the cache, milliseconds. */
const hitPatienceMs = 5;

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
  const { operations, scheduler, memory, clock } = options;
  const instance = options.instances.find(request.instanceName);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const operation = operations.create(
    {
      instanceName: instance.name,
      action: requireDigest(request.actionDigest, digestFunction, 'action_digest'),
      digestFunction,
      wishes: { inlineStdout: request.inlineStdout, inlineStderr: request.inlineStderr, inlineOutputFiles: request.inlineOutputFiles },
      skipCacheLookup: request.skipCacheLookup,
      priority: request.executionPolicy?.priority ?? 0,
      invocation: invocationOf(call),
      acceptedAtMs: clock.now(),
    },
    scheduler.now(),
  );
  const answered = answerFromCache(options, instance, operation);
  void answered.then((ended) => (ended ? undefined : queueAction(options, instance, operation)));
  if (!(await isEndedSoon(answered))) {
    // Clients come back for what they know the name of, also after a restart: so it is written down before they learn it.
    memory.begin(operation);
    await memory.flushed();
    yield operation.toMessage('cache-check');
  }
  yield* operation.watch(call.signal, () => scheduler.now());
}

/** A stored result most often comes at once; then one message says it all, and there is nothing to come back for. */
async function isEndedSoon(answered: Promise<boolean>): Promise<boolean> {
  const { promise: patienceOver, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), hitPatienceMs);
  try {
    return await Promise.race([answered, patienceOver]);
  } finally {
    clearTimeout(timer);
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
