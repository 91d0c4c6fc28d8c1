import { type Clock, SandwrightError } from '@sandwright/core';
import { Upload, type UploadTarget } from './upload.ts';

/** Bounds on uploads that are not finished. */
export interface UploadLimits {
  /** How many there may be at once, going on or cut. */
  readonly maxUploads: number;
  /** Bytes of memory of all of them. */
  readonly maxBytes: number;
  /** How long one that was cut is kept for its client to come back, milliseconds. */
  readonly keepMs: number;
}

interface Entry {
  readonly upload: Upload;
  /** Ends the call that feeds it, if there is one. */
  takeOver: ((reason: SandwrightError) => void) | undefined;
  /** When it was cut. */
  cutAt: number;
  /** What it counts for in the sum of memory. */
  heldBytes: number;
}

/** An upload lent to one call. */
export interface LentUpload {
  /** Bytes taken so far, in the form in which they are sent. */
  readonly received: number;
  /** Takes the next bytes; throws as `Upload.push`, and RESOURCE_EXHAUSTED when unfinished uploads hold more memory than they may. */
  push(piece: Uint8Array): Promise<void>;
  /** Checks and stores the blob; throws as `Upload.finish`. */
  finish(): Promise<void>;
  /** Rejects when another call takes the upload over. */
  readonly takenOver: Promise<never>;
  /** The blob is stored, or never will be: forgets the upload. */
  close(reason?: SandwrightError): void;
  /** The call has ended before the blob has: keeps the upload for a while. */
  suspend(): void;
}

/** Uploads by their resource name, so that a client whose connection was cut can go on where it was. */
export class UploadRegistry implements Disposable {
  readonly #limits: UploadLimits;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #entries = new Map<string, Entry>();
  /** Those without a call, longest cut first. */
  readonly #cut = new Map<string, Entry>();
  #heldBytes = 0;

  constructor(limits: UploadLimits, clock: Pick<Clock, 'now'>) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** How many uploads there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** How many bytes of an upload were taken; undefined if it is not known. */
  received(resourceName: string): number | undefined {
    this.#expire();
    return this.#entries.get(resourceName)?.upload.received;
  }

  /**
   * Begins an upload, or goes on with one that was cut. A call that still feeds it is ended: its client has come back another way.
   * @param resourceName tells uploads apart
   * @param target for a new one
   * @throws SandwrightError RESOURCE_EXHAUSTED if there are too many
   */
  open(resourceName: string, target: () => UploadTarget): LentUpload {
    this.#expire();
    let entry = this.#entries.get(resourceName);
    if (entry === undefined) {
      if (this.#entries.size >= this.#limits.maxUploads) this.#makeRoom();
      entry = { upload: new Upload(target()), takeOver: undefined, cutAt: 0, heldBytes: 0 };
      this.#entries.set(resourceName, entry);
    } else {
      entry.takeOver?.(new SandwrightError('CANCELLED', 'another call goes on with this upload'));
    }
    return this.#lend(resourceName, entry);
  }

  [Symbol.dispose](): void {
    for (const [name, entry] of this.#entries) this.#drop(name, entry, 'because the server is shutting down');
  }

  #lend(resourceName: string, entry: Entry): LentUpload {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {});
    this.#cut.delete(resourceName);
    entry.takeOver = reject;
    const { upload } = entry;
    return {
      get received() {
        return upload.received;
      },
      push: async (piece) => {
        if (entry.takeOver !== reject) throw new SandwrightError('CANCELLED', 'another call goes on with this upload');
        await upload.push(piece);
        this.#count(entry, upload.heldBytes);
        if (this.#heldBytes > this.#limits.maxBytes) this.#freeMemory();
      },
      finish: () => upload.finish(),
      takenOver: promise,
      close: (reason) => {
        if (entry.takeOver !== reject) return;
        if (reason !== undefined) upload.abandon(reason);
        this.#forget(resourceName, entry);
      },
      suspend: () => {
        if (entry.takeOver !== reject) return;
        entry.takeOver = undefined;
        entry.cutAt = this.#clock.now();
        this.#cut.set(resourceName, entry);
      },
    };
  }

  #count(entry: Entry, heldBytes: number): void {
    this.#heldBytes += heldBytes - entry.heldBytes;
    entry.heldBytes = heldBytes;
  }

  #forget(name: string, entry: Entry): void {
    this.#count(entry, 0);
    this.#cut.delete(name);
    this.#entries.delete(name);
  }

  #freeMemory(): void {
    for (const [name, entry] of this.#cut) {
      this.#drop(name, entry, 'to make room');
      if (this.#heldBytes <= this.#limits.maxBytes) return;
    }
    throw new SandwrightError(
      'RESOURCE_EXHAUSTED',
      `unfinished uploads hold more than ${this.#limits.maxBytes} bytes (setting max_upload_memory)`,
    );
  }

  #expire(): void {
    const limit = this.#clock.now() - this.#limits.keepMs;
    for (const [name, entry] of this.#cut) {
      if (entry.cutAt > limit) return;
      this.#drop(name, entry, 'as nobody came back for it');
    }
  }

  #makeRoom(): void {
    for (const [name, entry] of this.#cut) {
      this.#drop(name, entry, 'to make room');
      return;
    }
    throw new SandwrightError('RESOURCE_EXHAUSTED', `${this.#limits.maxUploads} uploads are going on already (setting max_uploads)`);
  }

  #drop(name: string, entry: Entry, why: string): void {
    const reason = new SandwrightError('CANCELLED', `the upload was given up ${why}`);
    entry.takeOver?.(reason);
    entry.upload.abandon(reason);
    this.#forget(name, entry);
  }
}
