import * as z from 'zod';

/** Bounds of one action as a person writes them; what is left out is not bounded. */
export const sandboxLimitsSchema = z.strictObject({
  /** Running time, milliseconds, beside the action's own timeout. */
  wallMs: z.int().positive().optional(),
  /** Memory of all processes together, bytes; where only rlimits are there, of each process. */
  memoryBytes: z.int().positive().optional(),
  /** Processes and threads at once. */
  processes: z.int().positive().optional(),
  /** User and system time of all processes together, seconds; where only rlimits are there, of each process. */
  cpuSeconds: z.number().positive().optional(),
  /** Bytes of stdout and stderr, each. */
  outputBytes: z
    .int()
    .positive()
    .default(1024 * 1024 * 1024),
  /** Bytes that the action may write to its root, roughly: it is looked at a few times a second. */
  diskBytes: z.int().positive().optional(),
});

/** Bounds of one action; what is undefined is not bounded. */
export type SandboxLimits = z.infer<typeof sandboxLimitsSchema>;

/** Names a limit in `ExecutionMetadata.limitExceeded`. */
export type LimitName = 'wall' | 'memory' | 'processes' | 'cpu' | 'output' | 'disk';
