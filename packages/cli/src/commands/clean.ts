import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFlags } from '../arguments/project-flags.ts';
import { openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright clean`. */
export const command = defineCommand({
  usage: '',
  description: 'Removes out/, and nothing else: what was built comes back from the cache.',
  flags: projectFlags,
  positionals: { minimum: 0, maximum: 0 },
  run: async (invocation) => {
    const { project } = await openProject(invocation);
    const out = join(project.root, 'out');
    if (lstatSync(out, { throwIfNoEntry: false }) === undefined) {
      invocation.terminal.out.write('There is no out/ to remove.\n');
      return 0;
    }
    rmSync(out, { recursive: true, force: true, maxRetries: 3 });
    invocation.terminal.out.write(`Removed ${out}.\n`);
    return 0;
  },
});
