import { describe, it } from '@jest/globals';
import type { SandboxServices } from '@sandwright/core';
import { describeSandbox } from '@sandwright/core/testing';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { startTestFarm } from './test-farm.ts';

/** What bubblewrap promises holds for whoever reaches it through a server, but for what only this machine can know. */
const capabilities = ['isolated-filesystem', 'isolated-network', 'isolated-processes', 'read-only-inputs'] as const;

/** A sandbox over a server of ours, which is taken down with the sandbox. */
async function remoteSandbox({ storage }: SandboxServices): Promise<RemoteSandbox> {
  const farm = await startTestFarm();
  const connection = connect({ storeAddress: farm.server.url, instanceName: 'farm' });
  const sandbox = new RemoteSandbox({ connection, local: storage, capabilities });
  const dispose = sandbox[Symbol.asyncDispose].bind(sandbox);
  return Object.assign(sandbox, {
    [Symbol.asyncDispose]: async () => {
      await dispose();
      await farm[Symbol.asyncDispose]();
    },
  });
}

describeSandbox('our server, through our client', remoteSandbox, { describe, it, capabilities: [...capabilities], enforcesTimeouts: true });
