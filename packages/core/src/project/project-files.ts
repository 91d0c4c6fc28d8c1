import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Problem } from '../config/place.ts';
import { buildFileName, projectFileName } from './find-root.ts';
import { joinPath } from './inside-path.ts';
import { type BuildFile, buildFileShape, type OverlayFile, overlayFileShape, type ProjectFile, projectFileShape } from './project-file.ts';
import type { FileReader } from './read-files.ts';

/** A file that was read. */
export interface ReadFile<T> {
  /** Relative to the root where it lies in there, else absolute. */
  readonly file: string;
  /** Its folder, relative to the root; empty for the root, and for files outside of it. */
  readonly directory: string;
  readonly content: T;
}

/** The files that stand above all folders, as far as they could be read. */
export interface TopFiles {
  readonly project: ReadFile<ProjectFile> | undefined;
  readonly overlays: readonly ReadFile<OverlayFile>[];
  /** What is wrong beside the content of files. */
  readonly problems: readonly Problem[];
}

/** Every file of a project that could be read. */
export interface ProjectFiles extends TopFiles {
  readonly builds: readonly ReadFile<BuildFile>[];
  /** Those whose file could not be read. */
  readonly brokenFolders: ReadonlySet<string>;
}

/** A file's name in messages: relative to the root where it lies in there. */
function displayName(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') ? path : inside;
}

/**
 * Reads the project file and the overlays.
 * @param reader reads files and takes what is wrong with them
 * @param configFiles overlays, absolute; each must exist
 */
export async function readTopFiles(reader: FileReader, configFiles: readonly string[]): Promise<TopFiles> {
  const problems: Problem[] = [];
  const content = await reader.read({ file: projectFileName, shape: projectFileShape, remember: true });
  const overlays: ReadFile<OverlayFile>[] = [];
  for (const path of configFiles) {
    const file = displayName(reader.root, path);
    if (!existsSync(path)) {
      problems.push({ file, path: [], message: 'there is no such file, though it is named as a configuration file' });
      continue;
    }
    const overlay = await reader.read({ file, shape: overlayFileShape, remember: true });
    if (overlay !== undefined) overlays.push({ file, directory: '', content: overlay });
  }
  return { project: content === undefined ? undefined : { file: projectFileName, directory: '', content }, overlays, problems };
}

/**
 * Reads build files.
 * @param reader reads files and takes what is wrong with them
 * @param top the files that were read before
 * @param buildFolders folders whose build file is wanted, relative to the root
 */
export async function readBuildFiles(reader: FileReader, top: TopFiles, buildFolders: readonly string[]): Promise<ProjectFiles> {
  const problems = [...top.problems];
  const brokenFolders = new Set<string>(top.project === undefined ? [''] : []);
  const builds: ReadFile<BuildFile>[] = [];
  if (buildFolders.length === 0) return { ...top, builds, brokenFolders, problems };
  const readQuickly = await reader.quickReader();
  for (const directory of buildFolders) {
    const file = joinPath(directory, buildFileName);
    if (directory.includes(':')) problems.push({ file, path: [], message: 'no label can name this folder, for its name holds a ":"' });
    // No await where nothing is wrong: a thousand turns of the event loop are a noticeable part of a start.
    const content = readQuickly({ file, shape: buildFileShape }) ?? (await reader.read({ file, shape: buildFileShape }));
    if (content === undefined) brokenFolders.add(directory);
    else builds.push({ file, directory, content });
  }
  return { ...top, builds, brokenFolders, problems };
}
