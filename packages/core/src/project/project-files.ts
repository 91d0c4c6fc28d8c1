import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../config/diagnostic.ts';
import type { Problem } from '../config/place.ts';
import type { YamlSources } from '../config/yaml-sources.ts';
import type { FileTree } from './file-tree.ts';
import { buildFileName, projectFileName } from './find-root.ts';
import { joinPath } from './inside-path.ts';
import { type BuildFile, buildFileShape, type OverlayFile, overlayFileShape, type ProjectFile, projectFileShape } from './project-file.ts';
import { FileReader } from './read-files.ts';

/** A file that was read. */
export interface ReadFile<T> {
  /** Relative to the root where it lies in there, else absolute. */
  readonly file: string;
  /** Its folder, relative to the root; empty for the root, and for files outside of it. */
  readonly directory: string;
  readonly content: T;
}

/** Every file of a project that could be read, and what was wrong with the others. */
export interface ProjectFiles {
  readonly project: ReadFile<ProjectFile> | undefined;
  readonly overlays: readonly ReadFile<OverlayFile>[];
  readonly builds: readonly ReadFile<BuildFile>[];
  readonly brokenFolders: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly problems: readonly Problem[];
}

/** A file's name in messages: relative to the root where it lies in there. */
function displayName(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') ? path : inside;
}

/**
 * Reads the project file, the overlays and every build file.
 * @param tree the project's folders
 * @param configFiles overlays, absolute; each must exist
 * @param buildFolders folders whose build file is wanted, relative to the root
 * @param sources finds places
 */
export async function readProjectFiles(
  tree: FileTree,
  configFiles: readonly string[],
  buildFolders: readonly string[],
  sources: YamlSources,
): Promise<ProjectFiles> {
  const reader = new FileReader(tree.root, sources);
  const problems: Problem[] = [];
  const brokenFolders = new Set<string>();

  const project = await reader.read({ file: projectFileName, shape: projectFileShape });
  if (project === undefined) brokenFolders.add('');
  const overlays: ReadFile<OverlayFile>[] = [];
  for (const path of configFiles) {
    const file = displayName(tree.root, resolve(path));
    if (!existsSync(path)) {
      problems.push({ file, path: [], message: 'there is no such file, though it is named as a configuration file' });
      continue;
    }
    const content = await reader.read({ file, shape: overlayFileShape });
    if (content !== undefined) overlays.push({ file, directory: '', content });
  }
  const builds: ReadFile<BuildFile>[] = [];
  for (const directory of buildFolders) {
    const file = joinPath(directory, buildFileName);
    if (directory.includes(':')) problems.push({ file, path: [], message: 'no label can name this folder, for its name holds a ":"' });
    // No await where nothing is wrong: a thousand turns of the event loop are a noticeable part of a start.
    const content = reader.readQuickly({ file, shape: buildFileShape }) ?? (await reader.read({ file, shape: buildFileShape }));
    if (content === undefined) brokenFolders.add(directory);
    else builds.push({ file, directory, content });
  }
  return {
    project: project === undefined ? undefined : { file: projectFileName, directory: '', content: project },
    overlays,
    builds,
    brokenFolders,
    diagnostics: reader.diagnostics,
    problems,
  };
}
