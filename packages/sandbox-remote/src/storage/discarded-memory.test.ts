import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { discard } from './discarded-memory.ts';

const pieceBytes = 1 << 20;

test('memory that is thrown away does not gather', async () => {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for (let piece = 0; piece < 200; piece += 1) {
    Buffer.alloc(pieceBytes, piece);
    discard(pieceBytes);
    await setImmediate();
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(most).toBeLessThan(40 * pieceBytes);
});
