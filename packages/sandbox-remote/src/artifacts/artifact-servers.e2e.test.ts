import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ActionResult,
  type ArtifactServer,
  digestOf,
  emptyDigest,
  type Logger,
  MemoryContentAddressableStorage,
  systemClock,
} from '@sandwright/core';
import { type TemporaryDirectory, temporaryDirectory } from '@sandwright/core/testing';
import { CertificateRig } from '../client/certificate-rig.ts';
import { connect } from '../library/connect.ts';
import { assetHandlers, ScriptedExecutionServer, type ScriptedServerOptions } from '../testing/index.ts';
import { ArtifactCache } from './artifact-cache.ts';

let scratch: TemporaryDirectory;
let certificates: CertificateRig;
beforeAll(async () => {
  scratch = await temporaryDirectory('sandwright-artifacts-');
  certificates = new CertificateRig(scratch.path);
  for (const name of ['authority', 'stranger']) certificates.authority(name);
  certificates.certificate('server', 'authority', 'DNS:localhost');
  certificates.certificate('client', 'authority', 'DNS:client');
}, 30_000);
afterAll(async () => {
  await scratch[Symbol.asyncDispose]();
});

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

const serve = async (options: ScriptedServerOptions = {}) =>
  open.use(await ScriptedExecutionServer.start({ handlers: assetHandlers(), ...options }));

const file = Buffer.from('what it made');
const action = digestOf(Buffer.from('an action'));
const result: ActionResult = {
  exitCode: 0,
  stdout: emptyDigest,
  stderr: emptyDigest,
  outputs: [{ kind: 'file', path: 'out', digest: digestOf(file), isExecutable: false }],
  metadata: { worker: 'here' },
};

async function machine(servers: readonly Partial<ArtifactServer>[], variables: Readonly<Record<string, string>> = {}) {
  const said: string[] = [];
  const logger: Logger = { log: (level, message) => void (level === 'warn' && said.push(message)), child: () => logger };
  const storage = new MemoryContentAddressableStorage();
  const cache = new ArtifactCache({ servers: servers as readonly ArtifactServer[], storage, clock: systemClock, logger, variables });
  open.use(cache);
  const push = async () => {
    await storage.write(digestOf(file), file);
    await cache.put(action, result);
    await cache.settled();
  };
  return { cache, storage, said, push };
}

describe('an artifact server behind TLS', () => {
  const secure = async () => {
    const server = await serve({ credentials: certificates.serverCredentials('server', 'authority') });
    return { server, address: server.address.replace('grpc://127.0.0.1', 'grpcs://localhost') };
  };
  const tls = () => ({
    ca_certs_path: certificates.path('authority.pem'),
    client_certs_path: certificates.path('client.pem'),
    client_key_path: certificates.path('client.key'),
  });

  test('is spoken to with its certificates, token, headers and instance, in every request', async () => {
    const { server, address } = await secure();
    writeFileSync(certificates.path('token'), 'first\n');
    const bearer_token = `@${certificates.path('token')}`;
    const declared = { address, push: true, instance_name: 'main', bearer_token, headers: new Map([['x-team', 'blue']]), ...tls() };
    const maker = await machine([declared], { SANDWRIGHT_AUTH_TOKEN: 'not this one' });
    await maker.push();
    expect(maker.cache.pushes).toEqual([{ address, pushed: 1, failed: 0 }]);
    const other = await machine([declared]);
    expect(await other.cache.get(action)).toMatchObject({ exitCode: 0, outputs: [{ path: 'out' }] });
    expect(await other.storage.findMissing([digestOf(file)])).toEqual([]);
    expect([...maker.said, ...other.said]).toEqual([]);
    const methods = server.received.map(({ method }) => method);
    expect(methods).toEqual(
      expect.arrayContaining(['FindMissingBlobs', 'BatchUpdateBlobs', 'PushDirectory', 'FetchDirectory', 'BatchReadBlobs']),
    );
    for (const { metadata, request } of server.received) {
      expect(metadata.get('authorization')).toEqual(['Bearer first']);
      expect(metadata.get('x-team')).toEqual(['blue']);
      expect(request['instanceName'] ?? String(request['resourceName']).split('/')[0]).toBe('main');
    }
  });

  test.each([
    ['an authority that is not trusted', () => ({ ...tls(), ca_certs_path: certificates.path('stranger.pem') }), 'stranger.pem'],
    ['no certificate to show', () => ({ ca_certs_path: certificates.path('authority.pem') }), 'remote_client_certs_path'],
  ])('%s: said once, and the build goes on', async (_, files, words) => {
    const { server, address } = await secure();
    const one = await machine([{ address, push: true, ...files() }]);
    expect(await one.cache.get(action)).toBeUndefined();
    await one.push();
    expect(one.said).toEqual([expect.stringContaining(words)]);
    expect([one.cache.pushes, server.received]).toEqual([[{ address, pushed: 0, failed: 1 }], []]);
  });

  test('the token of the environment is used where none is declared', async () => {
    const server = await serve();
    const one = await machine([{ address: server.address }], { SANDWRIGHT_AUTH_TOKEN: 'of-the-environment' });
    await one.cache.get(action);
    expect(server.received[0]?.metadata.get('authorization')).toEqual(['Bearer of-the-environment']);
  });
});

