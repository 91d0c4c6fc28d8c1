import { describe, test as it } from '@jest/globals';
import { describeHostileActions, hostToolRoot } from '@sandwright/core/testing';
import { chrootBackend } from './chroot-backend.ts';

const limits = { memoryBytes: 256 << 20, processes: 64, cpuSeconds: 2, outputBytes: 1 << 20, diskBytes: 64 << 20 };

const make = (config: object) => (services: Parameters<typeof chrootBackend.create>[1]) =>
  chrootBackend.create(chrootBackend.configSchema.parse({ ...config, limits }), services);

const everything = [
  'isolated-filesystem',
  'isolated-network',
  'isolated-processes',
  'input-root-as-root',
  'read-only-inputs',
  'resource-limits',
] as const;

describeHostileActions('chroot, host’s tools', make({}), { describe, it, capabilities: everything, limits: { ...limits, named: true } });

describeHostileActions(
  'chroot without mounts, namespaces, control groups and /proc',
  make({ root: 'input', mounts: 'off', namespaces: 'off', controlGroups: 'off', proc: 'off' }),
  {
    describe,
    it,
    capabilities: ['isolated-filesystem', 'input-root-as-root'],
    root: 'input',
    toolRoot: hostToolRoot,
    limits: { ...limits, named: false },
  },
);
