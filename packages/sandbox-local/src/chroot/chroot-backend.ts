import { defineSandboxBackend } from '@sandwright/core';
import { CommandSandbox } from '../process/command-sandbox.ts';
import { chrootConfigSchema } from './chroot-config.ts';
import { ChrootSurroundings } from './chroot-surroundings.ts';

/** `sandbox: chroot`, for POSIX systems without namespaces, and where bubblewrap does not work; needs root. */
export const chrootBackend = defineSandboxBackend({
  kind: 'chroot',
  apiVersion: 1,
  configSchema: chrootConfigSchema,
  create: async (config, services) => new CommandSandbox(new ChrootSurroundings(config), services),
});
