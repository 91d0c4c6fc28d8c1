import { readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import type { ProcessLimits } from './launch-request.ts';
import { check, libc } from './libc.ts';

type Resource = 'cpu' | 'core' | 'memory' | 'processes';

// Numbers of RLIMIT_CPU, RLIMIT_CORE, RLIMIT_DATA (what a process can write to, not what it reserves), RLIMIT_NPROC; the last differs between systems.
const numbers: Readonly<Record<Resource, number>> = { cpu: 0, core: 4, memory: 2, processes: process.platform === 'linux' ? 6 : 7 };

/** Limits that are in force for whatever is spawned next. */
export interface LoweredLimits {
  /** Makes them final for that process. */
  seal(pid: number): void;
  /** Puts back what was for this process. */
  restore(): void;
}

/**
 * Lowers limits of this process, to be inherited by the one spawned next; not so far that this process could not live with them.
 * @param limits what is bounded; core dumps always are, to nothing
 */
export function lowerLimits(limits: ProcessLimits): LoweredLimits {
  const wanted: [Resource, number][] = [['core', 0]];
  if (limits.cpuSeconds !== undefined) wanted.push(['cpu', Math.ceil(limits.cpuSeconds)]);
  if (limits.memoryBytes !== undefined) wanted.push(['memory', limits.memoryBytes]);
  if (limits.processes !== undefined) wanted.push(['processes', limits.processes]);
  const changes = wanted.map(([resource, value]) => {
    const before = readLimit(resource);
    const hard = readNumber(before, 8);
    const bounded = BigInt(value) < hard ? BigInt(value) : hard;
    const bearable = BigInt(Math.max(value, ownNeed(resource)));
    return { resource, before, lowered: limitOf(bearable < hard ? bearable : hard, hard), final: limitOf(bounded, bounded) };
  });
  const restore = (): void => {
    for (const { resource, before } of changes) check(libc.setrlimit(numbers[resource], before), `setrlimit of ${resource}`);
  };
  // The soft limit alone: not even root may lift a hard one again everywhere (CAP_SYS_RESOURCE).
  for (const { resource, lowered } of changes) check(libc.setrlimit(numbers[resource], lowered), `setrlimit of ${resource}`);
  return {
    restore,
    seal: (pid) => {
      if (process.platform !== 'linux') return;
      // That it has ended meanwhile is fine.
      for (const { resource, final } of changes) libc.prlimit(pid, numbers[resource], final, null);
    },
  };
}

/** Room for whatever V8 does meanwhile, bytes. */
const spareBytes = 64 << 20;

/** Where nothing tells what this process holds, bytes; V8 alone has half of it. */
const unknownBytes = 1 << 30;

/**
 * The memory that this process must be left with, bytes, or V8 ends it in the moment of a spawn. What the command starts before its own limit
 * is sealed may have as much, and no more; so may the command itself where this process may not seal it (another user's, without
 * CAP_SYS_RESOURCE).
 */
function ownNeed(resource: Resource): number {
  if (process.platform !== 'linux' || resource !== 'memory') return 0;
  try {
    const kilobytes = /^VmData:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
    return kilobytes === undefined ? unknownBytes : Number(kilobytes) * 1024 + spareBytes;
  } catch {
    return unknownBytes;
  }
}

function limitOf(soft: bigint, hard: bigint): Buffer {
  const limit = Buffer.alloc(16);
  writeNumber(limit, 0, soft);
  writeNumber(limit, 8, hard);
  return limit;
}

function readLimit(resource: Resource): Buffer {
  const limit = Buffer.alloc(16);
  check(libc.getrlimit(numbers[resource], limit), `getrlimit of ${resource}`);
  return limit;
}

function readNumber(buffer: Buffer, offset: number): bigint {
  return endianness() === 'LE' ? buffer.readBigUInt64LE(offset) : buffer.readBigUInt64BE(offset);
}

function writeNumber(buffer: Buffer, offset: number, value: bigint): void {
  if (endianness() === 'LE') buffer.writeBigUInt64LE(value, offset);
  else buffer.writeBigUInt64BE(value, offset);
}

/** User and system time of all children that were waited for, milliseconds. Source: getrusage(2). */
export function childrenCpuMs(): number {
  const usage = Buffer.alloc(256);
  check(libc.getrusage(-1, usage), 'getrusage');
  const part = (offset: number): number =>
    Number(readNumber(usage, offset)) * 1000 + (Number(readNumber(usage, offset + 8)) & 0xffff_ffff) / 1000;
  return part(0) + part(16);
}
