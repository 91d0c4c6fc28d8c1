import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type BlobEngine, type LocalStore, openLocalStore } from '@sandwright/core';
import { CompleteTrees } from './complete-trees.ts';

let directory: string;
let store: LocalStore;
let engine: BlobEngine;
let now = 0;
const clock = { now: () => now };
const root = { hash: 'a'.repeat(64), sizeBytes: 10 };
const other = { hash: 'b'.repeat(64), sizeBytes: 10 };

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandwright-trees-'));
  store = await openLocalStore({ directory, mode: 'exclusive' });
  engine = store.engine;
});

afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

test('a tree is remembered for a moment, counted from when it was looked at, and never for longer than its blobs are promised', () => {
  now = 1_000_000;
  const trees = new CompleteTrees(clock);
  expect(trees.find(engine, root, undefined)).toBeUndefined();
  trees.add(engine, root, undefined, { inputs: ['x'] }, now - 5_000);
  expect(trees.find(engine, root, undefined)?.inputs).toEqual(['x']);
  expect(engine.parts.promiseSeconds * 500).toBeGreaterThanOrEqual(30_000);
  now += 24_999;
  expect(trees.find(engine, root, undefined)).toBeDefined();
  now += 1;
  expect(trees.find(engine, root, undefined)).toBeUndefined();
  const hasty = { parts: { promiseSeconds: 2 } } as unknown as BlobEngine;
  trees.add(hasty, root, undefined, { inputs: [] }, now);
  now += 1_000;
  expect(trees.find(hasty, root, undefined)).toBeUndefined();
});

test('trees of other stores, other functions and other sizes are others, and the oldest is forgotten first', () => {
  const trees = new CompleteTrees(clock, 2);
  trees.add(engine, root, undefined, { inputs: [] }, now);
  expect(trees.find({ parts: engine.parts } as unknown as BlobEngine, root, undefined)).toBeUndefined();
  expect(trees.find(engine, root, 'SHA512')).toBeUndefined();
  expect(trees.find(engine, { ...root, sizeBytes: 11 }, undefined)).toBeUndefined();
  trees.add(engine, other, undefined, { inputs: [] }, now);
  trees.add(engine, root, undefined, { inputs: [] }, now);
  trees.add(engine, root, 'SHA512', { inputs: [] }, now);
  expect(trees.find(engine, other, undefined)).toBeUndefined();
  expect(trees.find(engine, root, undefined)).toBeDefined();
});
