import { describe, it } from '@jest/globals';
import { CompletenessCheckingActionCache, candidateStack, MemoryActionCache, Semaphore, sandboxStack } from '@sandwright/core';
import { describeSandbox, hostToolRoot } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';

// What the decorators add must take nothing away: the whole stack keeps what its leaf promises.
describeSandbox(
  'the whole stack around bubblewrap',
  async (services) => {
    const leaf = await bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({}), services);
    const { clock, concurrency, storage } = services;
    const sandbox = candidateStack(leaf, 'local', {
      clock,
      actionCache: new CompletenessCheckingActionCache(new MemoryActionCache(), storage),
      localSlots: new Semaphore(concurrency),
      remoteSlots: new Semaphore(concurrency),
    });
    return sandboxStack({ candidates: [{ name: 'local: bubblewrap', sandbox }] }, clock);
  },
  {
    describe,
    it,
    tellsUsage: true,
    root: 'host',
    capabilities: [...bubblewrapCapabilities()],
    toolRoot: hostToolRoot,
    enforcesTimeouts: true,
    // It passes through no decorator.
    printedMebibytes: 4,
  },
);
