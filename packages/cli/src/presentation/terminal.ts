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
  return { out: textStream(() => process.stdout, environment), err: textStream(() => process.stderr, environment) };
}

function textStream(open: () => NodeJS.WriteStream, environment: NodeJS.ProcessEnv): TextStream {
  let stream: NodeJS.WriteStream | undefined;
  let gone = false;
  let failure: Error | undefined;
  // Opened when first needed: either stream costs a millisecond or two of start-up.
  const use = (): NodeJS.WriteStream => {
    if (stream === undefined) {
      stream = open();
      stream.on('error', (error: NodeJS.ErrnoException) => {
        gone = true;
        if (error.code !== 'EPIPE') failure ??= error;
      });
    }
    return stream;
  };
  const send = (text: string): void => {
    if (!gone && text !== '') use().write(text);
  };
  const dumb = environment.TERM === 'dumb' || (environment.NO_COLOR ?? '') !== '';
  return {
    write: (text) => send(use().isTTY ? printable(text) : text),
    control: send,
    flush: async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (stream === undefined || gone || stream.writableLength === 0) return;
      stream.write('', () => resolve());
      await promise;
    },
    get failure() {
      return failure;
    },
    get isTerminal() {
      return use().isTTY && !dumb;
    },
    get colours() {
      return use().isTTY && !dumb;
    },
    get columns() {
      return use().columns ?? 80;
    },
  };
}
