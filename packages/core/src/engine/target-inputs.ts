import type { Output } from '../action/action-result.ts';
import { loadOutputTree, type OutputTree } from '../action/output-tree.ts';
import { type Digest, digestKey } from '../digest/digest.ts';
import type { Directory } from '../merkle/directory.ts';
import { InputRootBuilder } from '../merkle/input-root-builder.ts';
import type { Target } from '../project/target.ts';
import type { Blob, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { CallOptions } from '../util/call-options.ts';

/** A source as it was when it was looked at. */
export type SourceEntry =
  | { readonly kind: 'file'; readonly path: string; readonly digest: Digest; readonly isExecutable: boolean }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string };

/** What a dependency made. */
export interface DependencyOutputs {
  readonly target: Target;
  readonly outputs: readonly Output[];
}

/** All that an action of a target can see. */
export interface TargetInputs {
  /** Digest of the root Directory message. */
  readonly root: Digest;
  /** Every Directory message of the input root. */
  readonly directories: readonly Blob[];
  /** Files of the project. */
  readonly sources: readonly SourceEntry[];
  /** Files that dependencies made: their blobs must be stored, for nobody can make them from here. */
  readonly made: readonly Digest[];
}

/** The place of an output in the project, which is its place in the input roots of others and, below `out/`, on disk. */
export function projectPathOf(directory: string, path: string): string {
  return directory === '' ? path : `${directory}/${path}`;
}

/**
 * Builds the input root of a target: its sources and what its direct dependencies made, each at its place in the project. What dependencies
 * of dependencies made is not in it: an action that reads it has to say so.
 * @param target whose action it is for
 * @param sources what the target's globs found, links as themselves
 * @param dependencies the targets that it names, done
 * @param storage holds the folders that dependencies made
 * @throws SandwrightError ACTION_INVALID where two of them bring different things to one place
 */
export async function buildTargetInputs(
  target: Target,
  sources: readonly SourceEntry[],
  dependencies: readonly DependencyOutputs[],
  storage: ContentAddressableStorage,
  options: CallOptions,
): Promise<TargetInputs> {
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
  return { root: built.root, directories, sources, made };
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
