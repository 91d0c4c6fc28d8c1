import { hash } from 'node:crypto';
import type { Output } from '../action/action-result.ts';
import { loadOutputTree, type OutputTree } from '../action/output-tree.ts';
import { type Digest, digestKey, sameDigest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Directory } from '../merkle/directory.ts';
import { InputRootBuilder } from '../merkle/input-root-builder.ts';
import type { Target } from '../project/target.ts';
import type { Blob, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { InputRootMemo } from './input-root-memo.ts';

/** A source as it was when it was looked at. */
export type SourceEntry =
  | { readonly kind: 'file'; readonly path: string; readonly digest: Digest; readonly isExecutable: boolean }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string };

/** What a dependency made. */
export interface DependencyOutputs {
  readonly target: Target;
  readonly outputs: readonly Output[];
}

/** What an input root is made of. */
export interface InputContents {
  /** Every Directory message of the input root. */
  readonly directories: readonly Blob[];
  /** Files that dependencies made: their blobs must be stored, for nobody can make them from here. */
  readonly made: readonly Digest[];
}

/** All that an action of a target can see. */
export interface TargetInputs {
  /** Digest of the root Directory message. */
  readonly root: Digest;
  /** Files of the project. */
  readonly sources: readonly SourceEntry[];
  /**
   * What has to be stored before the action runs.
   * @throws SandwrightError SOURCE_CHANGED if what was remembered of the root turns out to be wrong
   */
  readonly contents: () => Promise<InputContents>;
}

/** The place of an output in the project, which is its place in the input roots of others and, below `out/`, on disk. */
export function projectPathOf(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}

/** From so many sources on it is quicker to compare them than to encode them. */
const worthRemembering = 64;

/** What inputs are made of. */
export interface InputParts {
  /** Whose action it is for. */
  readonly target: Target;
  /** What the target's globs found, links as themselves. */
  readonly sources: readonly SourceEntry[];
  /** The targets that it names, done. */
  readonly dependencies: readonly DependencyOutputs[];
  /** Holds the folders that dependencies made. */
  readonly storage: ContentAddressableStorage;
  /** Knows the roots of large targets. */
  readonly memo?: InputRootMemo | undefined;
}

/**
 * The input root of a target: its sources and what its direct dependencies made, each at its place in the project. What dependencies
 * of dependencies made is not in it: an action that reads it has to say so.
 * @param parts what it is made of
 * @throws SandwrightError ACTION_INVALID where two of them bring different things to one place
 */
export async function buildTargetInputs(parts: InputParts, options: CallOptions): Promise<TargetInputs> {
  const { target, sources, memo } = parts;
  if (memo === undefined || sources.length < worthRemembering) {
    const { root, ...contents } = await encodeInputs(parts, options);
    return { root, sources, contents: async () => await Promise.resolve(contents) };
  }
  const key = keyOf(parts);
  const known = memo.get(target.label, key);
  if (known !== undefined) {
    const contents = async (): Promise<InputContents> => {
      const { root, ...found } = await encodeInputs(parts, options);
      if (sameDigest(root, known)) return found;
      memo.forget(target.label);
      throw new SandwrightError('SOURCE_CHANGED', `the inputs of ${target.label} are not what they were remembered to be`);
    };
    return { root: known, sources, contents };
  }
  const { root, ...contents } = await encodeInputs(parts, options);
  memo.set(target.label, key, root);
  return { root, sources, contents: async () => await Promise.resolve(contents) };
}

/** Two inputs with the same key have the same root. No path has a NUL in it, and a hash says how long its blob is. */
function keyOf({ target, sources, dependencies }: InputParts): string {
  let text = target.directory;
  for (const source of sources) {
    text +=
      source.kind === 'file'
        ? `\0${source.isExecutable ? 'x' : 'f'}${source.path}\0${source.digest.hash}`
        : `\0l${source.path}\0${source.target}`;
  }
  for (const { target: dependency, outputs } of dependencies) {
    for (const output of outputs) text += `\0d${dependency.directory}\0${JSON.stringify(output)}`;
  }
  return hash('sha256', text, 'hex');
}

async function encodeInputs(
  { target, sources, dependencies, storage }: InputParts,
  options: CallOptions,
): Promise<InputContents & { readonly root: Digest }> {
  const trees = await loadTrees(dependencies, storage, options);
  const directories: Blob[] = [];
  const made: Digest[] = [];
  for (const tree of trees.values()) {
    for (const { digest, data, directory } of tree.directories.values()) {
      directories.push({ digest, data });
      for (const file of directory.files) made.push(file.digest);
    }
  }
  const directoryOf = (digest: Digest): Directory | undefined => {
    for (const tree of trees.values()) {
      const found = tree.directories.get(digestKey(digest));
      if (found !== undefined) return found.directory;
    }
    return undefined;
  };
  const builder = new InputRootBuilder({ directoryOf });
  for (const source of sources) {
    if (source.kind === 'file') builder.addFile(source.path, source.digest, source.isExecutable, target.label);
    else builder.addSymlink(source.path, source.target, target.label);
  }
  for (const { target: dependency, outputs } of dependencies) {
    for (const output of outputs) {
      const path = projectPathOf(dependency.directory, output.path);
      if (output.kind === 'symlink') builder.addSymlink(path, output.target, dependency.label);
      else if (output.kind === 'file') {
        builder.addFile(path, output.digest, output.isExecutable, dependency.label);
        made.push(output.digest);
      } else {
        const tree = trees.get(output);
        if (tree !== undefined) builder.graft(path, tree.root, dependency.label);
      }
    }
  }
  builder.addEmptyDirectory(target.directory, target.label);
  const built = builder.build();
  directories.push(...built.directories.values());
  return { root: built.root, directories, made };
}

async function loadTrees(
  dependencies: readonly DependencyOutputs[],
  storage: ContentAddressableStorage,
  options: CallOptions,
): Promise<ReadonlyMap<Output, OutputTree>> {
  const trees = new Map<Output, OutputTree>();
  for (const { outputs } of dependencies) {
    for (const output of outputs) {
      if (output.kind === 'directory') trees.set(output, await loadOutputTree(storage, output, options));
    }
  }
  return trees;
}
