import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CallOptions, type Digest, hashSource, InputRootBuilder, listFolder, SandwrightError } from '@sandwright/core';
import type { SourceBlobs } from './source-blobs.ts';
import { spoolStream } from './spool-stream.ts';
import type { InputFile, InputFiles, Uploaded, UploadedDirectory, UploadedFile, UploadSource } from './upload-source.ts';

/** Hashes what is to be uploaded. Links in folders stay links; nothing is read through one but what the caller named. */
export class SourceGatherer {
  readonly #blobs: SourceBlobs;
  readonly #options: CallOptions;
  /** Every Directory message that was made. */
  readonly directories: Digest[] = [];
  /** Folders that the caller says are there. */
  readonly uploadedBefore: Digest[] = [];

  /** @param blobs takes what was found */
  constructor(blobs: SourceBlobs, options: CallOptions) {
    this.#blobs = blobs;
    this.#options = options;
  }

  /**
   * Finds out the digest of something, and puts all of it into the blobs.
   * @throws SandwrightError ACTION_INVALID for what is no file, folder or link, or a path that leaves its folder; SOURCE_CHANGED
   */
  async gather(source: UploadSource): Promise<Uploaded> {
    if (typeof source === 'string') return await this.#path(resolve(source));
    if (source instanceof Uint8Array) return fileOf(this.#blobs.addBytes(Uint8Array.from(source)));
    if (isStream(source)) return fileOf(await spoolStream(source, this.#blobs, this.#options));
    const builder = new InputRootBuilder();
    for (const [path, file] of Object.entries(source)) await this.#add(builder, path, file);
    return this.#built(builder);
  }

  async #path(path: string): Promise<Uploaded> {
    const real = realOf(path);
    if (!lstatSync(real).isDirectory()) return await this.#file(real);
    const builder = new InputRootBuilder();
    await this.#folder(builder, '', real);
    return this.#built(builder);
  }

  async #file(path: string): Promise<UploadedFile> {
    const before = lstatSync(path);
    const { digest, isExecutable } = await hashSource(path, undefined, this.#options);
    this.#blobs.addFile(digest, path, before);
    return { kind: 'file', digest, isExecutable };
  }

  async #add(builder: InputRootBuilder, path: string, file: InputFile): Promise<void> {
    if (typeof file === 'string') {
      const real = realOf(resolve(file));
      if (lstatSync(real).isDirectory()) {
        builder.addEmptyDirectory(path);
        await this.#folder(builder, path, real);
      } else add(builder, path, await this.#file(real));
    } else if (file instanceof Uint8Array) add(builder, path, fileOf(this.#blobs.addBytes(Uint8Array.from(file))));
    else if ('target' in file) builder.addSymlink(path, file.target);
    else {
      if (file.kind === 'directory') this.uploadedBefore.push(file.digest);
      add(builder, path, file);
    }
  }

  /** Adds all that is in a folder of this machine; `prefix` is where it goes, empty for the root. */
  async #folder(builder: InputRootBuilder, prefix: string, folder: string): Promise<void> {
    const pending = [''];
    for (const below of pending) {
      this.#options.signal?.throwIfAborted();
      const entries = listFolder(join(folder, below));
      if (entries.length === 0) builder.addEmptyDirectory(joined(prefix, below));
      for (const entry of entries) {
        const path = joined(below, entry.name);
        const absolute = join(folder, path);
        if (entry.isDirectory()) pending.push(path);
        else if (entry.isSymbolicLink()) builder.addSymlink(joined(prefix, path), readlinkSync(absolute));
        else if (entry.isFile()) add(builder, joined(prefix, path), await this.#file(absolute));
        else throw new SandwrightError('ACTION_INVALID', `"${absolute}" is no file, folder or link`);
      }
    }
  }

  #built(builder: InputRootBuilder): UploadedDirectory {
    const { root, directories } = builder.build();
    for (const blob of directories.values()) {
      this.#blobs.addBlob(blob);
      this.directories.push(blob.digest);
    }
    return { kind: 'directory', digest: root };
  }
}

function add(builder: InputRootBuilder, path: string, uploaded: Uploaded): void {
  if (uploaded.kind === 'directory') builder.graft(path, uploaded.digest);
  else builder.addFile(path, uploaded.digest, uploaded.isExecutable);
}

function fileOf(digest: UploadedFile['digest']): UploadedFile {
  return { kind: 'file', digest, isExecutable: false };
}

function isStream(source: AsyncIterable<Uint8Array> | InputFiles): source is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in source;
}

function joined(folder: string, name: string): string {
  if (folder === '' || name === '') return folder + name;
  return `${folder}/${name}`;
}

/** The caller may name a file by a link to it. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new SandwrightError('ACTION_INVALID', `there is no file or folder "${path}"`, { cause });
  }
}
