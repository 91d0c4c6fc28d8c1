import type { NodeProperties } from '../action/node-properties.ts';
import type { Digest } from '../digest/digest.ts';

/** A file in a Directory. Source: REAPI `FileNode`. */
export interface FileNode {
  readonly name: string;
  readonly digest: Digest;
  readonly isExecutable: boolean;
  readonly nodeProperties?: NodeProperties;
}

/** A folder in a Directory. Source: REAPI `DirectoryNode`. */
export interface DirectoryNode {
  readonly name: string;
  readonly digest: Digest;
}

/** A link in a Directory. Source: REAPI `SymlinkNode`. */
export interface SymlinkNode {
  readonly name: string;
  readonly target: string;
  readonly nodeProperties?: NodeProperties;
}

/** One folder; each list is sorted by name (bytes of its UTF-8), and no name stands twice. Source: REAPI `Directory`. */
export interface Directory {
  readonly files: readonly FileNode[];
  readonly directories: readonly DirectoryNode[];
  readonly symlinks: readonly SymlinkNode[];
  readonly nodeProperties?: NodeProperties;
}

/** A folder with everything below it. Source: REAPI `Tree`. */
export interface Tree {
  readonly root: Directory;
  /** Every folder below, each once, parents before children. */
  readonly children: readonly Directory[];
}
