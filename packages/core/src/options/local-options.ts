import { availableParallelism } from 'node:os';
import type { OptionDefinition } from './option-definition.ts';

/** Options of this machine. Their names are those of Pants. */
export const localOptions = {
  local_cache: {
    kind: 'boolean',
    default: true,
    description: 'Whether results are taken from the cache on this machine, and kept in it.',
  },
  keep_sandboxes: {
    kind: 'choice',
    choices: ['always', 'on_failure', 'never'],
    default: 'never',
    description: "Whether a sandbox's folder is left behind for you to look at. Its path is printed.",
  },
  process_execution_local_parallelism: {
    kind: 'integer',
    minimum: 1,
    maximum: 1024,
    default: availableParallelism(),
    description: 'Commands at once on this machine. Default: its cores.',
  },
  process_execution_cache_namespace: {
    kind: 'text',
    default: undefined,
    advanced: true,
    description: 'Part of the identity of every action: another text, and nothing that ran before counts.',
  },
  local_store_dir: {
    kind: 'text',
    default: undefined,
    advanced: true,
    description: 'Where blobs, results and staged trees are kept. Default: $XDG_CACHE_HOME/sandwright, or ~/.cache/sandwright.',
  },
} as const satisfies Readonly<Record<string, OptionDefinition>>;
