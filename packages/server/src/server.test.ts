import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestKey, digestOf, emptyDigest } from '@sandwright/core';
import { actionCacheService, contentAddressableStorageService, healthService } from '@sandwright/core/reapi';
import { FakeClock, waitUntil } from '@sandwright/core/testing';
import { failureOf } from './test-support/grpc-test-client.ts';
import { startTestServer } from './test-support/test-server.ts';
import { findMissing } from './test-support/wire-calls.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sandwright-tokens-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe('who may reach a server', () => {
  test.each([['0.0.0.0:0'], ['[::]:0']])('%s is refused unless somebody asks for it', async (listen) => {
    await expect(startTestServer({ listen })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      hint: expect.stringContaining('--insecure'),
    });
  });

  test('--insecure allows it', async () => {
    await using server = await startTestServer({ listen: '0.0.0.0:0', insecure: true });
    expect(server.server.url).toMatch(/^grpc:\/\/0\.0\.0\.0:\d+$/);
  });

  test.each([
    [{ tls_cert: 'x.pem' }, 'tls_key'],
    [{ client_ca: 'x.pem' }, 'client_ca needs'],
    [{ tls_cert: '/none/x.pem', tls_key: '/none/y.pem' }, 'cannot be read'],
    [{ token_file: '/none' }, 'token_file'],
    [{ instances: { '*': { storage: 'isolated' as const } } }, 'cannot be isolated'],
    [{ instances: { 'a/blobs': {} } }, 'reserved keyword'],
  ])('%j is refused', async (config, message) => {
    await expect(startTestServer(config)).rejects.toThrow(message);
  });

  test('a token file lets its tokens pass, and changes of it count', async () => {
    const file = join(directory, 'tokens');
    await writeFile(file, '# a comment\n\nfirst-token\n');
    const clock = new FakeClock();
    await using server = await startTestServer({ token_file: file }, { clock });
    const find = (token?: string): Promise<unknown> =>
      server.client.unary(
        contentAddressableStorageService.findMissingBlobs,
        { blobDigests: [] },
        token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
      );
    expect((await failureOf(find())).code).toBe(status.UNAUTHENTICATED);
    expect((await failureOf(find('wrong'))).code).toBe(status.UNAUTHENTICATED);
    await find('first-token');
    await writeFile(file, 'second-token-longer\n');
    await clock.advance(2_000);
    expect((await failureOf(find('first-token'))).code).toBe(status.UNAUTHENTICATED);
    await find('second-token-longer');
    await rm(file);
    await clock.advance(2_000);
    await find('second-token-longer');
    expect((await server.client.unary(healthService.check, {})).status).toBe(1);
  });

  test('an empty token file is refused', async () => {
    const file = join(directory, 'empty');
    await writeFile(file, '# nothing\n');
    await expect(startTestServer({ token_file: file })).rejects.toThrow('has no token');
  });
});

describe('instances', () => {
  test('any name shares the blobs; isolated ones have their own; others can be forbidden', async () => {
    await using server = await startTestServer({
      instances: { alone: { storage: 'isolated' }, open: {}, '*': { storage: 'forbidden' } },
    });
    const data = Buffer.from('whose blob is it');
    const digest = digestOf(data);
    await server.client.unary(contentAddressableStorageService.batchUpdateBlobs, { instanceName: 'open', requests: [{ digest, data }] });
    expect(await findMissing(server.client, [digest], 'open')).toEqual([]);
    expect(await findMissing(server.client, [digest], 'alone')).toEqual([digestKey(digest)]);
    const error = await failureOf(findMissing(server.client, [digest], 'other'));
    expect([error.code, error.details]).toEqual([status.INVALID_ARGUMENT, expect.stringContaining('"alone", "open"')]);
  });

  test.each(['blobs', 'a/uploads/b', 'operations', 'a//b', '/a', 'a/', 'x/../y', 'tab\there', 'n'.repeat(2000)])(
    '%j is no name',
    async (instanceName) => {
      await using server = await startTestServer();
      expect((await failureOf(findMissing(server.client, [], instanceName))).code).toBe(status.INVALID_ARGUMENT);
    },
  );

  test('ten thousand names cost nothing that stays', async () => {
    await using server = await startTestServer();
    await Promise.all(Array.from({ length: 2_500 }, (_, index) => findMissing(server.client, [emptyDigest], `any/${index}`)));
    await server.client.unary(actionCacheService.updateActionResult, {
      instanceName: 'any/1',
      actionDigest: emptyDigest,
      actionResult: { exitCode: 4 },
    });
    await Promise.all(Array.from({ length: 1_500 }, (_, index) => findMissing(server.client, [emptyDigest], `more/${index}`)));
    const result = await server.client.unary(actionCacheService.getActionResult, { instanceName: 'any/1', actionDigest: emptyDigest });
    expect(result.exitCode).toBe(4);
  });
});

describe('health, metrics, version', () => {
  test('each page answers, and readiness follows the drain', async () => {
    await using server = await startTestServer({ http: '127.0.0.1:0', grace: '1s' }, { version: '9.9.9' });
    const get = async (path: string): Promise<{ status: number; body: string }> => {
      const response = await fetch(`http://127.0.0.1:${server.server.httpAddress?.port}${path}`);
      return { status: response.status, body: await response.text() };
    };
    await findMissing(server.client, []);
    expect(await get('/healthz')).toEqual({ status: 200, body: 'ok\n' });
    expect(await get('/readyz')).toEqual({ status: 200, body: 'ready\n' });
    expect(JSON.parse((await get('/version?x=1')).body)).toEqual({ name: 'sandwright', version: '9.9.9' });
    expect((await get('/metrics')).body).toMatch(/calls_total\{method="[^"]+FindMissingBlobs",code="0"\} 1\n/);
    expect((await get('/nothing')).status).toBe(404);
    const { status: known } = await server.client.unary(healthService.check, { service: 'google.bytestream.ByteStream' });
    expect(known).toBe(1);
    expect((await failureOf(server.client.unary(healthService.check, { service: 'no.such' }))).code).toBe(status.NOT_FOUND);
    const watch = server.client.stream(healthService.watch, {});
    const seen: number[] = [];
    const ended = new Promise<void>((resolve) => {
      watch.on('data', (message: { status: number }) => {
        seen.push(message.status);
        if (seen.length === 2) {
          watch.cancel();
          resolve();
        }
      });
      watch.on('error', () => {});
    });
    await waitUntil(() => seen.length === 1, 'the first state');
    const drained = server.server.drain();
    expect((await get('/readyz')).status).toBe(503);
    await ended;
    expect(seen).toEqual([1, 2]);
    await drained;
  });
});
