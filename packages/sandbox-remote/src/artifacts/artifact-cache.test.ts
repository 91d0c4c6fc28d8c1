import { expect, test } from '@jest/globals';
import { type ActionResult, digestOf, type Logger, MemoryContentAddressableStorage, systemClock } from '@sandwright/core';
import { ArtifactCache } from './artifact-cache.ts';

const empty = digestOf(new Uint8Array());

test('a result of which something is gone is told of, and is no reason to leave its server alone', async () => {
  const said: string[] = [];
  const logger: Logger = { log: (_level, message) => void said.push(message), child: () => logger };
  const address = 'grpc://127.0.0.1:1';
  const server = {
    address,
    push: true,
    index_address: undefined,
    instance_name: undefined,
    ca_certs_path: undefined,
    client_certs_path: undefined,
    client_key_path: undefined,
    bearer_token: undefined,
    headers: undefined,
  };
  const storage = new MemoryContentAddressableStorage();
  await using cache = new ArtifactCache({ servers: [server], storage, clock: systemClock, logger, variables: {} });
  const result: ActionResult = {
    exitCode: 0,
    stdout: empty,
    stderr: empty,
    outputs: [{ kind: 'directory', path: 'out', treeDigest: digestOf(Buffer.from('gone')) }],
    metadata: { worker: 'test' },
  };
  for (const action of ['one', 'two']) await cache.put(digestOf(Buffer.from(action)), result);
  await cache.settled();
  expect(said).toEqual([
    expect.stringContaining(`could not be pushed to the artifact server ${address}`),
    expect.stringContaining(`could not be pushed to the artifact server ${address}`),
  ]);
  expect(cache.pushes).toEqual([{ address, pushed: 0, failed: 2 }]);
});
