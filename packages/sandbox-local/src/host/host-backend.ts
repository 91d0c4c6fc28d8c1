import { defineSandboxBackend } from '@sandwright/core';
import { CommandSandbox } from '../process/command-sandbox.ts';
import { hostConfigSchema } from './host-config.ts';
import { hostSurroundings } from './host-surroundings.ts';

/** `sandbox: host`, no isolation at all: commands run on a copy of their inputs, and see and reach whatever this user does. */
export const hostBackend = defineSandboxBackend({
  kind: 'host',
  apiVersion: 1,
  configSchema: hostConfigSchema,
  create: async (config, services) => new CommandSandbox(hostSurroundings(config), services),
});
