import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digestOf, type Output } from '@sandwright/core';
import { type TemporaryDirectory, temporaryDirectory } from '@sandwright/core/testing';
import { ScriptedExecutionServer, type ScriptedServerOptions } from '../testing/index.ts';
import { connect } from './connect.ts';
import type { RemoteClient } from './remote-client.ts';

let open: AsyncDisposableStack;
let scratch: TemporaryDirectory;
const at = (...path: readonly string[]) => join(scratch.path, ...path);

beforeEach(async () => {
  open = new AsyncDisposableStack();
  scratch = open.use(await temporaryDirectory('sandwright-client-'));
});
afterEach(() => open.disposeAsync());

async function start(options: ScriptedServerOptions = {}): Promise<{ server: ScriptedExecutionServer; client: RemoteClient }> {
  const server = open.use(await ScriptedExecutionServer.start(options));
  return { server, client: open.use(connect({ address: server.address, rpcRetries: 0 })) };
}

async function* streamOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

/** A folder with a bit of everything. */
function makeFolder(): string {
  mkdirSync(at('source/deep/er'), { recursive: true });
  mkdirSync(at('source/empty'));
  writeFileSync(at('source/text'), 'text');
  writeFileSync(at('source/nothing'), '');
  writeFileSync(at('source/deep/er/program'), '#!/bin/sh\n');
  chmodSync(at('source/deep/er/program'), 0o755);
  symlinkSync('../text', at('source/deep/link'));
  symlinkSync('/nowhere', at('source/dangling'));
  return at('source');
}

/** Everything below a folder: links with their targets, programs with a star, folders with a slash. */
function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const stats = lstatSync(join(folder, name));
      if (stats.isSymbolicLink()) return `${name} -> ${readlinkSync(join(folder, name))}`;
      return `${name}${stats.isDirectory() ? '/' : stats.mode & 0o100 ? '*' : ''}`;
    });
}

