import type { ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import { SandwrightError } from '@sandwright/core';
import { messageTaken } from './http2-call-memory.ts';
import { WakeUp } from './wake-up.ts';

/**
 * The messages of a call, taken from the network no faster than they are asked for.
 * @param call whose messages
 * @param stallTimeoutMs how long the client may send nothing
 * @throws SandwrightError CANCELLED if the client is gone, TIMED_OUT if it has sent nothing for too long
 */
export async function* readMessages(
  call: ServerReadableStream<unknown, unknown> | ServerDuplexStream<unknown, unknown>,
  stallTimeoutMs: number,
): AsyncGenerator<unknown, void, undefined> {
  // Readable would take 16 messages ahead, each up to the message limit; nothing public sets this on a stream that exists.
  const state: unknown = Reflect.get(call, '_readableState');
  if (typeof state === 'object' && state !== null) Reflect.set(state, 'highWaterMark', 1);
  const wakeUp = new WakeUp();
  let ended = false;
  const onReadable = (): void => wakeUp.ring();
  const onEnd = (): void => {
    ended = true;
    wakeUp.ring();
  };
  call.on('readable', onReadable);
  call.once('end', onEnd);
  call.once('cancelled', onReadable);
  try {
    while (true) {
      const message: unknown = call.read();
      if (message !== null) {
        yield message;
        messageTaken(call);
        continue;
      }
      if (ended) return;
      if (call.cancelled) throw new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
      if (await wakeUp.wait(stallTimeoutMs)) continue;
      throw new SandwrightError('TIMED_OUT', `the client has sent nothing for ${stallTimeoutMs} ms (setting stall_timeout)`);
    }
  } finally {
    call.off('readable', onReadable);
    call.off('end', onEnd);
  }
}
