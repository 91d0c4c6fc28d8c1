import * as z from 'zod';
import { sandboxLimitsSchema } from '../limits/sandbox-limits.ts';

/** `auto`: as far as this system lets us; `off`: not even then. */
const facility = z.enum(['auto', 'off']).default('auto');

/** What may be written beside `chroot` in an environment. */
export const chrootConfigSchema = z.strictObject({
  /**
   * `host`: the host's tools read-only and the inputs in one folder, which takes mounts; `input`: the input root is the file system; `auto`:
   * `input` for an input root that looks like a file system.
   */
  root: z.enum(['host', 'input', 'auto']).default('host'),
  /** `off`: none, where there are namespaces; `allowed`: for actions whose platform properties say `network=on`; `on`: for all. */
  network: z.enum(['off', 'allowed', 'on']).default('off'),
  /** Further folders of the host that actions see, read-only, with `root: host`. */
  hostPaths: z.array(z.string().startsWith('/')).max(50).default([]),
  /** Mounts in a mount namespace of the launcher (Linux). */
  mounts: facility,
  /** Process, network, IPC and host name namespaces (Linux, with mounts). */
  namespaces: facility,
  /**
   * How inputs get onto disk. `auto`: large input roots as overlays where these work and each command has a process namespace, else as hard
   * links, which the command's user cannot change.
   */
  staging: z.enum(['auto', 'overlay', 'links', 'copy']).default('auto'),
  /** Bytes of input files that may be kept on disk for overlays, and as many for hard links. */
  treeCacheBytes: z
    .int()
    .positive()
    .default(10 * 1024 ** 3),
  /** Control groups, else rlimits (Linux). */
  controlGroups: facility,
  /** /proc inside, and looking into the host's. */
  proc: facility,
  limits: z.prefault(sandboxLimitsSchema, {}),
});

/** Configuration of the chroot sandbox, with defaults filled in. */
export type ChrootConfig = z.infer<typeof chrootConfigSchema>;
