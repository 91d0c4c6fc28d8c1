import { endianness } from 'node:os';

// linux/filter.h, linux/seccomp.h, linux/audit.h
const loadWord = 0x20;
const jumpIfEqual = 0x15;
const and = 0x54;
const give = 0x06;
const numberOffset = 0;
const architectureOffset = 4;
const allow = 0x7fff_0000;
const refuse = 0x0005_0000 + 1; // SECCOMP_RET_ERRNO with EPERM

/** add_key, request_key and keyctl have numbers next to one another, in each of the ways a processor can be called. */
const architectures: readonly { readonly audit: number; readonly numbers: readonly number[] }[] = [
  { audit: 0xc000_003e, numbers: [248, 249, 250] }, // x86-64
  { audit: 0x4000_0003, numbers: [286, 287, 288] }, // i386
  { audit: 0xc000_00b7, numbers: [217, 218, 219] }, // aarch64
  { audit: 0x4000_0028, numbers: [309, 310, 311] }, // arm
];

// x32 calls have the numbers of x86-64 with this bit.
const withoutX32Bit = ~0x4000_0000 >>> 0;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, k: number];

/**
 * A filter that refuses the system calls for keys, as bwrap's --seccomp takes it. The kernel's keyrings are in no namespace that an action has
 * of its own: keys of one would be there for the next, and those of whoever started the spawner for all. Source: seccomp(2), keyrings(7).
 */
export function keyringFilter(): Uint8Array {
  const blocks = architectures.flatMap(({ audit, numbers }): readonly Instruction[] => {
    const block: readonly Instruction[] = [
      [loadWord, 0, 0, numberOffset],
      [and, 0, 0, withoutX32Bit],
      ...numbers.map((number, index): Instruction => [jumpIfEqual, numbers.length - index, 0, number]),
      [give, 0, 0, allow],
      [give, 0, 0, refuse],
    ];
    // Another architecture goes on behind the block, with the architecture still loaded.
    return [[jumpIfEqual, 0, block.length, audit], ...block];
  });
  const program: readonly Instruction[] = [[loadWord, 0, 0, architectureOffset], ...blocks, [give, 0, 0, allow]];
  const bytes = Buffer.alloc(program.length * 8);
  const little = endianness() === 'LE';
  for (const [index, [code, ifTrue, ifFalse, k]] of program.entries()) {
    const at = index * 8;
    if (little) bytes.writeUInt16LE(code, at);
    else bytes.writeUInt16BE(code, at);
    bytes.writeUInt8(ifTrue, at + 2);
    bytes.writeUInt8(ifFalse, at + 3);
    if (little) bytes.writeUInt32LE(k, at + 4);
    else bytes.writeUInt32BE(k, at + 4);
  }
  return bytes;
}
