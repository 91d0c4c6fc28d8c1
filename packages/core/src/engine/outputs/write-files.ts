// By way of `node:fs`, `promises` is loaded when a file is first written.
import fs, { closeSync, constants, fchmodSync, openSync, writeSync } from 'node:fs';
import type { Digest } from '../../digest/digest.ts';
import type { ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import { throwIfAborted } from '../../util/abort.ts';
import type { CallOptions } from '../../util/call-options.ts';

/** A file that is to be made. */
export interface FileToWrite {
  /** Absolute; nothing is there yet, and its folder is. */
  readonly path: string;
  readonly digest: Digest;
  readonly isExecutable: boolean;
}

/** Files up to this size are read in batches; larger ones piece by piece. */
const smallBytes = 1024 * 1024;
const batchBytes = 4 * 1024 * 1024;
const batchFiles = 500;

/**
 * Makes files of blobs, with mode 0644 or 0755 whatever the umask.
 * @throws SandwrightError BLOB_MISSING, BLOB_CORRUPT; errors of the file system as they are
 */
export async function writeFiles(storage: ContentAddressableStorage, files: readonly FileToWrite[], options: CallOptions): Promise<void> {
  let batch: FileToWrite[] = [];
  let bytes = 0;
  for (const file of files) {
    if (file.digest.sizeBytes > smallBytes) {
      await writeLarge(storage, file, options);
      continue;
    }
    if (batch.length >= batchFiles || bytes + file.digest.sizeBytes > batchBytes) {
      await writeSmall(storage, batch, options);
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.digest.sizeBytes;
  }
  await writeSmall(storage, batch, options);
}

async function writeSmall(storage: ContentAddressableStorage, files: readonly FileToWrite[], options: CallOptions): Promise<void> {
  if (files.length === 0) return;
  throwIfAborted(options.signal);
  const read = await storage.readBatch(
    files.map((file) => file.digest),
    options,
  );
  for (const [index, file] of files.entries()) {
    const answer = read[index];
    if (answer === undefined) throw new Error('a batch with fewer answers than questions');
    if ('error' in answer) throw answer.error;
    const mode = modeOf(file);
    const handle = openSync(file.path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
    try {
      for (let at = 0; at < answer.data.byteLength; ) at += writeSync(handle, answer.data, at);
      fchmodSync(handle, mode);
    } finally {
      closeSync(handle);
    }
  }
}

async function writeLarge(storage: ContentAddressableStorage, file: FileToWrite, options: CallOptions): Promise<void> {
  const mode = modeOf(file);
  await using handle = await fs.promises.open(file.path, 'wx', mode);
  await handle.chmod(mode);
  for await (const piece of storage.read(file.digest, options)) {
    for (let at = 0; at < piece.byteLength; ) at += (await handle.write(piece, at)).bytesWritten;
  }
}

function modeOf(file: FileToWrite): number {
  return file.isExecutable ? 0o755 : 0o644;
}
