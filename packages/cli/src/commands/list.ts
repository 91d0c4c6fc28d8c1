import type { Target } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright list`. */
export const command = defineCommand({
  usage: '[TARGET…]',
  description: 'Lists targets with their descriptions: those given, or all.',
  flags: { ...projectFlags, json: { kind: 'boolean', help: 'Print one JSON object a line, with what is known of each target.' } },
  positionals: { minimum: 0, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { project, from } = await openProject(invocation);
    const targets = invocation.positionals.length === 0 ? project.targets.values() : project.match(invocation.positionals, from);
    const listed = [...targets];
    const width = Math.min(
      widest,
      listed.reduce((longest, { label }) => Math.max(longest, label.length), 0),
    );
    const line = invocation.values.json === true ? describe : (target: Target): string => describeShortly(target, width);
    invocation.terminal.out.write(listed.map((target) => `${line(target)}\n`).join(''));
    return 0;
  },
});

/** Descriptions stand below each other, but not out of sight because of one long name. */
const widest = 40;

function describeShortly({ label, description }: Target, width: number): string {
  const [first = ''] = (description ?? '').split('\n');
  return first === '' ? label : `${label.padEnd(width)}  ${first}`;
}

function describe(target: Target): string {
  return JSON.stringify({
    target: target.label,
    ...(target.description === undefined ? {} : { description: target.description }),
    test: target.test,
    environment: target.environment,
    command: target.writtenCommand,
    sources: target.sources,
    dependencies: target.dependencies,
    outputs: target.outputs,
  });
}
