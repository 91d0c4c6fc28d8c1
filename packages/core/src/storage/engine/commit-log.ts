import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { BlobKey } from './blob-key.ts';
import { encodeRecordHeader } from './record.ts';
import { encodeSegmentHeader, segmentHeaderBytes } from './segment-file.ts';
import type { Segment, SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import { syncFile } from './sync-file.ts';
import { ownIdentity } from './writer-identity.ts';

/** What is to be appended. */
export interface LogRecord {
  readonly kind: number;
  readonly key: BlobKey;
  /** Bytes of the value, or of the blob as it is stored. */
  readonly size: number;
  readonly timeMs: number;
  readonly version: number;
  readonly payload: Uint8Array;
  /** Called once the record is safe, before its `append` resolves. */
  readonly committed?: (segment: number, offset: number) => void;
}

/** How the log writes. */
export interface CommitLogOptions {
  readonly fs: StoreFileSystem;
  readonly segments: SegmentSet;
  /** Sync before acknowledging. */
  readonly durable: boolean;
  /** A segment gets no further record once it is longer, bytes. */
  readonly segmentBytes: number;
  /** A segment of this process came to its end. */
  readonly sealed: (segment: Segment) => void;
}

interface Batch {
  readonly records: LogRecord[];
  bytes: number;
  readonly done: PromiseWithResolvers<void>;
}

// Callers beyond this wait until what is before them is written, so that slow disks do not fill the memory.
const maxQueuedBytes = 16 * 1024 * 1024;

/**
 * Appends records to segments of this process's own. All that is appended while the disk is busy goes out in one write and one
 * sync, and is acknowledged together: so a hundred callers cost hardly more than one.
 */
export class CommitLog {
  readonly #options: CommitLogOptions;
  #active: { readonly segment: Segment; readonly fd: number; end: number } | undefined;
  #batch: Batch | undefined;
  #running: Promise<void> | undefined;
  #closed = false;
  // Segments that came to their end while nobody had asked for a sync.
  readonly #unsynced: number[] = [];

  constructor(options: CommitLogOptions) {
    this.#options = options;
  }

  /** Segment being written, if any. */
  get activeSegment(): number | undefined {
    return this.#active?.segment.id;
  }

  /** Resolves once the record is on its segment, and on the disk where the store is durable. */
  async append(record: LogRecord): Promise<void> {
    while ((this.#batch?.bytes ?? 0) > maxQueuedBytes) await this.#batch?.done.promise.catch(() => {});
    if (this.#closed) throw new SandwrightError('STORAGE_FAILED', 'the store is closed');
    if (this.#batch === undefined) {
      this.#batch = { records: [], bytes: 0, done: Promise.withResolvers() };
      // Whatever fails is reported to those who wait for it; a batch that nobody waits for must not end the process.
      this.#batch.done.promise.catch(() => {});
    }
    this.#batch.records.push(record);
    this.#batch.bytes += record.payload.byteLength;
    const { promise } = this.#batch.done;
    this.#running ??= this.#run();
    await promise;
  }

  /** Has all that was acknowledged so far on the disk, also where the log is not durable. */
  async sync(): Promise<void> {
    const { fs, segments, durable } = this.#options;
    if (durable) return;
    // By descriptors of its own, for the log may close its one meanwhile.
    const ids = this.#unsynced.splice(0);
    if (this.#active !== undefined) ids.push(this.#active.segment.id);
    try {
      for (const id of ids) await syncFile(fs, segments.path(id));
      await fs.syncDirectory(segments.directory);
    } catch (error) {
      // Who asks again must not be told that they are safe.
      this.#unsynced.push(...ids.filter((id) => id !== this.#active?.segment.id));
      throw error;
    }
  }

  /** Waits for all that was appended, then closes the active segment. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    this.#seal();
  }

  async #run(): Promise<void> {
    // Lets all calls of this turn of the event loop join the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    for (let batch = this.#batch; batch !== undefined; batch = this.#batch) {
      this.#batch = undefined;
      try {
        await this.#commit(batch);
        batch.done.resolve();
      } catch (error) {
        batch.done.reject(SandwrightError.from(error));
      }
    }
    this.#running = undefined;
  }

  async #commit(batch: Batch): Promise<void> {
    const { fs, durable, segmentBytes, segments } = this.#options;
    const isNew = this.#active === undefined;
    const active = this.#active ?? this.#create();
    this.#active = active;
    const buffers: Uint8Array[] = isNew ? [encodeSegmentHeader(ownIdentity(fs.bootId))] : [];
    let position = isNew ? segmentHeaderBytes : active.end;
    const offsets: number[] = [];
    for (const record of batch.records) {
      const header = encodeRecordHeader(record, record.payload);
      buffers.push(header, record.payload);
      offsets.push(position);
      position += header.byteLength + record.payload.byteLength;
    }
    try {
      fs.writevSync(active.fd, buffers, active.end);
      if (durable) await fs.datasync(active.fd);
      if (durable && isNew) await fs.syncDirectory(segments.directory);
    } catch (error) {
      // What is on the disk behind `end` is unknown now, and another process may have read it: never write there again.
      this.#abandon();
      throw error;
    }
    active.end = position;
    active.segment.known = position;
    batch.records.forEach((record, index) => record.committed?.(active.segment.id, offsets[index] as number));
    if (position >= segmentBytes) this.#seal();
  }

  #create(): { readonly segment: Segment; readonly fd: number; end: number } {
    const { fs, segments } = this.#options;
    for (let id = segments.highest + 1; ; id += 1) {
      try {
        const fd = fs.open(segments.path(id), 'create');
        const segment = segments.add(id);
        segment.writer = ownIdentity(fs.bootId);
        segment.own = true;
        return { segment, fd, end: 0 };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }

  #abandon(): void {
    const active = this.#active;
    if (active === undefined) return;
    this.#active = undefined;
    const { fs, segments, sealed } = this.#options;
    try {
      fs.truncate(active.fd, active.end);
    } catch {
      // The scan at the next start finds the torn tail by its checksums.
    }
    fs.close(active.fd);
    if (active.end > 0) {
      active.segment.sealed = true;
      sealed(active.segment);
      return;
    }
    segments.forget(active.segment.id);
    try {
      fs.unlink(segments.path(active.segment.id));
    } catch {
      // An empty segment harms nobody.
    }
  }

  #seal(): void {
    const active = this.#active;
    if (active === undefined) return;
    this.#active = undefined;
    this.#options.fs.close(active.fd);
    active.segment.sealed = true;
    if (!this.#options.durable) this.#unsynced.push(active.segment.id);
    this.#options.sealed(active.segment);
  }
}
