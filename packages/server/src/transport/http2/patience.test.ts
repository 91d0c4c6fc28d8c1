import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { MemoryGuard } from '../memory-guard.ts';
import { type CallConnection, Http2Call } from './http2-call.ts';
import { Patience } from './patience.ts';

function quietConnection(resets: Http2Call[]): CallConnection {
  return {
    peer: 'test',
    maxMessageBytes: 1000,
    windowBytes: 1000,
    guard: new MemoryGuard(1_000_000),
    wantsToSend: () => {},
    grant: () => {},
    reset: (call) => void resets.push(call),
  };
}

const newCall = (connection: CallConnection): Http2Call => new Http2Call(connection, { id: 1, path: '/a/b', headers: [], sendWindow: 0 });

describe('Patience', () => {
  test('the time of a client to read begins with the answer, however long the call was quiet before', async () => {
    const resets: Http2Call[] = [];
    const call = newCall(quietConnection(resets));
    call.endRemote();
    const stallTimeoutMs = 400;
    using patience = new Patience(
      { keepaliveTimeMs: 60_000, keepaliveTimeoutMs: 60_000, stallTimeoutMs },
      { ping: () => {}, end: () => {} },
    );
    patience.watch(new Map([[1, call]]));
    await sleep(stallTimeoutMs * 1.25);
    call.send(Buffer.alloc(10));
    await sleep(stallTimeoutMs * 0.75);
    expect(resets).toEqual([]);
    await sleep(stallTimeoutMs);
    expect(resets).not.toEqual([]);
  });

  test('whoever answers in time is kept although the next ping is on its way; whoever says nothing is not', async () => {
    const ends: number[] = [];
    let answers = true;
    const started = performance.now();
    using patience: Patience = new Patience(
      { keepaliveTimeMs: 100, keepaliveTimeoutMs: 200, stallTimeoutMs: 60_000 },
      {
        ping: () => {
          if (answers) setTimeout(() => patience.heard(), 20);
        },
        end: () => void ends.push(performance.now() - started),
      },
    );
    await sleep(700);
    expect(ends).toEqual([]);
    answers = false;
    await sleep(600);
    expect(ends.length).toBeGreaterThan(0);
  });
});

describe('Http2Call', () => {
  test('what follows a message that was refused is no message', () => {
    const call = newCall(quietConnection([]));
    const messages: Buffer[] = [];
    const receiver = { isHungry: true, waitingBytes: 0, message: (bytes: Buffer) => void messages.push(bytes) };
    call.receiver = { ...receiver, end: () => {}, fail: () => {}, stalled: () => {} };
    call.receive(Buffer.from([0, 0, 0, 0, 1, 7]));
    expect(messages).toHaveLength(1);
    expect(() => call.receive(Buffer.from([0, 0, 0xff, 0, 0]))).toThrow('max_message_size');
    call.receive(Buffer.from([0, 0, 0, 0, 1, 7]));
    expect(messages).toHaveLength(1);
  });
});
