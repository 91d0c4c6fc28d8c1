import { type BlobKey, isFrameTag } from './blob-key.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import type { LargeFileDraft } from './large-files.ts';
import { encodeFileReference, recordKinds } from './record.ts';

/** How a blob is stored. */
export interface BlobForm {
  /** Bytes of the blob itself. */
  readonly sizeBytes: number;
  /** What is stored is a zstd frame that makes the blob. */
  readonly isFrame: boolean;
  /** It was made here of the blob's other form, which is stored already: when room is needed this one goes first. */
  readonly isCopy: boolean;
}

/** Bytes in memory, or in a file of their own. */
export type BlobContent = { readonly data: Uint8Array } | { readonly draft: LargeFileDraft; readonly storedBytes: number };

/** Blobs on their way into the log, each known by the entry that it will have. */
export class BlobCommits {
  readonly #parts: EngineParts;
  readonly #pending = new Map<number, Promise<void>>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** Settles when the blob under this key that is being written is safe, or failed; undefined where none is. */
  pendingOf(key: BlobKey): Promise<void> | undefined {
    return this.#pending.get(this.#parts.index.table.find(key));
  }

  /**
   * Writes the record of a blob.
   * @param key of that form
   * @returns once it is safe
   */
  async commit(key: BlobKey, form: BlobForm, content: BlobContent): Promise<void> {
    const { index, log, clock } = this.#parts;
    const timeMs = clock.now();
    const isLarge = 'draft' in content;
    const size = isLarge ? content.storedBytes : content.data.byteLength;
    const version = form.isFrame ? form.sizeBytes : 0;
    index.hasFrames ||= isFrameTag(key.tag);
    const stale = index.table.find(key);
    if (stale >= 0) index.table.remove(stale);
    const pending = { flags: entryFlags.pending, size, segment: 1, offset: 0, access: Math.floor(timeMs / 1000), version };
    const entry = index.table.insert(key, pending);
    const committed = (segment: number, offset: number) => {
      const place = isLarge ? { segment: content.draft.writer, offset: content.draft.number } : { segment, offset };
      const flags = entryFlags.verified | (isLarge ? entryFlags.large | entryFlags.seen : 0) | (form.isCopy ? entryFlags.copy : 0);
      index.table.set(entry, { ...pending, ...place, flags });
      index.fresh.add(entry);
    };
    const kinds = form.isCopy ? [recordKinds.copy, recordKinds.largeCopy] : [recordKinds.blob, recordKinds.largeBlob];
    const payload = isLarge ? encodeFileReference(content.draft.writer, content.draft.number) : content.data;
    const done = log.append({ kind: kinds[isLarge ? 1 : 0] as number, key, size, timeMs, version, payload, committed });
    this.#pending.set(entry, done);
    try {
      await done;
    } catch (error) {
      index.table.remove(entry);
      throw error;
    } finally {
      this.#pending.delete(entry);
    }
  }
}
