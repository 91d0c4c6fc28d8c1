import * as z from 'zod';
import { sandboxLimitsSchema } from '../limits/sandbox-limits.ts';

/** What may be written beside `host` in an environment. */
export const hostConfigSchema = z.strictObject({
  limits: z.prefault(sandboxLimitsSchema, {}),
});

/** Configuration of the host sandbox, with defaults filled in. */
export type HostConfig = z.infer<typeof hostConfigSchema>;
