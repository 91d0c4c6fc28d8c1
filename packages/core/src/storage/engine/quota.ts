import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { StoreFileSystem } from './store-file-system.ts';

/** A number of bytes, or a part of the disk as `10%`. */
export type ByteAmount = number | `${number}%`;

/** A twentieth of a large disk is more than anybody needs to go on working, bytes. */
const mostReserved = 2 * 1024 ** 3;

/** How much a store may hold. The three words are BuildStream's. */
export interface QuotaOptions {
  /** At most so much; by default as much as the disk has, less the reserve. */
  readonly quota?: ByteAmount;
  /** So much of the disk stays free for others; 5% by default, but no more than 2 GiB. */
  readonly reservedDiskSpace?: ByteAmount;
  /** Once the quota is reached, room is made until only so much is held: an amount, or a part of the quota; 80% by default. */
  readonly lowWatermark?: ByteAmount;
}

/** What the quota comes to at the moment. */
export interface QuotaBounds {
  readonly limitBytes: number;
  readonly lowBytes: number;
}

function amountOf(name: string, amount: ByteAmount, whole: number): number {
  const value = typeof amount === 'number' ? amount : (Number(amount.slice(0, -1)) / 100) * whole;
  if (!Number.isFinite(value) || value < 0 || (typeof amount === 'string' && value > whole)) {
    throw new SandwrightError('CONFIG_INVALID', `${name}: "${amount}" is neither a number of bytes nor a part from 0% to 100%`);
  }
  return Math.floor(value);
}

/**
 * The bounds that options give on a disk as full as it is now.
 * @param usedBytes what the store holds; of the free space on the disk it may use what is beyond the reserve
 * @throws SandwrightError CONFIG_INVALID for an amount that makes no sense
 */
export function quotaBounds(options: QuotaOptions, fs: StoreFileSystem, directory: string, usedBytes: number): QuotaBounds {
  const { totalBytes, freeBytes } = fs.diskSpace(directory);
  const reserve = amountOf('reserved-disk-space', options.reservedDiskSpace ?? Math.min(mostReserved, totalBytes / 20), totalBytes);
  const quota = options.quota === undefined ? Number.POSITIVE_INFINITY : amountOf('quota', options.quota, totalBytes);
  const limitBytes = Math.min(quota, Math.max(0, usedBytes + freeBytes - reserve));
  const lowBytes = Math.min(limitBytes, amountOf('low-watermark', options.lowWatermark ?? '80%', limitBytes));
  return { limitBytes, lowBytes };
}

/** The error for a write that the quota has no room for, after all that may go is gone. */
export function quotaExhausted(bytes: number, { limitBytes }: QuotaBounds): SandwrightError {
  return new SandwrightError(
    'RESOURCE_EXHAUSTED',
    `the store is full: ${bytes} bytes more would exceed its ${limitBytes} bytes, and all it holds is in use`,
    {
      hint: 'raise quota, lower reserved-disk-space, or free some disk; blobs used lately are never removed',
      details: { limitBytes, bytes },
    },
  );
}
