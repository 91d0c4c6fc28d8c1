import type { Digest } from '@sandwright/core';

/** A file whose content is on the server. */
export interface UploadedFile {
  readonly kind: 'file';
  readonly digest: Digest;
  readonly isExecutable: boolean;
}

/** A folder that is on the server with all that is in it. */
export interface UploadedDirectory {
  readonly kind: 'directory';
  /** Of the root Directory message, as an Action names its input root. */
  readonly digest: Digest;
}

/** Something that is on the server. */
export type Uploaded = UploadedFile | UploadedDirectory;

/**
 * One thing in a folder that is put together: a file or folder of this machine by its path, the bytes of a file, what was uploaded before,
 * or a symbolic link by its target.
 */
export type InputFile = string | Uint8Array | Uploaded | { readonly target: string };

/** A folder, by the paths of what is in it: relative, with slashes. Folders between are made. */
export type InputFiles = Readonly<Record<string, InputFile>>;

/** What can be uploaded: a file or folder by its path, bytes, a stream of bytes, or a folder that is put together. */
export type UploadSource = string | Uint8Array | AsyncIterable<Uint8Array> | InputFiles;
