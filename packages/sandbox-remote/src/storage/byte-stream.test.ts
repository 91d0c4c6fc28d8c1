import { afterEach, describe, expect, test } from '@jest/globals';
import { type Blob, digestOf } from '@sandwright/core';
import { sampleBlob } from '@sandwright/core/testing';
import { openConnection, type RemoteOptions } from '../remote-connection.ts';
import { ScriptedExecutionServer, type ScriptedServerOptions } from '../testing/index.ts';
import type { GrpcContentAddressableStorage } from './grpc-content-addressable-storage.ts';

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

type Handlers = NonNullable<ScriptedServerOptions['handlers']>;

async function storageOver(handlers: Handlers, options: Partial<RemoteOptions> = {}, zstd = false) {
  const capabilities = { cacheCapabilities: { digestFunctions: [1], ...(zstd ? { supportedCompressors: [1] } : {}) } };
  const server = open.use(await ScriptedExecutionServer.start({ handlers, capabilities }));
  const clock = { now: () => Date.now(), sleep: async () => {} };
  const connection = open.use(openConnection({ storeAddress: server.address, chunkBytes: 10_000, clock, ...options }));
  return { server, storage: connection.storage };
}

const unavailable = { code: 14, message: 'cut', details: [] };
const blob: Blob = sampleBlob(100_000);
const source = (offsets: number[]) =>
  async function* from(offset: number) {
    offsets.push(offset);
    for (let at = offset; at < blob.data.byteLength; at += 8_000) yield blob.data.subarray(at, Math.min(blob.data.byteLength, at + 8_000));
  };

async function readAll(storage: GrpcContentAddressableStorage): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of storage.read(blob.digest)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('uploads', () => {
  test('go on where the server got to when the stream was cut', async () => {
    const held: Buffer[] = [];
    let size = 0;
    const { server, storage } = await storageOver({
      Write: async (call, answer) => {
        for await (const { data, writeOffset } of call) {
          expect(writeOffset).toBe(size);
          held.push(Buffer.from(data));
          size += data.byteLength;
          if (size >= 48_000 && size < 60_000) return answer(undefined, unavailable);
        }
        return answer({ committedSize: size });
      },
      QueryWriteStatus: (_, answer) => answer({ committedSize: size, complete: false }),
    });
    const offsets: number[] = [];
    await storage.writeFrom(blob.digest, source(offsets));
    expect(offsets[0]).toBe(0);
    expect(offsets[1]).toBeGreaterThanOrEqual(48_000);
    expect(digestOf(Buffer.concat(held))).toEqual(blob.digest);
    const names = server.received.filter(({ method }) => method === 'QueryWriteStatus').map(({ request }) => request['resourceName']);
    expect(names).toHaveLength(offsets.length - 1);
  });

  test('begin anew where the server has forgotten them', async () => {
    let tries = 0;
    const { storage } = await storageOver({
      Write: async (call, answer) => {
        let size = 0;
        tries += 1;
        for await (const { data } of call) {
          size += data.byteLength;
          if (tries === 1 && size > 30_000) return answer(undefined, unavailable);
        }
        return answer({ committedSize: size });
      },
      QueryWriteStatus: (_, answer) => answer(undefined, { code: 5, message: 'what?', details: [] }),
    });
    const offsets: number[] = [];
    await storage.writeFrom(blob.digest, source(offsets));
    expect(offsets).toEqual([0, 0]);
  });

  test('are over when the server has the blob already and says so early', async () => {
    const { storage } = await storageOver({ Write: (_, answer) => answer({ committedSize: -1 }) });
    await storage.writeFrom(blob.digest, source([]));
  });

  test('go uncompressed after a cut, as places in compressed bytes mean nothing', async () => {
    const names: string[] = [];
    const { storage } = await storageOver(
      {
        Write: async (call, answer) => {
          let size = 0;
          let name = '';
          for await (const { resourceName, data } of call) {
            name ||= resourceName;
            size += data.byteLength;
          }
          names.push(name);
          return names.length === 1 ? answer(undefined, unavailable) : answer({ committedSize: size });
        },
      },
      { compress: true },
      true,
    );
    await storage.writeFrom(blob.digest, source([]));
    expect(names[0]).toContain('/compressed-blobs/zstd/');
    expect(names[1]).toContain('/blobs/');
    expect(names[1]).not.toContain('compressed');
  });
});

describe('downloads', () => {
  test('go on where a cut stream ended, and are verified as a whole', async () => {
    const offsets: number[] = [];
    const { storage } = await storageOver({
      Read: (call, answer) => {
        const { readOffset } = call.request as { readonly readOffset: number };
        offsets.push(readOffset);
        const end = Math.min(blob.data.byteLength, readOffset + 30_000);
        call.write({ data: blob.data.subarray(readOffset, end) });
        return end === blob.data.byteLength ? answer() : answer(undefined, unavailable);
      },
    });
    expect(digestOf(await readAll(storage))).toEqual(blob.digest);
    expect(offsets).toEqual([0, 30_000, 60_000, 90_000]);
  });

  test.each<[string, Handlers[string]]>([
    ['too few bytes', (call, answer) => (call.write({ data: blob.data.subarray(0, 99_999) }), answer())],
    ['other bytes', (call, answer) => (call.write({ data: Buffer.alloc(100_000) }), answer())],
    [
      'bytes without end',
      (call) => {
        const more = () => {
          while (!call.cancelled && call.write({ data: Buffer.alloc(60_000) }));
        };
        call.on('drain', more);
        more();
      },
    ],
  ])('%s are refused', async (_, Read) => {
    const { storage } = await storageOver({ Read });
    await expect(readAll(storage)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
  });

  test('what is said to be compressed and is not is fetched as it is', async () => {
    const names: string[] = [];
    const { storage } = await storageOver(
      {
        Read: (call, answer) => {
          names.push((call.request as { readonly resourceName: string }).resourceName);
          call.write({ data: blob.data });
          answer();
        },
      },
      { compress: true },
      true,
    );
    expect(digestOf(await readAll(storage))).toEqual(blob.digest);
    expect(names.map((name) => name.split('/')[0])).toEqual(['compressed-blobs', 'blobs']);
  });

  test('a stream on which nothing moves is given up; one that moves slowly is not', async () => {
    let calls = 0;
    const { storage } = await storageOver(
      {
        Read: async (call, answer) => {
          calls += 1;
          if (calls === 1) return;
          const { readOffset } = call.request as { readonly readOffset: number };
          for (let at = readOffset; at < blob.data.byteLength; at += 10_000) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            call.write({ data: blob.data.subarray(at, at + 10_000) });
          }
          answer();
        },
      },
      { storeTimeoutMs: 800 },
    );
    expect(digestOf(await readAll(storage))).toEqual(blob.digest);
    expect(calls).toBe(2);
  });
});
