import { describe, expect, test } from '@jest/globals';
import { digestOf, SandwrightError } from '@sandwright/core';
import type { ListOperationsRequestInit, ListOperationsResponseInit } from '@sandwright/core/reapi';
import type { ActionScheduler } from '../execution/action-scheduler.ts';
import { OperationTable } from '../execution/operation-table.ts';
import type { CallContext } from '../transport/call-context.ts';
import { operations } from './operations.ts';

const table = new OperationTable({ maxOperations: 100, keepMs: 1000, abandonMs: 1000 });
const names = Array.from({ length: 7 }, () => {
  const operation = table.create(
    {
      instanceName: '',
      action: digestOf(Buffer.from('action')),
      digestFunction: undefined,
      wishes: { inlineStdout: true, inlineStderr: false, inlineOutputFiles: [] },
      skipCacheLookup: false,
      priority: 0,
      invocation: '',
      acceptedAtMs: 0,
    },
    0,
  );
  table.finish(operation, { response: Buffer.alloc(400 * 1024), atMs: 0 }, 0);
  return operation.subject.name;
});

async function list(request: ListOperationsRequestInit): Promise<ListOperationsResponseInit> {
  const { methods } = operations({ operations: table, scheduler: {} as ActionScheduler });
  const method = methods.find(({ definition }) => definition.path.endsWith('/ListOperations'));
  if (method?.kind !== 'unary') throw new Error('no such method');
  const full = { name: '', filter: '', pageSize: 0, pageToken: '', ...request };
  return (await method.handler(full, {} as CallContext)) as ListOperationsResponseInit;
}

describe('ListOperations', () => {
  test('ends a page before results make it larger than clients take', async () => {
    const seen: unknown[] = [];
    const counts: number[] = [];
    let pageToken = '';
    do {
      const page: ListOperationsResponseInit = await list({ pageToken });
      counts.push(page.operations?.length ?? 0);
      seen.push(...(page.operations ?? []).map(({ name }) => name));
      pageToken = page.nextPageToken ?? '';
    } while (pageToken !== '');
    expect(seen).toEqual(names);
    expect(counts).toEqual([2, 2, 2, 1]);
  });

  test('says when the place where a page ended is gone', async () => {
    await expect(list({ pageToken: 'operations/long-ago' })).rejects.toThrow(SandwrightError);
  });
});
