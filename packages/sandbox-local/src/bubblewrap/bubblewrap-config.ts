import * as z from 'zod';
import { sandboxLimitsSchema } from '../limits/sandbox-limits.ts';

/** What may be written beside `bubblewrap` in an environment. */
export const bubblewrapConfigSchema = z.strictObject({
  /**
   * `host`: the host's tools read-only and the inputs in one folder; `input`: the input root is the file system; `auto`: `input` for an
   * input root that looks like a file system.
   */
  root: z.enum(['host', 'input', 'auto']).default('host'),
  /** `off`: none; `allowed`: for actions whose platform properties say `network=on`; `on`: for all. */
  network: z.enum(['off', 'allowed', 'on']).default('off'),
  /** Further folders of the host that actions see, read-only, with `root: host`. */
  hostPaths: z.array(z.string().startsWith('/')).max(50).default([]),
  /** Name or path of the program. */
  bwrap: z.string().min(1).default('bwrap'),
  /** How inputs get onto disk. `auto`: small input roots as files of their own, others as overlays where these work. */
  staging: z.enum(['auto', 'overlay', 'copy']).default('auto'),
  /**
   * Absolute path of the folder for what actions write while they run; in the cache by default. On a tmpfs actions start and end faster, but
   * all that they write is in memory.
   */
  scratchDirectory: z.string().startsWith('/').optional(),
  /** Bytes of input files that may be kept on disk for staging, beyond those in use. */
  treeCacheBytes: z
    .int()
    .positive()
    .default(20 * 1024 ** 3),
  /** `off`: limits are left to rlimits, which bound each process for itself. */
  controlGroups: z.enum(['auto', 'off']).default('auto'),
  limits: z.prefault(sandboxLimitsSchema, {}),
});

/** Configuration of the bubblewrap sandbox, with defaults filled in. */
export type BubblewrapConfig = z.infer<typeof bubblewrapConfigSchema>;
