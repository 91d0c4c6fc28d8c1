import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { loadProject, type Project } from '@sandwright/core';
import type { Invocation } from '../commands/command.ts';

/** A project and where in it the user stands. */
export interface OpenProject {
  readonly project: Project;
  /** Relative to the project's root; empty for the root itself. Relative target names begin here. */
  readonly from: string;
}

/**
 * The project in which the user stands.
 * @param invocation says where that is, and which files are laid over the project's own
 * @throws SandwrightError CONFIG_INVALID if there is none, or something in it is wrong
 */
export async function openProject(
  invocation: Pick<Invocation, 'workingDirectory'> & { readonly values: { readonly config?: readonly string[] } },
): Promise<OpenProject> {
  const { workingDirectory, values } = invocation;
  const project = await loadProject({ directory: workingDirectory, configFiles: values.config ?? [] });
  return { project, from: relative(project.root, realpathSync(workingDirectory)).replaceAll(sep, '/') };
}
