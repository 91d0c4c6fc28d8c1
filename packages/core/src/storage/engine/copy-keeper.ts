import { blobCorrupt } from '../blob-check.ts';
import type { BlobForm } from './blob-commits.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import { DraftWriter } from './draft-writer.ts';
import { storeBytes } from './frame-writer.ts';
import type { NamedBlob } from './stored-blob.ts';

const mostAtOnce = 4;

/**
 * Keeps the form in which a blob was asked for beside the one in which it came, as long as there is room that nobody else needs. Whatever
 * fails here costs time when the blob is asked for again, and nothing else.
 */
export class CopyKeeper {
  readonly #engine: BlobEngine;
  readonly #leastBytes: number;
  readonly #running = new Set<Promise<void>>();
  /** Blobs that are being made of their frames, by name. */
  readonly #beingMade = new Map<string, Promise<unknown>>();
  #isClosed = false;

  /**
   * @param engine where
   * @param leastBytes a smaller blob is kept as it came: it is compressed as quickly as it is found
   */
  constructor(engine: BlobEngine, leastBytes: number) {
    this.#engine = engine;
    this.#leastBytes = leastBytes;
  }

  /** Notes that a blob does not become smaller. */
  noteIncompressible(blob: NamedBlob): void {
    if (blob.digest.sizeBytes >= this.#leastBytes) this.#engine.note(keyOf(blob));
  }

  /**
   * Keeps a frame. The bytes must stay as they are.
   * @returns when it is kept, or is not going to be; it never rejects, and nobody need wait
   */
  keepFrame(blob: NamedBlob, frame: Uint8Array): Promise<void> {
    return this.#keep(blob, frame, true);
  }

  /** Keeps a blob that was made of its frame, in the background. The bytes must stay as they are. */
  keepPlain(blob: NamedBlob, plain: Uint8Array): void {
    void this.#keep(blob, plain, false);
  }

  /**
   * Passes the pieces of a frame on, and keeps them once they came to their end.
   * @param mostBytes a longer one is not worth being kept
   */
  async *keepingFrame(blob: NamedBlob, pieces: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
    await using draft = this.#begin(blob, true);
    for await (const piece of pieces) {
      await draft?.push(piece, mostBytes);
      yield piece;
    }
    await draft?.end();
  }

  /** Resolves once whoever makes this blob of its frame is done; undefined where nobody does. It need not be made, nor kept, twice. */
  beingMade(blob: NamedBlob): Promise<void> | undefined {
    return this.#beingMade.size === 0 ? undefined : this.#beingMade.get(nameOf(blob))?.then(noMatter, noMatter);
  }

  /**
   * Keeps a blob that is made of its frame.
   * @param pieces the blob, which was compared with its digest
   * @returns whether it is kept now; undefined where there is no room and the pieces were not looked at
   */
  async keepPieces(blob: NamedBlob, pieces: AsyncIterable<Uint8Array>): Promise<boolean | undefined> {
    await using draft = this.#begin(blob, false);
    if (draft === undefined) return undefined;
    const making = (async () => {
      for await (const piece of pieces) await draft.push(piece, blob.digest.sizeBytes);
      return await draft.end();
    })();
    const name = nameOf(blob);
    this.#beingMade.set(name, making);
    try {
      return await making;
    } finally {
      if (this.#beingMade.get(name) === making) this.#beingMade.delete(name);
    }
  }

  /** Begins no more, and resolves when what was begun is over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#running);
  }

  async #keep(blob: NamedBlob, data: Uint8Array, isFrame: boolean): Promise<void> {
    if (this.#running.size >= mostAtOnce || blob.digest.sizeBytes < this.#leastBytes || !this.#mayKeep(data.byteLength)) return;
    const keeping = storeBytes(this.#engine, keyOf(blob), data, formOf(blob, isFrame)).catch((error: unknown) => this.#report(error));
    this.#track(keeping);
    await keeping;
  }

  #mayKeep(bytes: number): boolean {
    return !this.#isClosed && this.#engine.parts.room.hasRoom(bytes);
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }

  #report(error: unknown): void {
    this.#engine.parts.logger.log('debug', 'a form of a blob that was asked for could not be kept', { error: String(error) });
  }

  #begin(blob: NamedBlob, isFrame: boolean): CopyDraft | undefined {
    if (!this.#mayKeep(blob.digest.sizeBytes)) return undefined;
    const { promise, resolve } = Promise.withResolvers<void>();
    try {
      const draft = new CopyDraft({ engine: this.#engine, blob, isFrame, failed: (error) => this.#report(error), over: resolve });
      this.#track(promise);
      return draft;
    } catch (error) {
      this.#report(error);
      return undefined;
    }
  }
}

interface CopyDraftOptions {
  readonly engine: BlobEngine;
  readonly blob: NamedBlob;
  readonly isFrame: boolean;
  readonly failed: (error: unknown) => void;
  readonly over: () => void;
}

/** A file that becomes another form of a blob, unless something fails: then there is none, and whoever pushes goes on. */
class CopyDraft implements AsyncDisposable {
  readonly #options: CopyDraftOptions;
  readonly #draft;
  readonly #writer: DraftWriter;
  #isOpen = true;

  constructor(options: CopyDraftOptions) {
    const { fs, large } = options.engine.parts;
    this.#options = options;
    this.#draft = large.create();
    this.#writer = new DraftWriter(fs, this.#draft.fd);
  }

  async push(piece: Uint8Array, mostBytes: number): Promise<void> {
    if (!this.#isOpen) return;
    const { engine, blob } = this.#options;
    if (this.#writer.sizeBytes + piece.byteLength > mostBytes) {
      engine.note(keyOf(blob));
      return this.#abandon();
    }
    await this.#trying(async () => {
      await engine.parts.room.take(piece.byteLength);
      await this.#writer.push(piece);
    });
  }

  /** Whether it is stored now. */
  async end(): Promise<boolean> {
    const { engine, blob, isFrame } = this.#options;
    await this.#trying(async () => {
      await this.#writer.flush();
      if (!isFrame && this.#writer.sizeBytes !== blob.digest.sizeBytes) throw blobCorrupt(blob.digest, 'its frame makes fewer bytes');
    });
    if (!this.#isOpen) return false;
    this.#isOpen = false;
    try {
      await engine.addLarge(keyOf(blob), this.#writer.sizeBytes, this.#draft, formOf(blob, isFrame));
      return true;
    } catch (error) {
      this.#options.failed(error);
      return false;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#abandon();
    this.#options.over();
  }

  async #trying(work: () => Promise<void>): Promise<void> {
    if (!this.#isOpen) return;
    try {
      await work();
    } catch (error) {
      this.#options.failed(error);
      this.#abandon();
    }
  }

  #abandon(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#options.engine.abandon(this.#draft);
    } catch (error) {
      this.#options.failed(error);
    }
  }
}

function noMatter(): void {
  // What came of it is looked up.
}

function nameOf({ digest, digestFunction }: NamedBlob): string {
  return `${digestFunction}/${digest.hash}`;
}

function keyOf({ digest, digestFunction }: NamedBlob): BlobKey {
  return new BlobKey().setDigest(digestFunction, digest.hash);
}

function formOf({ digest }: NamedBlob, isFrame: boolean): BlobForm {
  return { sizeBytes: digest.sizeBytes, isFrame, isCopy: true };
}
