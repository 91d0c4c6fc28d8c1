import { diagnosticsError, platformDisagreements, thisPlatform } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { styleFor } from '../presentation/style.ts';
import { composeFor } from '../process/compose-for.ts';
import { openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright config check`. */
export const command = defineCommand({
  usage: '',
  description: `Reads everything that a person wrote (project files, options, environments, plugins' configuration, sources of every target) and lists
all that is wrong. Builds nothing.`,
  flags: projectFlags,
  positionals: { minimum: 0, maximum: 0 },
  run: async (invocation) => {
    const { terminal } = invocation;
    const opened = await openProject(invocation);
    const { project } = opened;
    const problems = await project.checkSources(project.targets.values());
    if (problems.length > 0) throw diagnosticsError(problems);
    await using composition = composeFor(invocation, opened, () => {});
    await composition.environments().check();
    for (const { target, message } of platformDisagreements(project, project.targets.values(), thisPlatform())) {
      const { file, line, column } = await project.locate({ ...target.place, on: 'key' });
      terminal.err.write(`${styleFor(terminal.err.colours).warning('warning:')} ${file}:${line}:${column} ${message}\n`);
    }
    const environments = project.environments.declared.length;
    terminal.out.write(`All is well: ${project.targets.size} targets, ${environments} environments.\n`);
    return 0;
  },
});
