import { once } from 'node:events';
import http2 from 'node:http2';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FrameParser } from './frame-parser.ts';
import { HeaderBlock } from './header-block.ts';
import { type HeaderList, HpackDecoder } from './hpack-decoder.ts';
import { ConnectionError, clientPreface, frameFlags, frameTypes } from './http2-protocol.ts';
import { decodeHuffman } from './huffman.ts';

const visible = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 60 });
const name = fc
  .string({ unit: fc.constantFrom('a', 'b', 'x', 'z', '0', '9', '-', '_'), minLength: 1, maxLength: 20 })
  .map((text) => `x-${text}`);
const requests = fc.array(fc.dictionary(name, visible, { maxKeys: 6 }), { minLength: 1, maxLength: 40 });

/** The headers of requests as Node's own HTTP/2 client encodes them, decoded here. */
async function decodedOfNode(all: readonly Record<string, string>[], cut: number): Promise<HeaderList[]> {
  const decoder = new HpackDecoder(1_000_000);
  const block = new HeaderBlock(1_000_000);
  const lists: HeaderList[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const parser = new FrameParser({
    frame(type, flags, streamId, payload) {
      if (type !== frameTypes.headers && type !== frameTypes.continuation) return;
      if (type === frameTypes.headers) block.begin(flags, streamId, payload);
      else block.continue(streamId, payload);
      if ((flags & frameFlags.endHeaders) === 0) return;
      lists.push(decoder.decode(block.end().bytes) ?? []);
      if (lists.length === all.length) resolve();
    },
    dataBegins() {},
    data() {},
    dataEnds() {},
  });
  let skip = clientPreface.byteLength;
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(Buffer.from([0, 0, 0, frameTypes.settings, 0, 0, 0, 0, 0]));
    socket.on('data', (chunk) => {
      try {
        const from = Math.min(skip, chunk.byteLength);
        skip -= from;
        for (let at = from; at < chunk.byteLength; at += cut) parser.push(chunk.subarray(at, Math.min(at + cut, chunk.byteLength)));
      } catch (error) {
        reject(error);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  session.on('error', () => {});
  for (const headers of all) {
    session.request({ ':method': 'POST', ':path': '/p', ...headers }).on('error', () => {});
  }
  try {
    await promise;
  } finally {
    session.destroy();
    server.close();
  }
  return lists;
}

describe('HPACK', () => {
  test('what Node encodes is decoded to the same, also through a dynamic table that overflows', async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.integer({ min: 1, max: 5_000 }), async (all, cut) => {
        const lists = await decodedOfNode(all, cut);
        for (const [index, headers] of all.entries()) {
          const pairs = new Map<string, string>();
          const list = lists[index] ?? [];
          for (let at = 0; at < list.length; at += 2) pairs.set(list[at] ?? '', list[at + 1] ?? '');
          expect(pairs.get(':path')).toBe('/p');
          for (const [key, value] of Object.entries(headers)) expect([key, pairs.get(key)]).toEqual([key, value]);
        }
      }),
      { seed: 7, numRuns: process.env['SANDWRIGHT_SOAK'] === '1' ? 1_000 : 25 },
    );
  });

  test('the examples of RFC 7541 appendix C.4', () => {
    const decoder = new HpackDecoder(10_000);
    const list = (hex: string) => decoder.decode(Buffer.from(hex, 'hex'));
    expect(list('828684418cf1e3c2e5f23a6ba0ab90f4ff')).toEqual([
      ':method',
      'GET',
      ':scheme',
      'http',
      ':path',
      '/',
      ':authority',
      'www.example.com',
    ]);
    expect(list('828684be5886a8eb10649cbf')?.slice(-4)).toEqual([':authority', 'www.example.com', 'cache-control', 'no-cache']);
    expect(list('828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf')?.slice(-2)).toEqual(['custom-key', 'custom-value']);
  });

  test('every byte sequence is decoded or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          new HpackDecoder(1_000).decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectionError);
        }
      }),
      { seed: 8, numRuns: 2_000 },
    );
  });

  test('padding of more than seven bits, or of zeros, is refused', () => {
    // "a" is 00011, then ones.
    expect(decodeHuffman(Buffer.from([0b0001_1111]), 0, 1)).toBe('a');
    expect(() => decodeHuffman(Buffer.from([0b0001_1000]), 0, 1)).toThrow(ConnectionError);
    expect(() => decodeHuffman(Buffer.from([0b0001_1111, 0xff]), 0, 2)).toThrow(ConnectionError);
    expect(() => decodeHuffman(Buffer.from([0xff, 0xff, 0xff, 0xff]), 0, 4)).toThrow(ConnectionError);
  });

  test('a list longer than allowed is given up, and the next one is still understood', () => {
    const decoder = new HpackDecoder(200);
    const field = Buffer.concat([Buffer.from([0x40, 1]), Buffer.from('a'), Buffer.from([100]), Buffer.alloc(100, 'v')]);
    expect(decoder.decode(Buffer.concat([field, field, field]))).toBeUndefined();
    // The youngest entry of the dynamic table.
    expect(decoder.decode(Buffer.from([0xbe]))).toEqual(['a', 'v'.repeat(100)]);
  });
});
