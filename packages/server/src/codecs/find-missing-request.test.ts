import { describe, expect, test } from '@jest/globals';
import { FindMissingBlobsRequest, FindMissingBlobsResponse } from '@sandwright/core/reapi';
import fc from 'fast-check';
import { FindMissingAnswer, scanFindMissing } from './find-missing-request.ts';

const runs = { seed: 5, numRuns: process.env['SANDWRIGHT_SOAK'] === '1' ? 200_000 : 1_500 };

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => Buffer.from(each).toString('hex'));
const digest = fc.record({
  hash,
  sizeBytes: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 48 })),
});
const ordinary = fc.record({
  instanceName: fc.constantFrom('', 'main', 'a/b'),
  blobDigests: fc.array(digest, { maxLength: 8 }),
  digestFunction: fc.constantFrom(0, 1),
});
const odd = fc.record({
  instanceName: fc.string(),
  blobDigests: fc.array(fc.record({ hash: fc.oneof(hash, fc.string()), sizeBytes: fc.integer({ min: -1, max: 5 }) }), { maxLength: 4 }),
  digestFunction: fc.integer({ min: 0, max: 9 }),
});

function scanned(bytes: Buffer): { instanceName: string; digests: { hash: string; sizeBytes: number }[] } | undefined {
  const found = scanFindMissing(bytes);
  if (found === undefined) return undefined;
  const digests = Array.from({ length: found.count }, (_, index) => {
    const from = found.places[index * 4 + 2] ?? 0;
    return { hash: bytes.toString('utf8', from, from + 64), sizeBytes: found.places[index * 4 + 3] ?? 0 };
  });
  return { instanceName: found.instanceName, digests };
}

function generated(bytes: Buffer): { instanceName: string; digests: { hash: string; sizeBytes: number }[]; digestFunction: number } {
  const { instanceName, blobDigests, digestFunction } = FindMissingBlobsRequest.decode(bytes);
  return { instanceName, digests: blobDigests.map(({ hash: text, sizeBytes }) => ({ hash: text, sizeBytes })), digestFunction };
}

describe('scanning a FindMissingBlobsRequest', () => {
  test('what clients send is scanned, and says what the generated code says', () => {
    fc.assert(
      fc.property(ordinary, (request) => {
        const bytes = Buffer.from(FindMissingBlobsRequest.encode(request).finish());
        const { digestFunction: _, ...expected } = generated(bytes);
        expect(scanned(bytes)).toEqual(expected);
      }),
      runs,
    );
  });

  test('whatever is scanned is a message of the generated code with the same meaning, and SHA-256', () => {
    let understood = 0;
    const mutated = fc.tuple(fc.oneof(ordinary, odd), fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 3 }), fc.nat(20));
    fc.assert(
      fc.property(mutated, ([request, changes, cut]) => {
        const whole = Buffer.from(FindMissingBlobsRequest.encode(request).finish());
        const bytes = cut === 0 ? whole.subarray(0, whole.byteLength >> 1) : whole;
        for (const [at, value] of changes) if (at < bytes.byteLength) bytes[at] = value;
        const found = scanned(bytes);
        if (found === undefined) return;
        // Whoever looks up a hash that is not hexadecimal leaves the message to the generated code.
        if (!found.digests.every((each) => /^[0-9a-f]{64}$/.test(each.hash))) return;
        const { digestFunction, ...expected } = generated(bytes);
        understood += 1;
        expect([0, 1]).toContain(digestFunction);
        expect(found).toEqual(expected);
      }),
      runs,
    );
    expect(understood).toBeGreaterThan(runs.numRuns / 20);
  });

  test('the answer is the digests as they came', () => {
    const blobDigests = ['a', 'b', 'c', 'd'].map((letter, index) => ({ hash: letter.repeat(64), sizeBytes: index + 1 }));
    const bytes = Buffer.from(FindMissingBlobsRequest.encode({ instanceName: 'x', blobDigests }).finish());
    const found = scanFindMissing(bytes);
    const answer = new FindMissingAnswer(bytes);
    for (const index of [0, 1, 3]) answer.add(found?.places[index * 4] ?? 0, found?.places[index * 4 + 1] ?? 0);
    const { missingBlobDigests } = FindMissingBlobsResponse.decode(answer.encode());
    expect(missingBlobDigests.map(({ sizeBytes }) => sizeBytes)).toEqual([1, 2, 4]);
  });
});
