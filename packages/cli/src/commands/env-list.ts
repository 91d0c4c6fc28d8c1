import type { DeclaredEnvironment } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright env list`. */
export const command = defineCommand({
  usage: '',
  description: 'Lists the environments that the project defines, each with its type, what it falls back to, and its place.',
  flags: { ...projectFlags, json: { kind: 'boolean', help: 'Print one JSON object a line.' } },
  positionals: { minimum: 0, maximum: 0 },
  run: async (invocation) => {
    const { project } = await openProject(invocation);
    for (const declared of project.environments.declared) {
      const { file, line, column } = await project.locate({ ...declared.place, on: 'key' });
      const facts = {
        environment: declared.name,
        type: typeOf(declared),
        fallback: declared.definition.fallback_environment,
        file,
        line,
        column,
      };
      const fallback = facts.fallback === undefined ? '' : `, falls back to ${facts.fallback}`;
      const text = `${facts.environment} (${facts.type}${fallback}) ${file}:${line}:${column}`;
      invocation.terminal.out.write(`${invocation.values.json === true ? JSON.stringify(facts) : text}\n`);
    }
    if (invocation.values.json !== true) {
      const built =
        project.environments.declared.length === 0 ? ' (the built-in one: bubblewrap, then chroot)' : ' (any of the local ones that fits)';
      invocation.terminal.out.write(`__local__${built}\n`);
    }
    return 0;
  },
});

function typeOf({ definition }: DeclaredEnvironment): string {
  return definition.kind === 'plugin' ? definition.type : `${definition.kind}_environment`;
}
