import { defineSandboxBackend } from '@sandwright/core';
import { z } from 'zod';
import { FirejailSandbox } from './firejail-sandbox.mjs';

/** What may be written beside `kind: firejail` in an environment. */
const configSchema = z.strictObject({
  /** The program, by its name on the PATH or its absolute path. */
  program: z.string().min(1).default('firejail'),
  /** Address space of each process, bytes; not bounded by default. */
  memoryBytes: z.int().positive().optional(),
});

/** @typedef {z.infer<typeof configSchema>} FirejailConfig */

export const firejailBackend = defineSandboxBackend({
  kind: 'firejail',
  apiVersion: 1,
  configSchema,
  create: async (config, services) => new FirejailSandbox(config, services),
});
