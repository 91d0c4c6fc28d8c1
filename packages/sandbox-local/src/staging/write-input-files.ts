import { closeSync, fchmodSync, fstatSync, futimesSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { type CallOptions, type ContentAddressableStorage, type Digest, SandwrightError, throwIfAborted } from '@sandwright/core';
import { blobsMissing } from './directory-reader.ts';
import { inputTime } from './input-time.ts';

/** A file to write. */
export interface InputFile {
  readonly digest: Digest;
  readonly isExecutable: boolean;
  /** Absolute paths that get a file of their own each; none of them may exist. */
  readonly paths: readonly string[];
}

const smallBytes = 1024 * 1024;
const batchBytes = 3 * 1024 * 1024;
const batchFiles = 500;

/**
 * Writes files that actions get as inputs: executable or not, with a fixed time.
 * @param storage where their bytes are
 * @param files what to write and where to; the folders must be there
 * @throws SandwrightError BLOB_MISSING with `details.missing`, BLOB_CORRUPT
 */
export async function writeInputFiles(
  storage: ContentAddressableStorage,
  files: Iterable<InputFile>,
  options: CallOptions = {},
): Promise<void> {
  let batch: InputFile[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const now = batch;
    batch = [];
    bytes = 0;
    if (now.length > 0) await writeBatch(storage, now, options);
  };
  for (const file of files) {
    throwIfAborted(options.signal);
    if (file.digest.sizeBytes > smallBytes) {
      for (const path of file.paths) await writeLarge(storage, file, path, options);
      continue;
    }
    if (bytes + file.digest.sizeBytes > batchBytes || batch.length >= batchFiles) await flush();
    batch.push(file);
    bytes += file.digest.sizeBytes;
  }
  await flush();
}

async function writeBatch(storage: ContentAddressableStorage, files: readonly InputFile[], options: CallOptions): Promise<void> {
  const answers = await storage.readBatch(
    files.map((file) => file.digest),
    options,
  );
  const missing: Digest[] = [];
  const modes = new Modes();
  answers.forEach((answer, index) => {
    const file = files[index];
    if (file === undefined) return;
    if (!('data' in answer)) {
      if (answer.error.code !== 'BLOB_MISSING') throw answer.error;
      missing.push(answer.digest);
      return;
    }
    if (answer.data.byteLength !== file.digest.sizeBytes) throw wrongSize(file, answer.data.byteLength);
    for (const path of file.paths) writeSmall(path, answer.data, modeOf(file), modes);
  });
  if (missing.length > 0) throw blobsMissing(missing);
}

/** Makes modes right, whatever the umask says: looks at the first file of each, and does no more where that is as it was made. */
class Modes {
  readonly #kept = new Map<number, boolean>();

  fix(fd: number, mode: number): void {
    let kept = this.#kept.get(mode);
    if (kept === undefined) {
      kept = (fstatSync(fd).mode & 0o777) === mode;
      this.#kept.set(mode, kept);
    }
    if (!kept) fchmodSync(fd, mode);
  }
}

function writeSmall(path: string, data: Uint8Array, mode: number, modes: Modes): void {
  const fd = openSync(path, 'wx', mode);
  try {
    for (let offset = 0; offset < data.byteLength; ) offset += writeSync(fd, data, offset);
    modes.fix(fd, mode);
    futimesSync(fd, inputTime, inputTime);
  } finally {
    closeSync(fd);
  }
}

async function writeLarge(storage: ContentAddressableStorage, file: InputFile, path: string, options: CallOptions): Promise<void> {
  await using handle = await open(path, 'wx', modeOf(file));
  let written = 0;
  for await (const piece of storage.read(file.digest, options)) {
    for (let offset = 0; offset < piece.byteLength; ) offset += (await handle.write(piece, offset)).bytesWritten;
    written += piece.byteLength;
    if (written > file.digest.sizeBytes) throw wrongSize(file, written);
  }
  if (written !== file.digest.sizeBytes) throw wrongSize(file, written);
  await handle.chmod(modeOf(file));
  await handle.utimes(inputTime, inputTime);
}

function modeOf(file: InputFile): number {
  return file.isExecutable ? 0o755 : 0o644;
}

function wrongSize(file: InputFile, bytes: number): SandwrightError {
  return new SandwrightError('BLOB_CORRUPT', `the blob ${file.digest.hash}/${file.digest.sizeBytes} came with ${bytes} bytes`, {
    details: { digest: file.digest },
  });
}
