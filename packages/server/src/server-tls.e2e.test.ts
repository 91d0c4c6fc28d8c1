import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, credentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { capabilitiesService } from '@sandwright/core/reapi';
import { failureOf } from './test-support/grpc-test-client.ts';
import { startTestServer } from './test-support/test-server.ts';

let directory: string;
const file = (name: string): string => join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandwright-tls-'));
  const program = 'openssl';
  const openssl = (...args: string[]): void => void execFileSync(program, args, { cwd: directory, stdio: 'pipe' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=test authority',
  );
  for (const name of ['server', 'client']) {
    openssl(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=localhost`,
      '-addext',
      'subjectAltName=DNS:localhost',
    );
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-copy_extensions',
      'copy',
    );
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function ask(port: number, channel: ReturnType<typeof credentials.createSsl>): Promise<unknown> {
  const client = new Client(`localhost:${port}`, channel);
  const { path, requestSerialize, responseDeserialize } = capabilitiesService.getCapabilities;
  try {
    return await new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        {},
        { deadline: Date.now() + 30_000 },
        (error: unknown, response: unknown) => (error === null ? resolve(response) : reject(error)),
      );
    });
  } finally {
    client.close();
  }
}

describe('TLS', () => {
  test('those who trust the authority are served; plain text and strangers are not', async () => {
    await using server = await startTestServer({ tls_cert: file('server.pem'), tls_key: file('server.key') });
    const { port } = server.server.address;
    expect(server.server.url).toMatch(/^grpcs:/);
    const authority = readFileSync(file('ca.pem'));
    expect(await ask(port, credentials.createSsl(authority))).toMatchObject({ cacheCapabilities: expect.anything() });
    expect((await failureOf(ask(port, credentials.createSsl()))).code).toBe(status.UNAVAILABLE);
    expect((await failureOf(ask(port, credentials.createInsecure()))).code).not.toBe(status.OK);
  });

  test('a client authority makes certificates of clients necessary, and opens other addresses than loopback', async () => {
    const keys = { tls_cert: file('server.pem'), tls_key: file('server.key'), client_ca: file('ca.pem') };
    await using server = await startTestServer({ ...keys, listen: '0.0.0.0:0' });
    const { port } = server.server.address;
    const authority = readFileSync(file('ca.pem'));
    expect((await failureOf(ask(port, credentials.createSsl(authority)))).code).not.toBe(status.OK);
    const known = credentials.createSsl(authority, readFileSync(file('client.key')), readFileSync(file('client.pem')));
    expect(await ask(port, known)).toMatchObject({ cacheCapabilities: expect.anything() });
  });
});
