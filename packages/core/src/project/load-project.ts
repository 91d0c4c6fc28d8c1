import { join, resolve } from 'node:path';
import { artifactServersOf } from '../artifacts/artifact-server.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import { ParsedFiles } from '../config/parsed-files.ts';
import type { Problem } from '../config/place.ts';
import { sortDiagnostics, YamlSources } from '../config/yaml-sources.ts';
import { checkCycles } from './check-cycles.ts';
import { checkOutputs } from './check-outputs.ts';
import { collectEnvironments } from './collect-environments.ts';
import { collectTargets } from './collect-targets.ts';
import type { EachFound } from './each-file.ts';
import { FileTree } from './file-tree.ts';
import { findBuildFiles } from './find-build-files.ts';
import { findRoot } from './find-root.ts';
import { FolderMemory } from './folder-memory.ts';
import { LoadedProject } from './loaded-project.ts';
import type { OptionLayer, Project } from './project.ts';
import { readBuildFiles, readTopFiles } from './project-files.ts';
import { ProjectSnapshot, projectKey } from './project-snapshot.ts';
import { FileReader } from './read-files.ts';
import { SourceFinder } from './source-finder.ts';

/** What to load. */
export interface LoadProjectOptions {
  /** A folder in the project; absolute, or relative to the working directory. */
  readonly directory: string;
  /** Files laid over `sandwright.yaml`, weakest first; relative to the working directory. Each must exist. */
  readonly configFiles?: readonly string[];
  /**
   * Absolute; the targets are remembered in it, so that the next start is quicker. A function is given the root and what the files say about
   * options, which may decide the place. Nothing is remembered without it.
   */
  readonly cacheDirectory?: string | ((root: string, layers: readonly OptionLayer[]) => Promise<string | undefined>);
  /** Absolute; where a function will most likely say. What decides the place is remembered there, if it is the place. */
  readonly usualCacheDirectory?: string | undefined;
}

/**
 * Reads a project: the nearest `sandwright.yaml` in this folder or above, the files laid over it, and every `BUILD.yaml` below.
 * @param options which one
 * @throws SandwrightError CONFIG_INVALID with everything that is wrong, sorted by place, in `details.diagnostics`
 */
export async function loadProject(options: LoadProjectOptions): Promise<Project> {
  const readSinceMs = Date.now();
  const root = findRoot(options.directory);
  const yaml = new YamlSources(root);
  const configFiles = (options.configFiles ?? []).map((file) => resolve(file));
  const { cacheDirectory: place } = options;
  const usualPlace = typeof place === 'string' ? place : options.usualCacheDirectory;
  const remembered = usualPlace === undefined ? undefined : join(usualPlace, 'projects', projectKey(root, configFiles));
  const parsed = remembered === undefined ? undefined : new ParsedFiles(`${remembered}.files.json`);
  const folders = remembered === undefined ? undefined : new FolderMemory(`${remembered}.folders.json`);
  const tree = new FileTree(root, folders);
  const reader = new FileReader(root, yaml, parsed);
  const top = await readTopFiles(reader, configFiles);
  const layers = [...(top.project === undefined ? [] : [top.project]), ...top.overlays];
  const optionLayers = layers.map(({ file, content }) => ({ file, values: content.options ?? new Map<string, unknown>() }));
  const buildFolders = findBuildFiles(tree);
  const cacheDirectory = typeof place === 'function' ? await place(root, optionLayers) : place;
  const snapshot =
    cacheDirectory === undefined ? undefined : new ProjectSnapshot({ tree, configFiles, buildFolders, cacheDirectory, readSinceMs });
  const recalled = snapshot?.recall();
  const files = await readBuildFiles(reader, top, recalled?.foldersWithEnvironments ?? buildFolders);
  const problems: Problem[] = [...files.problems];
  const environments = collectEnvironments(files, problems);
  const found: EachFound[] = [];
  const { targets, groups } = recalled ?? collectTargets(files, { tree, environments, problems, found });
  if (recalled === undefined) problems.push(...checkCycles(targets), ...checkOutputs(targets.values()));
  if (problems.length > 0 || reader.diagnostics.length > 0) {
    throw diagnosticsError(sortDiagnostics([...reader.diagnostics, ...(await yaml.diagnose(problems))]));
  }
  const isKept = cacheDirectory === usualPlace;
  if (isKept) {
    parsed?.save();
    folders?.save();
  }
  if (recalled === undefined) snapshot?.keep({ targets, groups }, found, files);
  return new LoadedProject({
    root,
    targets,
    groups,
    environments,
    optionLayers,
    artifactServers: artifactServersOf(layers),
    plugins: layers.flatMap(({ file, content }) =>
      (content.plugins ?? []).map((name, index) => ({ name, place: { file, path: ['plugins', index] } })),
    ),
    yaml,
    sources: new SourceFinder(tree),
    // Globs look into more folders than were read up to here.
    remember: () => {
      if (isKept) folders?.save();
    },
  });
}
