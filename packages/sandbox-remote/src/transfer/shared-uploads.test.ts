import { expect, test } from '@jest/globals';
import { digestOf } from '@sandwright/core';
import { SharedUploads } from './shared-uploads.ts';

const [a, b] = [digestOf(Buffer.from('a')), digestOf(Buffer.from('b'))];

test('who comes second waits for who came first', async () => {
  const uploads = new SharedUploads();
  expect(uploads.claim([a])).toEqual({ mine: [a], others: [] });
  const { mine, others } = uploads.claim([a, b]);
  expect([mine, others]).toEqual([[b], [a]]);
  let waited = false;
  const waiting = uploads.wait(others).then((failed) => {
    waited = true;
    return failed;
  });
  await Promise.resolve();
  expect(waited).toBe(false);
  uploads.done([a]);
  expect(await waiting).toEqual([]);
  expect(uploads.claim([a]).mine).toEqual([a]);
});

test('who waited learns what the other did not manage', async () => {
  const uploads = new SharedUploads();
  uploads.claim([a, b]);
  const waiting = uploads.wait([a, b]);
  uploads.done([a]);
  uploads.failed([b]);
  expect(await waiting).toEqual([b]);
});

test('a signal ends the wait', async () => {
  const uploads = new SharedUploads();
  uploads.claim([a]);
  const controller = new AbortController();
  const waiting = uploads.wait([a], { signal: controller.signal });
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
});