describe('upload', () => {
  test('bytes, streams and files become blobs; what the server has is not sent again', async () => {
    const { server, client } = await start();
    const bytes = Buffer.from('some bytes');
    const large = Buffer.alloc(3_000_000, 'large');
    const first = await client.upload(bytes);
    expect(first).toEqual({ kind: 'file', digest: digestOf(bytes), isExecutable: false, sent: { blobs: 1, bytes: 10 } });
    expect((await client.upload(streamOf(bytes.subarray(0, 4), bytes.subarray(4)))).sent.blobs).toBe(0);
    const stream = await client.upload(streamOf(large.subarray(0, 2_000_000), large.subarray(2_000_000)));
    expect(stream).toMatchObject({ digest: digestOf(large), sent: { blobs: 1, bytes: 3_000_000 } });
    writeFileSync(at('program'), 'a program', { mode: 0o755 });
    symlinkSync('program', at('to-program'));
    expect(await client.upload(at('to-program'))).toMatchObject({ kind: 'file', isExecutable: true, sent: { bytes: 9 } });
    expect(await server.storage.findMissing([digestOf(bytes), digestOf(large), digestOf(Buffer.from('a program'))])).toEqual([]);
    expect((await client.upload(new Uint8Array())).sent.blobs).toBe(0);
  });

  test('a folder becomes an input root, and comes back as it was', async () => {
    const { server, client } = await start();
    const uploaded = await client.upload(makeFolder());
    expect(uploaded).toMatchObject({ kind: 'directory', sent: { blobs: 5 } });
    expect(await client.download(uploaded, at('copy'))).toEqual({ files: 3, bytes: 14 });
    expect(listing(at('copy'))).toEqual(listing(at('source')));
    expect(readFileSync(at('copy/deep/link'), 'utf8')).toBe('text');
    expect(statSync(at('copy/deep/er/program')).mode & 0o777).toBe(0o755);
    server.received.length = 0;
    expect((await client.upload(at('source'))).sent).toEqual({ blobs: 0, bytes: 0 });
    expect(server.received.map(({ method }) => method)).toEqual(['FindMissingBlobs']);
  });

  test('a folder is put together of paths, bytes, links and what was uploaded before', async () => {
    const { client } = await start();
    const library = await client.upload(makeFolder());
    const tool = { ...(await client.upload(Buffer.from('#!'))), isExecutable: true };
    const all = await client.upload({
      'main.c': Buffer.from('int main;'),
      'lib/greet': library,
      'copy/of': at('source'),
      'bin/tool': tool,
      'bin/link': { target: 'tool' },
    });
    await client.download(all, at('all'));
    expect(listing(at('all'))).toEqual(expect.arrayContaining(['main.c', 'bin/tool*', 'bin/link -> tool', 'copy/of/empty/']));
    expect(listing(at('all/lib/greet'))).toEqual(listing(at('source')));
  });

  test.each(['../x', '/x', 'a/../../x', ''])('the path %j in a folder that is put together is refused', async (path) => {
    const { server, client } = await start();
    await expect(client.upload({ [path]: Buffer.from('x') })).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    expect(server.received.filter(({ method }) => method !== 'GetCapabilities')).toEqual([]);
  });

  test.each([10, 6_000_000])('a file of %d bytes that changes meanwhile is told of', async (size) => {
    writeFileSync(at('file'), Buffer.alloc(size, 'a'));
    const before = (method: string) => {
      if (method === 'FindMissingBlobs') writeFileSync(at('file'), Buffer.alloc(size, 'b'));
    };
    const { client } = await start({ before });
    await expect(client.upload(at('file'))).rejects.toMatchObject({
      code: 'SOURCE_CHANGED',
      message: expect.stringContaining(at('file')),
    });
  });

  test('a path with nothing at it, and a stream that fails, are errors of the upload', async () => {
    const { client } = await start();
    await expect(client.upload(at('none'))).rejects.toMatchObject({ code: 'ACTION_INVALID', message: expect.stringContaining('none') });
    const reason = new RangeError('the source is dry');
    const dry = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(2_000_000);
      throw reason;
    };
    await expect(client.upload(dry())).rejects.toBe(reason);
  });

  test('a signal ends it with its own reason, and its source is let go', async () => {
    const { client } = await start();
    const controller = new AbortController();
    const reason = new RangeError('enough');
    let returned = false;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (let pieces = 0; ; pieces += 1) {
          if (pieces === 100) controller.abort(reason);
          yield Buffer.alloc(64 * 1024);
        }
      } finally {
        returned = true;
      }
    };
    await expect(client.upload(endless(), { signal: controller.signal })).rejects.toBe(reason);
    expect(returned).toBe(true);
  });
});

