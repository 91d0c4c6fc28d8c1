import type { FlagTable } from './flag.ts';
import { projectFlags } from './project-flags.ts';

/** Flags of every command that builds something. */
export const buildFlags = {
  ...projectFlags,
  jobs: {
    kind: 'integer',
    short: 'j',
    placeholder: 'N',
    minimum: 1,
    maximum: 1024,
    help: 'Commands at once on this machine; short for --process-execution-local-parallelism.',
  },
  download: {
    kind: 'choice',
    choices: ['all', 'toplevel', 'minimal'],
    help: 'Whose outputs are fetched from a server; short for --remote-download-outputs.',
  },
  'keep-going': { kind: 'boolean', short: 'k', help: 'After a failure, go on with what does not depend on it.' },
  force: { kind: 'boolean', help: 'Run every command, also where its result is known.' },
  output: { kind: 'choice', choices: ['all', 'errors'], help: 'Show what all commands wrote, or only those that failed (default).' },
  'keep-sandboxes': { ...projectFlags['keep-sandboxes'], advanced: false },
  json: { kind: 'boolean', help: 'Print events as lines of JSON.' },
} as const satisfies FlagTable;
