import { describe, test as it } from '@jest/globals';
import { describeSandbox, hostToolRoot } from '@sandwright/core/testing';
import { chrootBackend } from './chroot-backend.ts';

const make = (config: unknown) => (services: Parameters<typeof chrootBackend.create>[1]) =>
  chrootBackend.create(chrootBackend.configSchema.parse(config), services);

const everything = [
  'isolated-filesystem',
  'isolated-network',
  'isolated-processes',
  'input-root-as-root',
  'read-only-inputs',
  'resource-limits',
] as const;

// Large output goes the same way in all of them.
describeSandbox('chroot, host’s tools, inputs as overlays', make({ staging: 'overlay' }), {
  describe,
  it,
  tellsUsage: true,
  capabilities: everything,
});

describeSandbox('chroot, input root as root, inputs as hard links', make({ root: 'input', staging: 'links' }), {
  describe,
  it,
  tellsUsage: true,
  capabilities: everything,
  root: 'input',
  toolRoot: hostToolRoot,
  printedMebibytes: 4,
});

describeSandbox(
  'chroot without mounts, namespaces, control groups and /proc',
  make({ root: 'input', mounts: 'off', namespaces: 'off', controlGroups: 'off', proc: 'off' }),
  {
    describe,
    it,
    tellsUsage: true,
    capabilities: ['isolated-filesystem', 'input-root-as-root'],
    root: 'input',
    toolRoot: hostToolRoot,
    printedMebibytes: 4,
  },
);
