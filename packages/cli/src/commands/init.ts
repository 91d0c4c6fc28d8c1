import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SandwrightError } from '@sandwright/core';
import { defineCommand } from './command.ts';

const projectFile = `# Targets of this project. Each runs its command in a sandbox that holds its sources and the outputs of its dependencies.
targets:
  greeting:
    description: Greets whoever is named in name.txt.
    command: printf 'Hello, %s!\\n' "$(cat name.txt)" > greeting.txt
    sources: [name.txt]
    outputs: [greeting.txt]
  greeting-test:
    command: grep -q '^Hello, ' greeting.txt
    dependencies: [":greeting"]
    test: true
`;

/** `sandwright init`. */
export const command = defineCommand({
  usage: '[DIR]',
  description: 'Writes sandwright.yaml with two small targets, and the file that they need, into DIR (default: here). Overwrites nothing.',
  flags: {},
  positionals: { minimum: 0, maximum: 1 },
  run: ({ terminal, positionals, workingDirectory }) => {
    const directory = resolve(workingDirectory, positionals[0] ?? '.');
    mkdirSync(directory, { recursive: true });
    writeNew(join(directory, 'sandwright.yaml'), `${schemaLine(directory)}${projectFile}`, 'must-be-new');
    writeNew(join(directory, 'name.txt'), 'world\n', 'may-be-there');
    terminal.out.write(`Wrote ${join(directory, 'sandwright.yaml')}. Next: sandwright build, then sandwright test.\n`);
    return Promise.resolve(0);
  },
});

/**
 * What makes editors complete the file. The schemas lie beside the program: where that is a package of the project the path is the same for
 * everybody who works on it, else it is this machine's.
 */
function schemaLine(directory: string): string {
  const schema = join(import.meta.dirname, 'schemas/project.schema.json');
  if (!existsSync(schema)) return '';
  const path = relative(realpathSync(directory), schema);
  // Editors read an address up to the first space.
  const isOfProject = !path.startsWith('..') && !/\s/u.test(path);
  return `# yaml-language-server: $schema=${isOfProject ? path : pathToFileURL(schema).href}\n`;
}

function writeNew(path: string, content: string, rule: 'must-be-new' | 'may-be-there'): void {
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch (caught) {
    if ((caught as NodeJS.ErrnoException).code !== 'EEXIST') throw caught;
    if (rule === 'must-be-new') throw new SandwrightError('USAGE_INVALID', `${path} is there already`, { hint: 'nothing was changed' });
  }
}
