import { resolve } from 'node:path';
import { diagnosticsError } from '../config/diagnostics-error.ts';
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
import { LoadedProject } from './loaded-project.ts';
import type { Project } from './project.ts';
import { readProjectFiles } from './project-files.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { SourceFinder } from './source-finder.ts';

/** What to load. */
export interface LoadProjectOptions {
  /** A folder in the project; absolute, or relative to the working directory. */
  readonly directory: string;
  /** Files laid over `sandwright.yaml`, weakest first; relative to the working directory. Each must exist. */
  readonly configFiles?: readonly string[];
  /** Absolute; what the files say is remembered in it, so that the next start is quicker. Nothing is remembered without it. */
  readonly cacheDirectory?: string;
}

/**
 * Reads a project: the nearest `sandwright.yaml` in this folder or above, the files laid over it, and every `BUILD.yaml` below.
 * @param options which one
 * @throws SandwrightError CONFIG_INVALID with everything that is wrong, sorted by place, in `details.diagnostics`
 */
export async function loadProject(options: LoadProjectOptions): Promise<Project> {
  const root = findRoot(options.directory);
  const tree = new FileTree(root);
  const yaml = new YamlSources(root);
  const buildFolders = findBuildFiles(tree);
  const configFiles = (options.configFiles ?? []).map((file) => resolve(file));
  const snapshot =
    options.cacheDirectory === undefined ? undefined : new ProjectSnapshot(tree, configFiles, buildFolders, options.cacheDirectory);
  const recalled = snapshot?.recall();
  const files = await readProjectFiles(tree, configFiles, recalled?.foldersWithEnvironments ?? buildFolders, yaml);
  const problems: Problem[] = [...files.problems];
  const environments = collectEnvironments(files, problems);
  const found: EachFound[] = [];
  const { targets, groups } = recalled ?? collectTargets(files, { tree, environments, problems, found });
  if (recalled === undefined) problems.push(...checkCycles(targets), ...checkOutputs(targets.values()));
  if (problems.length > 0 || files.diagnostics.length > 0) {
    throw diagnosticsError(sortDiagnostics([...files.diagnostics, ...(await yaml.diagnose(problems))]));
  }
  if (recalled === undefined) snapshot?.keep({ targets, groups }, found, files);
  const layers = [...(files.project === undefined ? [] : [files.project]), ...files.overlays];
  return new LoadedProject({
    root,
    targets,
    groups,
    environments,
    optionLayers: layers.map(({ file, content }) => ({ file, values: content.options ?? new Map<string, unknown>() })),
    plugins: layers.flatMap(({ file, content }) =>
      (content.plugins ?? []).map((name, index) => ({ name, place: { file, path: ['plugins', index] } })),
    ),
    yaml,
    sources: new SourceFinder(tree),
  });
}
