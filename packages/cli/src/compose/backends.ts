import type { BackendLoaders } from '@sandwright/core';

/** The sandboxes that are built in, by kind. Each is loaded when an action first needs it: a build that finds all results needs none. */
export const builtInBackends: BackendLoaders = {
  bubblewrap: async () => (await import('@sandwright/sandbox-local')).bubblewrapBackend,
  chroot: async () => (await import('@sandwright/sandbox-local')).chrootBackend,
  host: async () => (await import('@sandwright/sandbox-local')).hostBackend,
  remote: async () => (await import('@sandwright/sandbox-remote')).remoteBackend,
};
