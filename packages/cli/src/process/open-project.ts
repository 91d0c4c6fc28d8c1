import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve as resolvePath, sep } from 'node:path';
import {
  configFilesFrom,
  diagnosticsError,
  loadProject,
  type OptionLayer,
  type Project,
  type ResolvedOptions,
  resolveOptions,
  userConfigFile,
} from '@sandwright/core';
import { optionFlagsFrom } from '../arguments/option-flags.ts';
import type { Invocation } from '../commands/command.ts';
import { styleFor } from '../presentation/style.ts';
import { findCacheDirectory, usualCacheDirectory } from './cache-directory.ts';

/** A project, its options, and where in it the user stands. */
export interface OpenProject {
  readonly project: Project;
  readonly options: ResolvedOptions;
  /** Relative to the project's root; empty for the root itself. Relative target names begin here. */
  readonly from: string;
}

/** The part of a call that says which project, and how it is set up. */
export type ProjectInvocation = Pick<Invocation, 'workingDirectory' | 'environment' | 'terminal'> & {
  readonly values: Readonly<Record<string, unknown>> & { readonly config?: readonly string[] };
};

/**
 * The project in which the user stands, with its options. What is odd about variables is told on stderr.
 * @param invocation says where that is, which files are laid over the project's own, and which options flags set
 * @throws SandwrightError CONFIG_INVALID if there is none, or something in it is wrong
 */
export async function openProject(invocation: ProjectInvocation): Promise<OpenProject> {
  const { workingDirectory, environment, terminal, values } = invocation;
  const resolve = async (root: string, layers: readonly OptionLayer[]): Promise<ResolvedOptions> =>
    await resolveOptions({ root, userFile: userConfigFile(environment), layers, environment, flags: optionFlagsFrom(values) });
  const project = await loadProject({
    directory: workingDirectory,
    configFiles: overlaysOf(invocation),
    usualCacheDirectory: usualCacheDirectory(environment),
    cacheDirectory: async (root, layers) => {
      try {
        return findCacheDirectory(environment, (await resolve(root, layers)).values.local_store_dir).path;
      } catch {
        // Wrong options are told below, when everything that is wrong with the project was told.
        return undefined;
      }
    },
  });
  const options = await resolve(project.root, project.optionLayers);
  const style = styleFor(options.warnings.length > 0 && terminal.err.colours);
  for (const warning of options.warnings) terminal.err.write(`${style.warning('warning:')} ${warning}\n`);
  return { project, options, from: relative(project.root, realpathSync(workingDirectory)).replaceAll(sep, '/') };
}

/** Files to be laid over the project's own; one that is missing is told with who names it. */
function overlaysOf({ workingDirectory, environment, values }: ProjectInvocation): readonly string[] {
  const flags = values.config ?? [];
  const files = configFilesFrom(environment, flags);
  const missing = files.filter((file) => !existsSync(resolvePath(workingDirectory, file)));
  if (missing.length === 0) return files;
  throw diagnosticsError(
    missing.map((file) => ({
      file: flags.includes(file) ? `--config=${file}` : 'SANDWRIGHT_CONFIG_FILES',
      line: 0,
      column: 0,
      message: `there is no file "${file}"`,
    })),
  );
}
