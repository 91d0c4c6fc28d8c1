import { type BlobOptions, type ContentAddressableStorage, type Digest, readBlob } from '@sandwright/core';
import type { ActionResult, ActionResultInit, OutputFileInit } from '@sandwright/core/reapi';

/** What a client would like to have inline. */
export interface InlineWishes {
  readonly inlineStdout: boolean;
  readonly inlineStderr: boolean;
  /** Paths as they stand in the result. */
  readonly inlineOutputFiles: readonly string[];
}

/**
 * Puts the bytes that a client wishes into a result, as long as there is room; they are hints, so the rest just stays a digest.
 * @param result as it was stored; it is not changed
 * @param wishes what the client would like
 * @param storage where the bytes are
 * @param maxBytes of all that is put in
 */
export async function withInlined(
  result: ActionResult,
  wishes: InlineWishes,
  storage: ContentAddressableStorage,
  maxBytes: number,
  options: BlobOptions,
): Promise<ActionResultInit> {
  let room = maxBytes;
  const fetch = async (digest: Digest | null): Promise<Uint8Array | undefined> => {
    if (digest === null || digest.sizeBytes === 0 || digest.sizeBytes > room) return undefined;
    room -= digest.sizeBytes;
    return await readBlob(storage, digest, options);
  };
  const stdoutRaw = wishes.inlineStdout && result.stdoutRaw.byteLength === 0 ? await fetch(result.stdoutDigest) : undefined;
  const stderrRaw = wishes.inlineStderr && result.stderrRaw.byteLength === 0 ? await fetch(result.stderrDigest) : undefined;
  const paths = new Set(wishes.inlineOutputFiles);
  const outputFiles: OutputFileInit[] = [];
  for (const file of result.outputFiles) {
    const contents = paths.has(file.path) && file.contents.byteLength === 0 ? await fetch(file.digest) : undefined;
    outputFiles.push(contents === undefined ? file : { ...file, contents });
  }
  return {
    ...result,
    outputFiles,
    ...(stdoutRaw === undefined ? {} : { stdoutRaw }),
    ...(stderrRaw === undefined ? {} : { stderrRaw }),
  };
}
