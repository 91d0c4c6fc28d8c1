import { defineSandboxBackend } from '@sandwright/core';
import { bubblewrapConfigSchema } from './bubblewrap-config.ts';
import { BubblewrapSandbox } from './bubblewrap-sandbox.ts';

/** `sandbox: bubblewrap`, Linux namespaces by way of the program bwrap; works as root and without. */
export const bubblewrapBackend = defineSandboxBackend({
  kind: 'bubblewrap',
  apiVersion: 1,
  configSchema: bubblewrapConfigSchema,
  create: async (config, services) => new BubblewrapSandbox(config, services),
});
