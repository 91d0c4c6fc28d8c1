import { describe, it } from '@jest/globals';
import { describeReapiEndpoint } from '@sandwright/sandbox-remote/testing';
import { startTestFarm } from './test-farm.ts';

/** What bubblewrap promises holds for whoever reaches it through a server, but for what only this machine can know. */
const capabilities = ['isolated-filesystem', 'isolated-network', 'isolated-processes', 'read-only-inputs'] as const;

describeReapiEndpoint(
  'our server, through our client',
  async () => {
    const farm = await startTestFarm();
    const dispose = async () => await farm[Symbol.asyncDispose]();
    return { storeAddress: farm.server.url, instanceName: 'farm', [Symbol.asyncDispose]: dispose };
  },
  { describe, it },
  // Storage and action cache of the same server, without a worker beside them, are checked in client-and-server.
  { storage: undefined, actionCache: undefined, execution: { capabilities: [...capabilities], enforcesTimeouts: true } },
);
