import type { CallOptions, Digest, Output } from '@sandwright/core';
import type { Uploaded } from './upload-source.ts';

/** What can be downloaded: a blob, a file or folder that was uploaded, one output of an execution, or all of them. */
export type DownloadSource = Digest | Uploaded | Output | { readonly outputs: readonly Output[] };

/** How to download. */
export interface DownloadOptions extends CallOptions {
  /** Whether a folder that is there already gives way, with all that is in it; false by default. Files always do. */
  readonly replace?: boolean;
}

/** What was downloaded. */
export interface Downloaded {
  readonly files: number;
  readonly bytes: number;
}

/** What is to be written: outputs into a folder, or one thing to its place. */
export type ToWrite = { readonly outputs: readonly Output[] } | { readonly output: Output };

/** The same for every form of source. */
export function toWrite(source: DownloadSource): ToWrite {
  if ('outputs' in source) return source;
  if (!('kind' in source)) return { output: { kind: 'file', path: '', digest: source, isExecutable: false } };
  if (source.kind === 'directory' && 'digest' in source) {
    return { output: { kind: 'directory', path: '', rootDirectoryDigest: source.digest } };
  }
  return { output: 'path' in source ? source : { ...source, path: '' } };
}
