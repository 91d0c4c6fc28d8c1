import {
  adminService,
  durationFromMs,
  type ExecutionStatusInit,
  type ListExecutionsRequest,
  type ListExecutionsResponseInit,
  timestampFromMs,
  type WorkerStatusInit,
} from '@sandwright/core/reapi';
import { invalid, notFound } from '../errors/refusals.ts';
import type { ActionPayload } from '../execution/action-payload.ts';
import type { ActionScheduler } from '../execution/action-scheduler.ts';
import { type Operation, stageNumbers } from '../execution/operation.ts';
import type { OperationTable } from '../execution/operation-table.ts';
import type { Task } from '../scheduler/task.ts';
import type { WorkerState } from '../scheduler/worker-state.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';

/** What the service needs. */
export interface AdminServiceOptions {
  readonly operations: OperationTable;
  readonly scheduler: ActionScheduler;
}

const maxPageSize = 1_000;

/** Shows workers and operations, and drains workers. */
export function admin({ operations, scheduler }: AdminServiceOptions): ServiceBinding {
  const statusOf = (worker: WorkerState<ActionPayload>): WorkerStatusInit => workerStatus(worker, scheduler.now());
  return {
    name: 'sandwright.admin.v1.Admin',
    methods: [
      unary(adminService.listWorkers, () => ({ workers: scheduler.tasks.workers().map(statusOf) })),
      unary(adminService.drainWorker, ({ worker, resume }) => {
        const meant = scheduler.drainWorkers(worker, !resume);
        if (meant.length === 0) throw notFound(`there is no worker "${worker}"`);
        return { workers: meant.map(statusOf) };
      }),
      unary(adminService.listExecutions, (request) => list(operations, scheduler, request)),
    ],
  };
}

function workerStatus(worker: WorkerState<ActionPayload>, now: number): WorkerStatusInit {
  const { id, description, draining, leases, seenAt } = worker;
  const { name, properties, concurrency, instanceName, embedded = false } = description;
  return {
    id,
    name,
    properties,
    concurrency,
    state: !draining ? 'ready' : leases.size > 0 ? 'draining' : 'drained',
    instanceName: instanceName ?? null,
    embedded,
    silentFor: durationFromMs(now - seenAt),
    actions: [...leases].map(({ task, attempt }) => ({
      actionDigest: task.payload.action,
      operationNames: [...task.payload.operations].map(({ subject }) => subject.name),
      runningFor: durationFromMs(now - attempt.startedAt),
    })),
  };
}

function executionStatus(operation: Operation, scheduler: ActionScheduler, reasons: Map<string, string>): ExecutionStatusInit {
  const { name, instanceName, action, invocation, priority, acceptedAtMs } = operation.subject;
  const task = scheduler.taskOf(operation);
  return {
    name,
    instanceName,
    actionDigest: action,
    stage: stageNumbers[operation.stage],
    invocation,
    priority,
    acceptedTimestamp: timestampFromMs(acceptedAtMs),
    watchers: operation.watchers,
    workers: task?.attempts.map(({ worker }) => worker) ?? [],
    waitsFor: task?.state === 'queued' ? reasonFor(task, scheduler, reasons) : '',
  };
}

/** There are few kinds of requests, and each is compared with all workers. */
function reasonFor(task: Task<ActionPayload>, scheduler: ActionScheduler, reasons: Map<string, string>): string {
  const known = reasons.get(task.requirementKey);
  if (known !== undefined) return known;
  const reason = scheduler.tasks.explain(task) ?? '';
  reasons.set(task.requirementKey, reason);
  return reason;
}

function list(
  table: OperationTable,
  scheduler: ActionScheduler,
  { pageSize, pageToken, includeFinished }: ListExecutionsRequest,
): ListExecutionsResponseInit {
  if (pageSize < 0) throw invalid(`page_size is ${pageSize}`);
  const size = pageSize === 0 ? maxPageSize : Math.min(pageSize, maxPageSize);
  const page: Operation[] = [];
  const reasons = new Map<string, string>();
  let begun = pageToken === '';
  let nextPageToken = '';
  for (const operation of table.all()) {
    if (!begun) {
      begun = operation.subject.name === pageToken;
      continue;
    }
    if (operation.end !== undefined && !includeFinished) continue;
    if (page.length === size) {
      nextPageToken = page.at(-1)?.subject.name ?? '';
      break;
    }
    page.push(operation);
  }
  // Else a list that was cut short would look like a whole one.
  if (!begun) throw invalid('page_token names an operation that is not known any more; begin again without one');
  return { executions: page.map((each) => executionStatus(each, scheduler, reasons)), nextPageToken };
}
