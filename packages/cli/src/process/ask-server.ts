import { resolve } from 'node:path';
import { SandwrightError } from '@sandwright/core';
import { connect, type RemoteConnection } from '@sandwright/sandbox-remote';
import type { FlagValues } from '../arguments/flag.ts';
import type { serverFlags } from '../arguments/server-flags.ts';
import type { Invocation } from '../commands/command.ts';

/** A server says at once what it knows, milliseconds. */
const answerTimeoutMs = 15_000;

const notFound = 5;
const unimplemented = 12;

/** What a call needs of a method. */
interface UnaryMethod<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (message: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** A server that a command asks. */
export class AskedServer implements Disposable {
  readonly #connection: RemoteConnection;
  readonly #signal: AbortSignal;

  constructor({ values, workingDirectory, signal }: Invocation & { readonly values: FlagValues<typeof serverFlags> }) {
    const pathOf = (path: string | undefined): string | undefined => (path === undefined ? undefined : resolve(workingDirectory, path));
    this.#signal = signal;
    this.#connection = connect({
      storeAddress: values.server ?? '127.0.0.1:8980',
      tls: {
        caCertsPath: pathOf(values['ca-certs']),
        clientCertsPath: pathOf(values['client-cert']),
        clientKeyPath: pathOf(values['client-key']),
      },
      bearerTokenPath: pathOf(values['token-file']),
    });
  }

  /**
   * Makes one call.
   * @throws SandwrightError TARGET_UNKNOWN for what the server does not know, REMOTE_REJECTED where it has no such service
   */
  async ask<Request, Response>(method: UnaryMethod<Request, Response>, request: Request): Promise<Response> {
    try {
      return await this.#connection.execution.unary(method, request, { signal: this.#signal, timeoutMs: answerTimeoutMs });
    } catch (caught) {
      const error = SandwrightError.from(caught);
      const code = error.details['grpcCode'];
      if (code === notFound) throw new SandwrightError('TARGET_UNKNOWN', error.message, { cause: error });
      if (code !== unimplemented) throw error;
      throw new SandwrightError('REMOTE_REJECTED', 'the server has no such service', {
        cause: error,
        hint: 'it is not a server of sandwright, or it runs no actions (--role=cache)',
      });
    }
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
  }
}
