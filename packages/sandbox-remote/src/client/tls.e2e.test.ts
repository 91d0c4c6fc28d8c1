import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import { openConnection, type RemoteOptions } from '../remote-connection.ts';
import { ScriptedExecutionServer } from '../testing/index.ts';
import { CertificateRig } from './certificate-rig.ts';

let folder: string;
let rig: CertificateRig;
const path = (name: string) => rig.path(name);

const servers: ScriptedExecutionServer[] = [];

async function serve(name: string, clientAuthority?: string): Promise<string> {
  const server = await ScriptedExecutionServer.start({ credentials: rig.serverCredentials(name, clientAuthority) });
  servers.push(server);
  return server.address.replace('grpc://127.0.0.1', 'grpcs://localhost');
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandwright-tls-'));
  rig = new CertificateRig(folder);
  for (const name of ['authority', 'stranger']) rig.authority(name);
  rig.certificate('server', 'authority', 'DNS:localhost,IP:127.0.0.1');
  rig.certificate('other-name', 'authority', 'DNS:build.example');
  rig.certificate('client', 'authority', 'DNS:client');
  rig.certificate('foreign-client', 'stranger', 'DNS:client');
  // -days takes negative numbers only in newer versions, but all take a start and an end in the past through `ca`; 0 days end at once.
  rig.certificate('expired', 'authority', 'DNS:localhost', 0);
}, 30_000);
afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function attempt(options: RemoteOptions): Promise<SandwrightError | 'connected'> {
  try {
    using connection = openConnection({ rpcRetries: 0, ...options });
    await connection.storageCapabilities();
    return 'connected';
  } catch (error) {
    if (SandwrightError.is(error)) return error;
    throw error;
  }
}

describe('TLS', () => {
  test('works with the authority that signed the certificate', async () => {
    const storeAddress = await serve('server');
    expect(await attempt({ storeAddress, tls: { caCertsPath: path('authority.pem') } })).toBe('connected');
  });

  test('an authority that is not trusted: which file was used is named', async () => {
    const storeAddress = await serve('server');
    const error = await attempt({ storeAddress, tls: { caCertsPath: path('stranger.pem') } });
    expect(error).toMatchObject({ code: 'REMOTE_UNAVAILABLE', retryable: false, message: expect.stringContaining('authority') });
    expect(error).toMatchObject({ hint: expect.stringContaining(path('stranger.pem')) });
  });

  test('the authorities of the machine are used where no file is named, and that is said', async () => {
    const error = await attempt({ storeAddress: await serve('server') });
    expect(error).toMatchObject({ hint: expect.stringContaining('authorities of this machine') });
    expect(error).toMatchObject({ hint: expect.stringContaining('remote_ca_certs_path') });
  });

  test('a certificate for another name: both names are given', async () => {
    const storeAddress = await serve('other-name');
    const error = await attempt({ storeAddress, tls: { caCertsPath: path('authority.pem') } });
    expect(error).toMatchObject({ retryable: false, message: expect.stringContaining('build.example') });
    expect(error).toMatchObject({ message: expect.stringContaining('localhost') });
  });

  test('a certificate that has expired', async () => {
    const storeAddress = await serve('expired');
    const error = await attempt({ storeAddress, tls: { caCertsPath: path('authority.pem') } });
    expect(error).toMatchObject({ retryable: false, message: expect.stringContaining('expired') });
  });

  test('grpcs:// to a server without TLS, and the reverse', async () => {
    const plain = await ScriptedExecutionServer.start();
    servers.push(plain);
    const error = await attempt({ storeAddress: plain.address.replace('grpc:', 'grpcs:') });
    expect(error).toMatchObject({
      code: 'REMOTE_UNAVAILABLE',
      message: expect.stringContaining('TLS'),
      hint: expect.stringContaining('grpc://'),
    });
    const secure = await serve('server');
    const reverse = await attempt({ storeAddress: secure.replace('grpcs:', 'grpc:') });
    expect(reverse).toMatchObject({ code: 'REMOTE_UNAVAILABLE', hint: expect.stringContaining('grpcs://') });
  });

  test('a client must show a certificate where the server wants one', async () => {
    const storeAddress = await serve('server', 'authority');
    const tls = { caCertsPath: path('authority.pem') };
    const withCertificate = { ...tls, clientCertsPath: path('client.pem'), clientKeyPath: path('client.key') };
    expect(await attempt({ storeAddress, tls: withCertificate })).toBe('connected');
    for (const wrong of [tls, { ...tls, clientCertsPath: path('foreign-client.pem'), clientKeyPath: path('foreign-client.key') }]) {
      expect(await attempt({ storeAddress, tls: wrong })).toMatchObject({ hint: expect.stringContaining('remote_client_certs_path') });
    }
  });

  test.each([
    ['a file that is not there', { caCertsPath: '/nonexistent/ca.pem' }, 'remote_ca_certs_path'],
    ['a certificate without its key', { clientCertsPath: '/x.pem' }, 'remote_client_key_path'],
  ])('%s is a mistake in the configuration, and the option is named', (_, tls, option) => {
    expect(() => openConnection({ storeAddress: 'grpcs://localhost:1', tls })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(option) }),
    );
  });

  test('a key of another certificate is a mistake in the configuration, and the file is named', () => {
    const tls = { clientCertsPath: path('client.pem'), clientKeyPath: path('server.key') };
    expect(() => openConnection({ storeAddress: 'grpcs://localhost:1', tls })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(path('server.key')) }),
    );
  });

  test('a file that holds something else is a mistake in the configuration', () => {
    writeFileSync(path('text'), 'no certificate');
    expect(() => openConnection({ storeAddress: 'grpcs://localhost:1', tls: { caCertsPath: path('text') } })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(path('text')) }),
    );
  });
});

describe('without TLS', () => {
  test('nothing listens there', async () => {
    const error = await attempt({ storeAddress: 'grpc://127.0.0.1:1' });
    expect(error).toMatchObject({ code: 'REMOTE_UNAVAILABLE', message: expect.stringContaining('grpc://127.0.0.1:1') });
    expect(error).toMatchObject({ hint: expect.stringContaining('nothing listens') });
  });

  test('a socket that is not there', async () => {
    expect(await attempt({ storeAddress: `unix:${path('none.sock')}` })).toMatchObject({ hint: expect.stringContaining('no such socket') });
  });

  test('a host that is not known', async () => {
    const error = await attempt({ storeAddress: 'grpc://no-such-host.invalid:1', storeTimeoutMs: 5_000 });
    expect(error).toMatchObject({ code: 'REMOTE_UNAVAILABLE', hint: expect.stringContaining('host name') });
  });
});
