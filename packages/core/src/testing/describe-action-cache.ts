import assert from 'node:assert/strict';
import type { ActionResult } from '../action/action-result.ts';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import type { ActionCache } from '../storage/action-cache.ts';
import { type ContractCase, type ContractTestRunner, describeContract } from './contract-case.ts';

/** `persistent`: results outlive the object (`reopen`). */
export type ActionCacheCapability = 'persistent';

/** An action cache under test. */
export interface ActionCacheSubject {
  /** Empty at first. */
  readonly actionCache: ActionCache;
  /** Stores a blob that results may name; wanted of a cache that checks results for completeness. */
  readonly storeBlob?: (data: Uint8Array) => Promise<void>;
  /** Closes the cache and opens it again; wanted where `persistent` is promised. */
  readonly reopen?: () => Promise<ActionCache>;
}

/** One statement about every action cache. */
export type ActionCacheCase = ContractCase<ActionCacheSubject, ActionCacheCapability>;

const actionDigest = (name: string) => digestOf(Buffer.from(`action ${name}`));
const file = Buffer.from('what the action wrote');
const complaint = Buffer.from('what it had to say');

/** A result with something in most of its fields. */
function sampleResult(exitCode = 0): ActionResult {
  return {
    exitCode,
    stdout: emptyDigest,
    stderr: digestOf(complaint),
    outputs: [
      { kind: 'symlink', path: 'lib/latest', target: '../out/prog' },
      { kind: 'file', path: 'out/prog', digest: digestOf(file), isExecutable: true },
      { kind: 'file', path: 'out/prog.d', digest: digestOf(file), isExecutable: false },
    ],
    metadata: {
      worker: 'worker-1',
      queued: { seconds: 1_700_000_000, nanos: 5 },
      executionStart: { seconds: 1_700_000_001, nanos: 0 },
      executionCompleted: { seconds: 1_700_000_002, nanos: 999_999_999 },
    },
  };
}

async function storeBlobs(subject: ActionCacheSubject): Promise<void> {
  await subject.storeBlob?.(file);
  await subject.storeBlob?.(complaint);
}

// Optional fields may come back as undefined rather than absent; outputs in another order would be another result.
function assertSameResult(actual: ActionResult | undefined, expected: ActionResult): void {
  assert.ok(actual !== undefined, 'the result is there');
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
  // Standard output and error may be inlined beside their digests.
  const without = { metadata: undefined, stdoutRaw: undefined, stderrRaw: undefined };
  assert.deepEqual(plain({ ...actual, ...without }), plain({ ...expected, ...without }));
  assert.equal(actual.metadata.worker, expected.metadata.worker);
  assert.deepEqual(plain(actual.metadata.executionCompleted), plain(expected.metadata.executionCompleted));
}

/** The contract of `ActionCache`, as data. */
export const actionCacheCases: readonly ActionCacheCase[] = [
  {
    title: 'has no result of an action that never ran',
    needs: [],
    run: async ({ actionCache }) => assert.equal(await actionCache.get(actionDigest('never')), undefined),
  },
  {
    title: 'gives back what was put, every field of it',
    needs: [],
    run: async (subject) => {
      await storeBlobs(subject);
      await subject.actionCache.put(actionDigest('a'), sampleResult());
      assertSameResult(await subject.actionCache.get(actionDigest('a')), sampleResult());
      assert.equal(await subject.actionCache.get(actionDigest('b')), undefined);
      assert.equal(await subject.actionCache.get({ ...actionDigest('a'), sizeBytes: 1 }), undefined);
    },
  },
  {
    title: 'replaces an earlier result of the same action',
    needs: [],
    run: async (subject) => {
      await storeBlobs(subject);
      for (const exitCode of [1, 2, 3]) await subject.actionCache.put(actionDigest('a'), sampleResult(exitCode));
      assert.equal((await subject.actionCache.get(actionDigest('a')))?.exitCode, 3);
    },
  },
  {
    title: 'takes 100 results at once',
    needs: [],
    run: async (subject) => {
      await storeBlobs(subject);
      const codes = Array.from({ length: 100 }, (_, n) => n);
      await Promise.all(codes.map((n) => subject.actionCache.put(actionDigest(`n${n}`), sampleResult(n))));
      const read = await Promise.all(codes.map((n) => subject.actionCache.get(actionDigest(`n${n}`))));
      assert.deepEqual(
        read.map((result) => result?.exitCode),
        codes,
      );
    },
  },
  {
    title: "rejects with the signal's reason where it is already aborted",
    needs: [],
    run: async (subject) => {
      await storeBlobs(subject);
      const reason = new RangeError('given up');
      const options = { signal: AbortSignal.abort(reason) };
      await assert.rejects(subject.actionCache.put(actionDigest('a'), sampleResult(), options), (error) => error === reason);
      await assert.rejects(subject.actionCache.get(actionDigest('a'), options), (error) => error === reason);
      assert.equal(await subject.actionCache.get(actionDigest('a')), undefined);
    },
  },
  {
    title: 'holds its results after it was closed and opened again',
    needs: ['persistent'],
    run: async (subject) => {
      await storeBlobs(subject);
      await subject.actionCache.put(actionDigest('a'), sampleResult(4));
      await subject.actionCache.put(actionDigest('a'), sampleResult(5));
      const again = await subject.reopen?.();
      assert.ok(again !== undefined, 'a persistent cache must give `reopen`');
      assertSameResult(await again.get(actionDigest('a')), sampleResult(5));
    },
  },
];

/**
 * Runs the contract of `ActionCache` against an implementation.
 * @param name what is tested
 * @param make an empty cache for each case, disposed afterwards
 * @param runner `describe` and `it` of jest, vitest or node:test
 * @param options the capabilities promised, none by default
 */
export function describeActionCache(
  name: string,
  make: () => Promise<ActionCacheSubject & Partial<AsyncDisposable>>,
  runner: ContractTestRunner,
  options: { readonly capabilities?: readonly ActionCacheCapability[] } = {},
): void {
  const capabilities = new Set(options.capabilities);
  describeContract({ name: `${name} as ActionCache`, runner, cases: actionCacheCases, capabilities, make });
}
