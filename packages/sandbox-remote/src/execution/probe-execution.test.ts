import { expect, test } from '@jest/globals';
import type { ServerCapabilitiesInit } from '@sandwright/core/reapi';
import { openConnection } from '../remote-connection.ts';
import { ScriptedExecutionServer } from '../testing/index.ts';
import { probeExecution } from './probe-execution.ts';

async function probe(capabilities: ServerCapabilitiesInit) {
  await using server = await ScriptedExecutionServer.start({ script: [], capabilities });
  using connection = openConnection({ storeAddress: server.address });
  return await probeExecution(connection);
}

const executes = { executionCapabilities: { execEnabled: true, digestFunction: 1 }, lowApiVersion: { major: 2 } };

test.each<[string, ServerCapabilitiesInit]>([
  ['2.1', { ...executes, highApiVersion: { major: 2, minor: 1 } }],
  ['no version', executes],
])('a server of %s that executes is available', async (_, capabilities) => {
  expect(await probe(capabilities)).toEqual({ available: true });
});

test.each<[string, ServerCapabilitiesInit, string]>([
  ['that does not execute', { highApiVersion: { major: 2, minor: 3 } }, 'is a cache: it does not execute actions'],
  ['of version 2.0, which knows no output_paths,', { ...executes, highApiVersion: { major: 2 } }, 'executing needs 2.1'],
])('a server %s is not available, and it is said why and what to do', async (_, capabilities, reason) => {
  expect(await probe(capabilities)).toMatchObject({
    available: false,
    cause: 'capability',
    reason: expect.stringContaining(reason),
    fix: expect.stringContaining('remote_execution'),
  });
});