test('an index elsewhere is asked for names, and the store for blobs', async () => {
  const [index, store] = [await serve(), await serve()];
  const declared = { address: store.address, index_address: index.address, push: true };
  await (await machine([declared])).push();
  expect(await (await machine([declared])).cache.get(action)).toBeDefined();
  expect(index.received.map(({ method }) => method)).toEqual(['PushDirectory', 'FetchDirectory']);
  expect(store.received.map(({ method }) => method).filter((method) => method.endsWith('Directory'))).toEqual([]);
});

test('a server that lost part of a result is told of, once, and the next one is asked', async () => {
  const [small, large] = [await serve(), await serve()];
  await (
    await machine([
      { address: small.address, push: true },
      { address: large.address, push: true },
    ])
  ).push();
  small.storage.delete(digestOf(file));
  const other = await machine([{ address: small.address }, { address: large.address }]);
  expect(await other.cache.get(action)).toMatchObject({ outputs: [{ path: 'out' }] });
  expect(await other.storage.findMissing([digestOf(file)])).toEqual([]);
  expect(other.said).toEqual([expect.stringContaining(`${small.address} has lost part of a result`)]);
  large.forget();
  const third = await machine([{ address: small.address }, { address: large.address }]);
  for (let n = 0; n < 2; n += 1) expect(await third.cache.get(action)).toBeUndefined();
  expect(third.said).toHaveLength(2);
});

describe('names of files and folders', () => {
  test('a file and a folder are found under their names, with the same qualifiers only', async () => {
    const server = await serve();
    await using client = connect({ address: server.address, instanceName: 'main' });
    const [tool, folder] = [await client.upload(file), await client.upload({ 'bin/tool': file })];
    await client.assets.push('urn:tool', tool, { qualifiers: { os: 'linux' }, expiresAt: new Date(1_700_000_000_250) });
    await client.assets.push(['urn:all', 'urn:all:1'], folder);
    expect(await client.assets.fetch('urn:tool', 'file', { qualifiers: { os: 'linux' } })).toEqual({
      kind: 'file',
      digest: tool.digest,
      isExecutable: false,
    });
    expect(await client.assets.fetch('urn:tool', 'file')).toBeUndefined();
    expect(await client.assets.fetch('urn:tool', 'directory', { qualifiers: { os: 'linux' } })).toBeUndefined();
    const found = await client.assets.fetch(['urn:none', 'urn:all:1'], 'directory');
    expect(found).toEqual({ kind: 'directory', digest: folder.digest });
    await client.download(found ?? tool, certificates.path('brought'));
    rmSync(certificates.path('brought/bin/tool'));
    const pushed = server.received.find(({ method }) => method === 'PushBlob');
    expect(pushed?.request).toMatchObject({ instanceName: 'main', expireAt: { seconds: 1_700_000_000, nanos: 250_000_000 } });
  });

  test('a server without the Remote Asset API says so', async () => {
    const server = await serve({ handlers: {} });
    await using client = connect({ address: server.address });
    await expect(client.assets.fetch('urn:x', 'file')).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
    const uploaded = await client.upload(file);
    await expect(client.assets.push('urn:x', uploaded)).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
  });
});
