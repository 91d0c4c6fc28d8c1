import { expect, test } from '@jest/globals';
import { byteStreamService, type WriteRequestInit } from '@sandwright/core/reapi';
import { lentWrite } from './write-requests.ts';

const { requestDeserialize } = byteStreamService.write;
const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);

test.each([
  ['nothing', { resourceName: 'a', writeOffset: 5, finishWrite: true }],
  ['few bytes', { resourceName: 'a', writeOffset: 0, data: bytes(10, 1) }],
  ['many bytes', { resourceName: 'uploads/x/blobs/y', writeOffset: 2 ** 40, finishWrite: true, data: bytes(70_000, 2) }],
  ['as many as fit', { writeOffset: 1, data: bytes(1 << 20, 3) }],
  ['more than are kept', { writeOffset: 1, data: bytes((1 << 20) + 1, 4) }],
  ['a long name', { resourceName: 'n'.repeat(5_000), data: bytes(70_000, 5) }],
] satisfies readonly (readonly [string, WriteRequestInit])[])('a message with %s reads as it was meant', (_, message) => {
  const expected = { resourceName: '', writeOffset: 0, finishWrite: false, data: new Uint8Array(), ...message };
  for (let round = 0; round < 3; round += 1) {
    const sent = lentWrite.requestSerialize(message);
    const { resourceName, writeOffset, finishWrite, data } = requestDeserialize(sent);
    expect({ resourceName, writeOffset, finishWrite }).toEqual({
      resourceName: expected.resourceName,
      writeOffset: expected.writeOffset,
      finishWrite: expected.finishWrite,
    });
    expect(Buffer.compare(data, expected.data)).toBe(0);
    lentWrite.requestSent?.(sent);
  }
});

test('memory is used again only after its message is out', () => {
  const message = { data: bytes(1 << 20, 7) };
  const first = lentWrite.requestSerialize(message);
  const second = lentWrite.requestSerialize(message);
  expect(second.buffer).not.toBe(first.buffer);
  lentWrite.requestSent?.(first);
  expect(lentWrite.requestSerialize(message).buffer).toBe(first.buffer);
});
