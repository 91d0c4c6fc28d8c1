import { version } from '../version.ts';
import { defineCommand } from './command.ts';

/** `sandwright version`. */
export const command = defineCommand({
  usage: '',
  description: 'Prints the version of sandwright, and with --json that of Node as well.',
  flags: { json: { kind: 'boolean', help: 'Print JSON.' } },
  positionals: { minimum: 0, maximum: 0 },
  run: ({ terminal, values }) => {
    terminal.out.write(values.json === true ? `${JSON.stringify({ version, node: process.versions.node })}\n` : `sandwright ${version}\n`);
    return Promise.resolve(0);
  },
});
