import { describe, expect, test } from '@jest/globals';
import { digestKey, digestOf, emptyDigest, parseDigest } from './digest.ts';

describe('Digest', () => {
  test('of no bytes is the empty digest', () => {
    expect(digestOf(new Uint8Array())).toEqual(emptyDigest);
  });

  test('is named as in resource names', () => {
    expect(digestKey(digestOf(Buffer.from('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad/3');
  });

  test.each([
    ['', 0],
    ['g'.repeat(64), 0],
    ['A'.repeat(64), 0],
    ['a'.repeat(63), 0],
    ['a'.repeat(64), -1],
    ['a'.repeat(64), 0.5],
    ['a'.repeat(64), 2 ** 53],
  ])('refuses %p of size %p', (hash, size) => {
    expect(() => parseDigest(hash, size)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
  });
});
