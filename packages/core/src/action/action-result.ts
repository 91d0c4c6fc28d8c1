import type { Digest } from '../digest/digest.ts';
import type { ExecutionMetadata } from './execution-metadata.ts';
import type { NodeProperties } from './node-properties.ts';

/** A file that an action made. Source: REAPI `OutputFile`. */
export interface OutputFile {
  readonly kind: 'file';
  /** As the Command spelled it, relative to its working directory. */
  readonly path: string;
  readonly digest: Digest;
  readonly isExecutable: boolean;
  readonly nodeProperties?: NodeProperties;
  /** The bytes themselves, where they were asked for inline. */
  readonly contents?: Uint8Array;
}

/** A folder that an action made. Source: REAPI `OutputDirectory`. */
export interface OutputDirectory {
  readonly kind: 'directory';
  readonly path: string;
  /** Digest of a Tree message. Absent only in results of servers that send none. */
  readonly treeDigest?: Digest;
  /** Digest of the root Directory message, each Directory being a blob of its own. */
  readonly rootDirectoryDigest?: Digest;
  readonly isTopologicallySorted?: boolean;
}

/** A symbolic link that an action made, dangling or not. Source: REAPI `OutputSymlink`. */
export interface OutputSymlink {
  readonly kind: 'symlink';
  readonly path: string;
  readonly target: string;
  readonly nodeProperties?: NodeProperties;
  /** The list of a message before REAPI 2.1 in which it came, so that it goes back there. */
  readonly legacyKind?: 'file' | 'directory';
}

/** One declared output that was there in the end. */
export type Output = OutputFile | OutputDirectory | OutputSymlink;

/** What an action left behind. A non-zero exit code is a result, never an error. Source: REAPI `ActionResult`. */
export interface ActionResult {
  /** 128 + N where signal N ended the command. */
  readonly exitCode: number;
  readonly stdout: Digest;
  readonly stderr: Digest;
  /** The bytes themselves, where they are known without a read. */
  readonly stdoutRaw?: Uint8Array;
  readonly stderrRaw?: Uint8Array;
  /** Sorted by path. */
  readonly outputs: readonly Output[];
  readonly metadata: ExecutionMetadata;
}
