import type { FlagTable } from './flag.ts';
import { optionFlags } from './option-flags.ts';

/** Flags of every command that reads a project. */
export const projectFlags = {
  config: { kind: 'list', placeholder: 'FILE', help: 'Lay this file over sandwright.yaml; may be given several times.' },
  'log-level': {
    kind: 'choice',
    short: 'l',
    choices: ['trace', 'debug', 'info', 'warn', 'error'],
    help: 'Which log lines go to stderr (default: warn).',
  },
  ...optionFlags,
} as const satisfies FlagTable;
