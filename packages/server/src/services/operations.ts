import { type ListOperationsRequest, type ListOperationsResponseInit, operationsService } from '@sandwright/core/reapi';
import { invalid, notFound } from '../errors/refusals.ts';
import type { ActionScheduler } from '../execution/action-scheduler.ts';
import type { Operation } from '../execution/operation.ts';
import type { OperationTable } from '../execution/operation-table.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';

/** What the service needs. */
export interface OperationsServiceOptions {
  readonly operations: OperationTable;
  readonly scheduler: ActionScheduler;
}

const maxPageSize = 1_000;

/** A page ends with the operation that makes it this large, bytes: each may come with its result, and clients take 4 MiB. */
const maxPageBytes = 1024 * 1024;

/** Shows and ends executions. To cancel or delete what is not there is no error: the wish is fulfilled. */
export function operations({ operations: table, scheduler }: OperationsServiceOptions): ServiceBinding {
  const find = (name: string): Operation => {
    const operation = table.find(name);
    if (operation === undefined) throw notFound(`operation "${name}" is not known here (any more)`);
    return operation;
  };
  return {
    name: 'google.longrunning.Operations',
    methods: [
      unary(operationsService.getOperation, ({ name }) => find(name).toMessage()),
      unary(operationsService.listOperations, (request) => list(table, request)),
      unary(operationsService.cancelOperation, ({ name }) => {
        const operation = table.find(name);
        if (operation !== undefined) scheduler.cancel(operation, 'the client has cancelled this operation');
        return {};
      }),
      unary(operationsService.deleteOperation, ({ name }) => {
        const operation = table.find(name);
        // Deleting says that nobody is interested in the result; it does not stop what others wait for.
        if (operation?.end !== undefined) table.delete(operation);
        return {};
      }),
      unary(operationsService.waitOperation, async ({ name, timeout }, call) => {
        const operation = find(name);
        const ended = new AbortController();
        const timeoutMs = timeout === null ? undefined : timeout.seconds * 1000 + timeout.nanos / 1_000_000;
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => ended.abort(), Math.min(timeoutMs, 2_147_483_647));
        const signal = AbortSignal.any([call.signal, ended.signal]);
        for await (const message of operation.watch(signal, () => scheduler.now())) if (message.done === true) break;
        clearTimeout(timer);
        return operation.toMessage();
      }),
    ],
  };
}

function list(table: OperationTable, { name, pageSize, pageToken, filter }: ListOperationsRequest): ListOperationsResponseInit {
  if (filter !== '') throw invalid('filter is not supported here');
  if (pageSize < 0) throw invalid(`page_size is ${pageSize}`);
  const size = pageSize === 0 ? maxPageSize : Math.min(pageSize, maxPageSize);
  // The name of the collection is that of the instance, perhaps with "/operations" behind it.
  const instance = name.replace(/\/?operations$/, '');
  const page: Operation[] = [];
  let bytes = 0;
  let found = pageToken === '';
  for (const operation of table.all()) {
    if (operation.subject.instanceName !== instance) continue;
    if (!found) {
      found = operation.subject.name === pageToken;
      continue;
    }
    bytes += operation.end?.response.byteLength ?? 0;
    if (page.length === size || (page.length > 0 && bytes > maxPageBytes)) {
      return { operations: page.map((each) => each.toMessage()), nextPageToken: page.at(-1)?.subject.name ?? '' };
    }
    page.push(operation);
  }
  // Else a list that was cut short would look like a whole one.
  if (!found) throw invalid('page_token names an operation that is not known any more; begin again without one');
  return { operations: page.map((each) => each.toMessage()), nextPageToken: '' };
}