describe('download', () => {
  const file = (path: string, digest = digestOf(Buffer.from('made'))): Output => ({ kind: 'file', path, digest, isExecutable: true });
  const made = async (client: RemoteClient) => (await client.upload(Buffer.from('made'))).digest;

  test('a blob goes to its place, instead of the file or link that was there', async () => {
    const { client } = await start();
    const digest = await made(client);
    writeFileSync(at('mine'), 'mine');
    symlinkSync('mine', at('place'));
    await client.download(digest, at('place'));
    expect([lstatSync(at('place')).isFile(), readFileSync(at('place'), 'utf8'), readFileSync(at('mine'), 'utf8')]).toEqual([
      true,
      'made',
      'mine',
    ]);
    await client.download(digest, at('new/folders/place'));
    expect(readFileSync(at('new/folders/place'), 'utf8')).toBe('made');
  });

  test('outputs go into a folder beside what is there', async () => {
    const { client } = await start();
    await made(client);
    const folder = await client.upload({ 'a/b': Buffer.from('in a folder') });
    mkdirSync(at('out/sub'), { recursive: true });
    writeFileSync(at('out/sub/mine'), 'mine');
    const outputs: readonly Output[] = [
      file('sub/program'),
      { kind: 'symlink', path: 'link', target: 'sub/program' },
      { kind: 'directory', path: './folder', rootDirectoryDigest: folder.digest },
      // It lies in the folder above, which brings it.
      file('folder/a/b', digestOf(Buffer.from('in a folder'))),
    ];
    expect(await client.download({ outputs }, at('out'))).toEqual({ files: 2, bytes: 15 });
    expect(listing(at('out'))).toEqual(['folder/', 'folder/a/', 'folder/a/b', 'link -> sub/program', 'sub/', 'sub/mine', 'sub/program*']);
  });

  test('what came along with the result is used, if it is right', async () => {
    const { client } = await start();
    const inline = { ...file('a'), contents: Buffer.from('made') } as Output;
    expect(await client.download({ outputs: [inline] }, at('out'))).toEqual({ files: 1, bytes: 4 });
    expect(listing(at('out'))).toEqual(['a*']);
    const lie = { ...inline, contents: Buffer.from('lied') };
    await expect(client.download(lie, at('lie'))).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    expect(readdirSync(scratch.path)).toEqual(['out']);
  });

  test('a folder gives way only if it is meant to, and stays if something goes wrong', async () => {
    const { server, client } = await start();
    const folder = await client.upload({ new: Buffer.from('new') });
    mkdirSync(at('out'));
    writeFileSync(at('out/old'), 'old');
    await expect(client.download(folder, at('out'))).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      hint: expect.stringContaining('replace'),
    });
    expect(readdirSync(at('out'))).toEqual(['old']);
    await client.download(folder, at('out'), { replace: true });
    expect(readdirSync(at('out'))).toEqual(['new']);
    server.forget();
    await expect(client.download(folder, at('out'), { replace: true })).rejects.toMatchObject({ code: 'BLOB_MISSING' });
    expect(readdirSync(at('out'))).toEqual(['new']);
    expect(readdirSync(scratch.path)).toEqual(['out']);
  });

  test.each([
    ['a path that leaves it', [file('../out-of-here')]],
    ['an absolute path', [file('/tmp/out-of-here')]],
    ['a file inside of a link', [{ kind: 'symlink', path: 'a', target: '..' } as const, file('a/out-of-here')]],
    ['two at one place', [file('a'), file('./a')]],
    ['a file at the place of the folder', [file('.')]],
  ])('%s is refused, and nothing is written', async (_, outputs) => {
    const { client } = await start();
    await made(client);
    mkdirSync(at('inner'));
    await expect(client.download({ outputs }, at('inner/out'))).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    expect(existsSync(at('inner/out-of-here')) || existsSync(at('out-of-here'))).toBe(false);
  });

  test('nothing is written through a link in the destination', async () => {
    const { client } = await start();
    await made(client);
    mkdirSync(at('elsewhere'));
    mkdirSync(at('out'));
    symlinkSync(at('elsewhere'), at('out/sub'));
    await expect(client.download({ outputs: [file('sub/x')] }, at('out'))).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      message: expect.stringContaining('symbolic link'),
    });
    expect([readdirSync(at('elsewhere')), readdirSync(at('out'))]).toEqual([[], ['sub']]);
  });

  test('bytes that do not fit their digest are refused, and nothing appears', async () => {
    const lie = Buffer.from('lied');
    const digest = digestOf(Buffer.from('made'));
    const { client } = await start({
      handlers: {
        BatchReadBlobs: (_, answer) => answer({ responses: [{ digest, data: lie, status: { code: 0 } }] }),
        Read: (call, answer) => {
          call.write({ data: lie });
          answer();
        },
      },
    });
    await expect(client.download(digest, at('out/x'))).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    expect(readdirSync(at('out'))).toEqual([]);
  });

  test('a signal ends it with its own reason, and nothing is left behind', async () => {
    const controller = new AbortController();
    const reason = new RangeError('enough');
    const { client } = await start({ handlers: { BatchReadBlobs: () => controller.abort(reason) } });
    await expect(client.download(digestOf(Buffer.from('made')), at('x'), { signal: controller.signal })).rejects.toBe(reason);
    expect(readdirSync(scratch.path)).toEqual([]);
  });
});
