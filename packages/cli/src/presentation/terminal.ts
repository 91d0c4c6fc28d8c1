import { fstatSync, writeSync } from 'node:fs';
import { printable } from './printable.ts';

/** One of the two output streams, with what is known of whoever reads it. */
export interface TextStream {
  /** Never throws; does nothing once the reader has gone away. On a terminal, control characters but colours are spelled out. */
  write(text: string): void;
  /** Sends control sequences of our own as they are. */
  control(sequence: string): void;
  /** Waits until the reader took everything, or has gone away. Node writes to a pipe that is full only when it has room again. */
  flush?(): Promise<void>;
  /** Why nothing more could be written, for instance a full disk; a reader that went away is not told. */
  readonly failure?: Error | undefined;
  /** Whether somebody watches, so that a line may be redrawn. */
  readonly isTerminal: boolean;
  /** Whether colours are wanted. */
  readonly colours: boolean;
  /** Width in characters; read it anew each time, for windows change. */
  readonly columns: number;
}

/** The two output streams. Results go to `out`, everything about how it went to `err`. */
export interface Terminal {
  readonly out: TextStream;
  readonly err: TextStream;
}

/**
 * The process's own streams. A reader that goes away (`| head`) is no failure: what follows is dropped, and the work goes on.
 * @param environment decides about colours: NO_COLOR, TERM=dumb
 */
export function processTerminal(environment: NodeJS.ProcessEnv): Terminal {
  return {
    out: textStream(1, () => process.stdout, environment),
    err: textStream(2, () => process.stderr, environment),
  };
}

/** Somewhere that text goes. */
interface Sink {
  readonly isTerminal: boolean;
  readonly columns: number;
  /** @throws what the system says */
  write(text: string): void;
  /** Resolves once nothing waits to be written any more. */
  flush(): Promise<void>;
}

function textStream(descriptor: 1 | 2, open: () => NodeJS.WriteStream, environment: NodeJS.ProcessEnv): TextStream {
  let sink: Sink | undefined;
  let gone = false;
  let failure: Error | undefined;
  const fail = (error: NodeJS.ErrnoException): void => {
    gone = true;
    if (error.code !== 'EPIPE') failure ??= error;
  };
  const use = (): Sink => (sink ??= mayBeTerminal(descriptor) ? streamSink(open(), fail) : plainSink(descriptor, open, fail));
  const send = (text: string): void => {
    if (gone || text === '') return;
    try {
      use().write(text);
    } catch (caught) {
      fail(caught as NodeJS.ErrnoException);
    }
  };
  const dumb = environment.TERM === 'dumb' || (environment.NO_COLOR ?? '') !== '';
  return {
    write: (text) => send(use().isTerminal ? printable(text) : text),
    control: send,
    flush: async () => await sink?.flush(),
    get failure() {
      return failure;
    },
    get isTerminal() {
      return use().isTerminal && !dumb;
    },
    get colours() {
      return use().isTerminal && !dumb;
    },
    get columns() {
      return use().columns;
    },
  };
}

/** /dev/null and its like, on Linux: who throws the output away is not to pay for a terminal. */
const memoryDevices = 1;

function mayBeTerminal(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isCharacterDevice() && (process.platform !== 'linux' || stats.rdev >> 8 !== memoryDevices);
  } catch {
    return false;
  }
}

function streamSink(stream: NodeJS.WriteStream, fail: (error: NodeJS.ErrnoException) => void): Sink {
  stream.on('error', fail);
  return {
    get isTerminal() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns ?? 80;
    },
    write: (text) => void stream.write(text),
    flush: async () => await drained(stream),
  };
}

async function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.write('', () => resolve());
  await promise;
}

/** Files, pipes and sockets are written to without the code of Node's streams, which would take some milliseconds of every start. */
function plainSink(descriptor: number, open: () => NodeJS.WriteStream, fail: (error: NodeJS.ErrnoException) => void): Sink {
  let patient: NodeJS.WriteStream | undefined;
  return {
    isTerminal: false,
    columns: 80,
    flush: async () => {
      if (patient !== undefined) await drained(patient);
    },
    write: (text) => {
      if (patient !== undefined) {
        patient.write(text);
        return;
      }
      const bytes = Buffer.from(text);
      let written = 0;
      try {
        while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      } catch (caught) {
        if ((caught as NodeJS.ErrnoException).code !== 'EAGAIN') throw caught;
        // Whoever has the other end, or shares this one, wants no one to wait; a stream knows how to go on with that.
        patient = open();
        patient.on('error', fail);
        patient.write(bytes.subarray(written));
      }
    },
  };
}
