import type { CallOptions } from '../../util/call-options.ts';
import { Semaphore } from '../../util/semaphore.ts';

const mostAtOnce = 4;

/**
 * Places for comparing large blobs that come as zstd with their digests. A decompressor may hold 32 MiB for as long as its client takes to
 * send a few kilobytes, so there are few, however many clients send.
 */
export class FrameChecks {
  readonly #asTheyCome = new Semaphore(mostAtOnce);
  readonly #fromDisk = new Semaphore(mostAtOnce);

  /** A place for looking at frames while they come; undefined where all are taken, and what comes is to be looked at afterwards. */
  async asTheyCome(): Promise<Disposable | undefined> {
    return this.#asTheyCome.held < mostAtOnce ? await this.#asTheyCome.acquire() : undefined;
  }

  /** Waits for a place for looking at frames that are on the disk, which no client can hold up. */
  async fromDisk(options: CallOptions): Promise<Disposable> {
    return await this.#fromDisk.acquire(options);
  }
}
