import { Socket } from 'node:net';

/** Bytes taken from the kernel at a time. */
const bufferBytes = 256 * 1024;

// One for all connections: what is read is dealt with before anything else is read. Node would make a new buffer of 64 KiB for
// every read, and the garbage collector spent a fifth of the server's time on them.
let shared: Buffer | undefined;

/**
 * Has a connection read into a buffer that all of them share.
 * @param accepted a connection that was just accepted and is paused (`pauseOnConnect`); it must not be used any more
 * @param take is lent what was read; the bytes are others after it returns
 * @returns what to use instead of `accepted`
 */
export function readShared(accepted: Socket, take: (chunk: Buffer) => void): Socket {
  const handle: unknown = Reflect.get(accepted, '_handle');
  const server: unknown = Reflect.get(accepted, '_server');
  if (typeof handle !== 'object' || handle === null || typeof server !== 'object') {
    accepted.on('data', take);
    return accepted;
  }
  shared ??= Buffer.allocUnsafeSlow(bufferBytes);
  const buffer = shared;
  const callback = (length: number): boolean => {
    take(buffer.subarray(0, length));
    return true;
  };
  // The documented option `onread` is for sockets that one makes oneself, so this one takes the connection over from Node's.
  Reflect.set(accepted, '_handle', null);
  Reflect.set(accepted, '_server', null);
  const options: object = { handle, onread: { buffer, callback }, readable: true, writable: true };
  const socket = new Socket(options);
  // By it the listening socket counts its connections.
  Reflect.set(socket, '_server', server);
  return socket;
}
