import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import { type ActionResultInit, ActionResult as Message } from '../reapi/messages.ts';
import type { ActionResult, Output } from './action-result.ts';
import { decodeActionResult, encodeActionResult } from './action-result-encoding.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 10 }).map((each) => Buffer.from(each));
const digest = bytes.map((each) => digestOf(each));
const timestamp = fc.record({ seconds: fc.integer({ min: -1e9, max: 4e9 }), nanos: fc.nat(999_999_999) });
const nodeProperties = fc.record({ mtime: timestamp, unixMode: fc.nat(0o7777) }, { requiredKeys: [] });
const required = (...keys: readonly string[]) => ({ requiredKeys: keys as never[] });
const file = fc.record(
  { kind: fc.constant('file' as const), digest, isExecutable: fc.boolean(), nodeProperties, contents: bytes },
  required('kind', 'digest', 'isExecutable'),
);
const directory = fc.record(
  { kind: fc.constant('directory' as const), treeDigest: digest, rootDirectoryDigest: digest, isTopologicallySorted: fc.constant(true) },
  required('kind'),
);
const symlink = fc.record(
  {
    kind: fc.constant('symlink' as const),
    target: fc.string({ minLength: 1 }),
    nodeProperties,
    legacyKind: fc.constantFrom('file', 'directory'),
  },
  required('kind', 'target'),
);
const outputs = fc
  .uniqueArray(fc.tuple(fc.string({ maxLength: 6 }), fc.oneof(file, directory, symlink)), { maxLength: 8, selector: ([path]) => path })
  .map((list) => list.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([path, output]) => ({ ...output, path }) as Output));
const metadata = fc.record(
  {
    worker: fc.string(),
    queued: timestamp,
    workerStart: timestamp,
    workerCompleted: timestamp,
    inputFetchStart: timestamp,
    inputFetchCompleted: timestamp,
    executionStart: timestamp,
    executionCompleted: timestamp,
    outputUploadStart: timestamp,
    outputUploadCompleted: timestamp,
    virtualExecutionMs: fc.nat(1e9).map((each) => each / 1000),
    resourceUsage: fc.oneof(
      fc.record({ cpuMs: fc.nat() }),
      fc.record({ cpuMs: fc.double({ min: 0, max: 1e9 }), peakMemoryBytes: fc.maxSafeNat() }),
    ),
    limitExceeded: fc.constantFrom('memory', 'disk'),
    auxiliary: fc.array(fc.record({ typeUrl: fc.webUrl(), value: bytes }), { minLength: 1, maxLength: 2 }),
  },
  required('worker'),
);
const result = fc
  .record({ exitCode: fc.integer({ min: -128, max: 255 }), stdout: bytes, stderr: bytes, inline: fc.boolean(), outputs, metadata })
  .map(
    ({ inline, stdout, stderr, ...rest }) =>
      ({
        ...rest,
        stdout: digestOf(stdout),
        stderr: digestOf(stderr),
        ...(inline && { stdoutRaw: stdout, stderrRaw: stderr }),
      }) as ActionResult,
  );

describe('ActionResult', () => {
  test('nothing is lost on the way there and back', () => {
    fc.assert(
      fc.property(result, (each) => expect(decodeActionResult(encodeActionResult(each))).toEqual(each)),
      { numRuns: 300 },
    );
  });

  const decode = (message: ActionResultInit): ActionResult => decodeActionResult(Message.encode(message).finish());

  test('links of before REAPI 2.1 are read, and written to the old list and to the new one', () => {
    const old = decode({ outputFileSymlinks: [{ path: 'f', target: 'x' }], outputDirectorySymlinks: [{ path: 'd', target: 'y' }] });
    expect(old.outputs).toEqual([
      { kind: 'symlink', path: 'd', target: 'y', legacyKind: 'directory' },
      { kind: 'symlink', path: 'f', target: 'x', legacyKind: 'file' },
    ]);
    const again = Message.decode(encodeActionResult(old));
    expect(again.outputSymlinks.map(({ path }) => path)).toEqual(['d', 'f']);
    expect(again.outputFileSymlinks.map(({ path }) => path)).toEqual(['f']);
    expect(again.outputDirectorySymlinks.map(({ path }) => path)).toEqual(['d']);
  });

  test('streams that came inline without a digest get one; none at all are empty', () => {
    expect(decode({ stdoutRaw: Buffer.from('hi') }).stdout).toEqual(digestOf(Buffer.from('hi')));
    expect(decode({}).stderr).toEqual(emptyDigest);
    const sha1 = decodeActionResult(Message.encode({ stderrRaw: Buffer.from('hi') }).finish(), 'SHA1');
    expect(sha1.stderr).toEqual({ hash: 'c22b5f9178342609428d6f51b2c5af4c0bde6a42', sizeBytes: 2 });
  });

  test.each<[string, ActionResultInit]>([
    ['a file without a digest', { outputFiles: [{ path: 'a' }] }],
    ['a tree digest that is none', { outputDirectories: [{ path: 'a', treeDigest: { hash: 'zz', sizeBytes: 1 } }] }],
    ['a time that is none', { executionMetadata: { queuedTimestamp: { nanos: 2_000_000_000 } } }],
    ['a negative duration', { executionMetadata: { virtualExecutionDuration: { seconds: -1 } } }],
  ])('refuses %s', (_, message) => {
    expect(() => decode(message)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
  });

  test('refuses bytes that are none', () => {
    expect(() => decodeActionResult(Buffer.from([0x12, 0x7f]))).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
  });
});
