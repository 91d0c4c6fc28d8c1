import { describe, expect, test } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import { grpcStatusOf } from '../../errors/grpc-status.ts';
import { inputsMissing } from '../../errors/refusals.ts';
import { HpackDecoder } from './hpack-decoder.ts';
import { encodeTrailers, responseHead } from './response-headers.ts';

function decoded(block: Buffer): Map<string, string> {
  const list = new HpackDecoder(1 << 20).decode(block) ?? [];
  return new Map(list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? ''] as const] : [])));
}

const listBytes = (block: Buffer): number => [...decoded(block)].reduce((sum, [name, value]) => sum + name.length + value.length + 32, 0);

describe('trailers', () => {
  test('a message is percent-encoded, and one that is too long is cut between two characters', () => {
    expect(decoded(encodeTrailers(3, 'a % of\n界')).get('grpc-message')).toBe('a %25 of%0A%E7%95%8C');
    const cut = decoded(encodeTrailers(3, '界'.repeat(2_000))).get('grpc-message') ?? '';
    expect(cut.length).toBeGreaterThan(2_000);
    expect(cut.length).toBeLessThanOrEqual(2_048);
    expect(decodeURIComponent(cut)).toBe('界'.repeat(cut.length / 9));
  });

  test('the largest fit into the 8 KiB of headers that most clients take', () => {
    const missing = Array.from({ length: 500 }, (_, n) => ({ hash: 'a'.repeat(64), sizeBytes: 1e14 + n }));
    const long = new SandwrightError('REMOTE_UNAVAILABLE', '界'.repeat(9_000), { retryable: true });
    for (const error of [inputsMissing(missing), long]) {
      const { code, message, detailsBin } = grpcStatusOf(error);
      expect(detailsBin).toBeDefined();
      expect(listBytes(Buffer.concat([responseHead, encodeTrailers(code, message, detailsBin)]))).toBeLessThan(8_192);
    }
  });
});
