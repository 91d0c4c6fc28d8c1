import { describe, expect, it } from '@jest/globals';
import { keyringFilter } from './keyring-filter.ts';

/** A seccomp filter run by hand. Source: linux/filter.h, bpf(4). */
function verdict(filter: Uint8Array, architecture: number, number: number): number {
  const bytes = Buffer.from(filter);
  let accumulator = 0;
  for (let at = 0; at < bytes.byteLength; at += 8) {
    const code = bytes.readUInt16LE(at);
    const k = bytes.readUInt32LE(at + 4);
    if (code === 0x20) accumulator = k === 0 ? number : architecture;
    else if (code === 0x54) accumulator = (accumulator & k) >>> 0;
    else if (code === 0x15) at += 8 * bytes.readUInt8(at + (accumulator === k ? 2 : 3));
    else if (code === 0x06) return k;
    else throw new Error(`instruction ${code}`);
  }
  throw new Error('the filter has no end');
}

const allow = 0x7fff_0000;
const refuse = 0x0005_0001;

describe('keyringFilter', () => {
  it.each([
    ['x86-64', 0xc000_003e, [248, 249, 250]],
    ['i386', 0x4000_0003, [286, 287, 288]],
    ['aarch64', 0xc000_00b7, [217, 218, 219]],
    ['arm', 0x4000_0028, [309, 310, 311]],
  ] as const)('refuses the calls for keys on %s and no other', (_name, architecture, numbers) => {
    const refused: readonly number[] = numbers;
    for (let number = 0; number < 600; number += 1) {
      expect([number, verdict(keyringFilter(), architecture, number)]).toEqual([number, refused.includes(number) ? refuse : allow]);
    }
  });

  it('is not got around by x32 calls, and leaves unknown processors alone', () => {
    expect(verdict(keyringFilter(), 0xc000_003e, 0x4000_0000 + 250)).toBe(refuse);
    expect(verdict(keyringFilter(), 0x1234, 250)).toBe(allow);
  });
});
