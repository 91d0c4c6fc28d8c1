import type { BigIntStats } from 'node:fs';
import type { NodeProperties } from '@sandwright/core';

/** What a name in a folder can be, as far as an output is concerned. */
export type NodeKind = 'file' | 'directory' | 'symlink' | 'device' | 'fifo' | 'socket';

/**
 * What a node is.
 * @param stats its own, from lstat(2)
 */
export function nodeKind(stats: BigIntStats): NodeKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isSocket()) return 'socket';
  return 'device';
}

/** Whether anybody may execute it. */
export function isExecutable(stats: BigIntStats): boolean {
  return (Number(stats.mode) & 0o111) !== 0;
}

/**
 * The node properties that were asked for and exist here: `mtime` and `unix_mode` (without set-id bits). Others are not invented.
 * Source: REAPI `Command.output_node_properties`.
 * @param stats the node's own, from lstat(2)
 * @param wanted names of properties
 * @returns an object to spread into a node
 */
export function nodePropertiesOf(stats: BigIntStats, wanted: readonly string[]): { readonly nodeProperties?: NodeProperties } {
  const mtime = wanted.includes('mtime') ? { mtime: timestampOf(stats.mtimeNs) } : {};
  const unixMode = wanted.includes('unix_mode') && !stats.isSymbolicLink() ? { unixMode: Number(stats.mode) & 0o777 } : {};
  const nodeProperties = { ...mtime, ...unixMode };
  return Object.keys(nodeProperties).length === 0 ? {} : { nodeProperties };
}

function timestampOf(nanoseconds: bigint): { seconds: number; nanos: number } {
  const nanos = ((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return { seconds: Number((nanoseconds - nanos) / 1_000_000_000n), nanos: Number(nanos) };
}
