import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
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
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('the time of a client to read begins with the answer, however long the call was quiet before', () => {
    const resets: Http2Call[] = [];
    const call = newCall(quietConnection(resets));
    call.endRemote();
    const stallTimeoutMs = 400;
    using patience = new Patience(
      { keepaliveTimeMs: 60_000, keepaliveTimeoutMs: 60_000, stallTimeoutMs },
      { ping: () => {}, end: () => {} },
    );
    patience.watch(new Map([[1, call]]));
    jest.advanceTimersByTime(stallTimeoutMs * 1.25);
    call.send(Buffer.alloc(10));
    jest.advanceTimersByTime(stallTimeoutMs * 0.75);
    expect(resets).toEqual([]);
    jest.advanceTimersByTime(stallTimeoutMs);
    expect(resets).not.toEqual([]);
  });

  test('whoever answers in time is kept although the next ping is on its way; whoever says nothing is not', () => {
    let ends = 0;
    let answers = true;
    using patience: Patience = new Patience(
      { keepaliveTimeMs: 100, keepaliveTimeoutMs: 200, stallTimeoutMs: 60_000 },
      {
        ping: () => {
          if (answers) setTimeout(() => patience.heard(), 20);
        },
        end: () => {
          ends += 1;
        },
      },
    );
    jest.advanceTimersByTime(720);
    expect(ends).toBe(0);
    answers = false;
    jest.advanceTimersByTime(270);
    expect(ends).toBe(0);
    jest.advanceTimersByTime(20);
    expect(ends).toBe(1);
  });

  test('what came while the server itself was held up counts before the time that is over', () => {
    let ends = 0;
    using patience = new Patience(
      { keepaliveTimeMs: 100, keepaliveTimeoutMs: 200, stallTimeoutMs: 60_000 },
      {
        ping: () => {},
        end: () => {
          ends += 1;
        },
      },
    );
    // The timer goes off first, for Node looks at timers before sockets.
    setTimeout(() => setImmediate(() => patience.heard()), 300);
    jest.advanceTimersByTime(310);
    expect(ends).toBe(0);
    jest.advanceTimersByTime(300);
    expect(ends).toBe(1);
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
