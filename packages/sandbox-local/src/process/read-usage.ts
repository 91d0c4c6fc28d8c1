/** What a process and all the children that it waited for used. */
export interface UsedResources {
  readonly cpuMs: number;
  /** Of the one process that had most at once. */
  readonly peakMemoryBytes: number;
}

/** Size of `struct rusage`. Source: getrusage(2). */
export const usageBytes = 144;

/**
 * Reads a `struct rusage` of Linux.
 * @param usage as the kernel filled it
 */
export function readUsage(usage: Buffer): UsedResources {
  return { cpuMs: milliseconds(usage, 0) + milliseconds(usage, 16), peakMemoryBytes: word(usage, 32) * 1024 };
}

function milliseconds(usage: Buffer, offset: number): number {
  return word(usage, offset) * 1000 + word(usage, offset + 8) / 1000;
}

// `long` has 64 bits on every Linux that Node 24 runs on; all of those are little endian but s390x.
function word(usage: Buffer, offset: number): number {
  return Number(process.arch === 's390x' ? usage.readBigInt64BE(offset) : usage.readBigInt64LE(offset));
}
