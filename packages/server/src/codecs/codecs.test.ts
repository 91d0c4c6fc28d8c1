import { describe, expect, test } from '@jest/globals';
import { BatchReadBlobsResponse, ReadResponse } from '@sandwright/core/reapi';
import fc from 'fast-check';
import { encodeBatchReadBlobsResponse } from './batch-read-blobs-response.ts';
import { DirectMessage, varint, varintLength } from './direct-message.ts';
import { encodeReadResponse } from './read-response.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each));
const runs = { seed: 3, numRuns: process.env['SANDWRIGHT_SOAK'] === '1' ? 100_000 : 500 };

describe('hand codecs say what the generated ones understand', () => {
  test('ReadResponse', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(encodeReadResponse({ data }).toBuffer()).toEqual(ReadResponse.encode({ data }).finish());
      }),
      runs,
    );
  });

  test('BatchReadBlobsResponse', () => {
    const response = fc.record({
      digest: fc.option(fc.record({ hash: fc.string(), sizeBytes: fc.nat() })),
      data: fc.option(bytes),
      compressor: fc.integer({ min: 0, max: 3 }),
      status: fc.option(fc.record({ code: fc.nat(16), message: fc.string() })),
    });
    fc.assert(
      fc.property(fc.array(response, { maxLength: 6 }), (responses) => {
        const decoded = BatchReadBlobsResponse.decode(encodeBatchReadBlobsResponse({ responses }).toBuffer());
        const expected = BatchReadBlobsResponse.decode(BatchReadBlobsResponse.encode({ responses }).finish());
        expect(decoded).toEqual(expected);
      }),
      runs,
    );
  });

  test('a message copies itself to where it is told', () => {
    const message = new DirectMessage([Buffer.from('ab'), Buffer.from(''), Buffer.from('c')]);
    const target = Buffer.from('........');
    expect(message.copy(target, 5)).toBe(3);
    expect(target.toString()).toBe('.....abc');
  });

  test('numbers of every length', () => {
    expect(varint(300)).toEqual([0xac, 0x02]);
    for (let exponent = 0; exponent < 53; exponent += 1) {
      for (const value of [2 ** exponent - 1, 2 ** exponent]) expect(varint(value)).toHaveLength(varintLength(value));
    }
  });
});
