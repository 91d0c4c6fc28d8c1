import { cpSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { outputPathOf, SandwrightError, type Target } from '@sandwright/core';
import { buildFlags } from '../arguments/build-flags.ts';
import { defineCommand } from './command.ts';
import { runBuild } from './run-build.ts';

/** `sandwright checkout`. */
export const command = defineCommand({
  usage: 'TARGET DIR',
  description: `Builds a target and copies what it made into a folder, as it stands below the target's own. --force also overwrites what is there.`,
  flags: { ...buildFlags, force: { kind: 'boolean', help: 'Overwrite what is there.' } },
  positionals: { minimum: 2, maximum: 2 },
  run: async (invocation) => {
    const { positionals, terminal, values, workingDirectory } = invocation;
    const [pattern = '', directory = ''] = positionals;
    // Here --force is about the folder; whether a command runs again is not this command's business.
    const building = { ...invocation, values: { ...values, force: false } };
    const { project, summary, targets } = await runBuild(building, ({ project: opened, from }) => opened.match([pattern], from), {
      stream: terminal.err,
      outputs: 'needed',
    });
    if (summary.exitCode !== 0) return summary.exitCode;
    const destination = resolve(workingDirectory, directory);
    const copies = targets.flatMap((target) => copiesOf(target, project.root, destination));
    const inTheWay = copies.find((copy) => lstatSync(copy.to, { throwIfNoEntry: false }) !== undefined);
    if (inTheWay !== undefined && values.force !== true) {
      throw new SandwrightError('USAGE_INVALID', `${inTheWay.to} is there already`, { hint: 'nothing was copied; --force overwrites it' });
    }
    for (const { from, to } of copies) {
      mkdirSync(dirname(to), { recursive: true });
      cpSync(from, to, { recursive: true, verbatimSymlinks: true, force: true });
    }
    terminal.out.write(`Copied ${copies.length === 1 ? '1 output' : `${copies.length} outputs`} to ${destination}.\n`);
    return 0;
  },
});

function copiesOf(target: Target, root: string, destination: string): readonly { readonly from: string; readonly to: string }[] {
  return target.outputs.map((output) => ({ from: join(root, outputPathOf(target, output)), to: join(destination, output) }));
}
