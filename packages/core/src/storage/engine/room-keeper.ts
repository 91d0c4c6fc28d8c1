import { type QuotaBounds, quotaExhausted } from './quota.ts';
import type { TidyReport } from './tidier.ts';

/** What the keeper asks of the store. */
export interface RoomKeeperOptions {
  /** What the store holds, bytes; an estimate that is rather too high will do. */
  readonly measure: () => number;
  readonly bounds: (usedBytes: number) => QuotaBounds;
  /** Makes room for so many bytes at least; undefined where another process is at it already. */
  readonly tidy: (roomBytes: number) => Promise<TidyReport | undefined>;
  /** Measures only once so many bytes were written: for a store whose measuring costs more than most runs write. */
  readonly measureAfterBytes: number;
  readonly now: () => number;
}

// The disk may get full by what others write, so the bounds are looked at again now and then.
const boundsEveryBytes = 64 * 1024 * 1024;
const retryMs = 1000;

/** Counts what is written and has room made in time: in the background when the end is near, and before the write when it is reached. */
export class RoomKeeper {
  readonly #options: RoomKeeperOptions;
  #used: number | undefined;
  #bounds: QuotaBounds = { limitBytes: 0, lowBytes: 0 };
  #written = 0;
  #lookAt = 0;
  #running: Promise<TidyReport | undefined> | undefined;
  #fullUntil = 0;
  #sinceTidying = 0;

  constructor(options: RoomKeeperOptions) {
    this.#options = options;
    this.#lookAt = options.measureAfterBytes;
  }

  /**
   * Takes room for a write.
   * @returns undefined if there is room, as there nearly always is; else a promise that resolves once there is
   * @throws (rejects with) RESOURCE_EXHAUSTED if none can be made
   */
  take(bytes: number): Promise<void> | undefined {
    this.#written += bytes;
    this.#add(bytes);
    if (this.#written >= this.#lookAt) this.#look();
    if (this.#used === undefined) return undefined;
    const { limitBytes, lowBytes } = this.#bounds;
    if (this.#used > limitBytes) return this.#make(bytes);
    if (this.#used > lowBytes + (limitBytes - lowBytes) * 0.9) this.#tidy().catch(() => {});
    return undefined;
  }

  /** Whether so much fits without anything having to go, as far as is known. */
  hasRoom(bytes: number): boolean {
    if (this.#written >= this.#lookAt) this.#look();
    const { limitBytes, lowBytes } = this.#bounds;
    return this.#used !== undefined && this.#used + bytes < lowBytes + (limitBytes - lowBytes) / 2;
  }

  /** Has room made if the store holds more than it may; for when a process has written and is about to end. */
  async settle(): Promise<void> {
    await this.#running?.catch(() => {});
    if (this.#written === 0) return;
    this.#look();
    if ((this.#used ?? 0) > this.#bounds.limitBytes) await this.#tidy();
  }

  #look(): void {
    this.#lookAt = this.#written + boundsEveryBytes;
    this.#used ??= this.#options.measure();
    this.#bounds = this.#options.bounds(this.#used);
  }

  async #make(bytes: number): Promise<void> {
    // Not counted while it waits: what comes out of the tidying does not hold it either.
    this.#add(-bytes);
    // What can never fit is no reason to remove anything.
    if (bytes > this.#bounds.limitBytes || this.#options.now() < this.#fullUntil) throw quotaExhausted(bytes, this.#bounds);
    const isTooMuch = (): boolean => (this.#used ?? 0) + bytes > this.#bounds.limitBytes;
    // One that is under way may have been begun for less than this takes.
    const wasRunning = this.#running !== undefined;
    let report = await this.#tidy(bytes);
    const isLarge = bytes > this.#bounds.limitBytes - this.#bounds.lowBytes;
    if (wasRunning && isLarge && report !== undefined && isTooMuch()) report = await this.#tidy(bytes, this.#sinceTidying);
    if (report !== undefined && isTooMuch()) {
      // Looking at everything again for each refused write would make a full store a slow one too.
      this.#fullUntil = this.#options.now() + retryMs;
      throw quotaExhausted(bytes, this.#bounds);
    }
    this.#add(bytes);
  }

  #add(bytes: number): void {
    if (this.#used !== undefined) this.#used += bytes;
    this.#sinceTidying += bytes;
  }

  /** @param taken bytes that were taken lately, and may not be in what is measured */
  #tidy(roomBytes = 0, taken = 0): Promise<TidyReport | undefined> {
    if (this.#running !== undefined) return this.#running;
    this.#sinceTidying = taken;
    this.#running = this.#options
      .tidy(roomBytes)
      .then((report) => {
        // What was taken meanwhile may be counted twice; rather that than not at all.
        this.#used = (report?.usedBytes ?? this.#options.measure()) + this.#sinceTidying;
        this.#bounds = report?.bounds ?? this.#options.bounds(this.#used);
        return report;
      })
      .finally(() => {
        this.#running = undefined;
      });
    return this.#running;
  }
}
