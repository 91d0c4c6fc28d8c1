import { describe, expect, test } from '@jest/globals';
import { emptyDigest } from '@sandwright/core';
import type { Operation, OperationSubject } from './operation.ts';
import { OperationTable } from './operation-table.ts';

const subject: Omit<OperationSubject, 'name'> = {
  instanceName: '',
  action: emptyDigest,
  digestFunction: undefined,
  wishes: { inlineStdout: false, inlineStderr: false, inlineOutputFiles: [] },
  skipCacheLookup: false,
  priority: 0,
  invocation: 'i',
  acceptedAtMs: 0,
};

describe('OperationTable', () => {
  test('the oldest finished ones make room; what goes on is never forgotten, and more is refused', () => {
    const forgotten: Operation[] = [];
    const table = new OperationTable({ maxOperations: 3, keepMs: 1_000, abandonMs: 1_000, forgotten: (each) => forgotten.push(each) });
    const [first, second] = [table.create(subject, 0), table.create(subject, 0), table.create(subject, 0)];
    expect(() => table.create(subject, 0)).toThrow(/max_operations/);
    table.finish(second, { response: new Uint8Array(1), atMs: 0 }, 0);
    const fourth = table.create(subject, 0);
    expect(forgotten).toEqual([second]);
    expect([table.find(first.subject.name), table.find(fourth.subject.name)]).toEqual([first, fourth]);
  });

  test('responses are bounded in bytes together', () => {
    const table = new OperationTable({ maxOperations: 1_000, keepMs: 1e9, abandonMs: 1e9, maxResponseBytes: 100_000 });
    const names = Array.from({ length: 500 }, () => {
      const operation = table.create(subject, 0);
      table.finish(operation, { response: new Uint8Array(1_000), atMs: 0 }, 0);
      return operation.subject.name;
    });
    expect(table.size).toBeLessThanOrEqual(100);
    expect(table.find(names.at(-1) ?? '')).toBeDefined();
    expect(table.find(names[0] ?? '')).toBeUndefined();
  });

  test('responses do not keep the larger buffers that they were made in', () => {
    const table = new OperationTable({ maxOperations: 10, keepMs: 1e9, abandonMs: 1e9 });
    const operation = table.create(subject, 0);
    table.finish(operation, { response: Buffer.alloc(65_536).subarray(100, 200), atMs: 0 }, 0);
    expect([operation.end?.response.byteLength, operation.end?.response.buffer.byteLength]).toEqual([100, 100]);
  });

  test('finished ones are kept for a while, from their end; those that nobody waits for are given up', () => {
    const table = new OperationTable({ maxOperations: 10, keepMs: 3_600_000, abandonMs: 60_000 });
    const [finished, abandoned] = [table.create(subject, 0), table.create(subject, 0)];
    finished.remembered = true;
    const atOnce = table.create(subject, 0);
    table.finish(atOnce, { response: new Uint8Array(1), atMs: 0 }, 5_000);
    table.finish(finished, { response: new Uint8Array(1), atMs: 0 }, 5_000);
    table.sweep(14_000);
    expect(table.find(atOnce.subject.name)).toBe(atOnce);
    table.sweep(25_000);
    expect(table.find(atOnce.subject.name)).toBeUndefined();
    expect(table.sweep(60_000)).toEqual([]);
    expect(table.sweep(60_001)).toEqual([abandoned]);
    table.sweep(3_604_000);
    expect(table.find(finished.subject.name)).toBe(finished);
    table.sweep(3_615_000);
    expect(table.find(finished.subject.name)).toBeUndefined();
  });
});
