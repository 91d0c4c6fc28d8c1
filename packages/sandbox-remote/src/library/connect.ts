import { type CallOptions, SandwrightError } from '@sandwright/core';
import { openConnection, type RemoteOptions } from '../remote-connection.ts';
import { type ClientTool, RemoteClient } from './remote-client.ts';

/** Where the servers are and how to talk to them; only an address is needed. */
export interface ConnectOptions extends Omit<RemoteOptions, 'storeAddress'>, CallOptions {
  /** One server for everything: `grpc://HOST:PORT`, `grpcs://HOST[:PORT]` (TLS), or `unix:/PATH`. */
  readonly address?: string | undefined;
  /** CAS, and what has no address of its own; `address` by default. */
  readonly storeAddress?: string | undefined;
  /** For every request to any of the servers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Who uses the client, for the servers' logs. */
  readonly tool?: ClientTool | undefined;
}

/**
 * A client of servers that speak the Remote Execution API. Nothing is loaded or sent before the first call.
 * @param options addresses, credentials, patience; `signal` ends all that the client does
 * @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used
 */
export function connect(options: ConnectOptions): RemoteClient {
  const { address, headers, tool, signal, ...rest } = options;
  const storeAddress = rest.storeAddress ?? address;
  if (storeAddress === undefined)
    throw new SandwrightError('CONFIG_INVALID', 'neither "address" nor "storeAddress" says where the server is');
  const connection = openConnection({
    ...rest,
    storeAddress,
    executionAddress: rest.executionAddress ?? address,
    storeHeaders: { ...headers, ...rest.storeHeaders },
    executionHeaders: { ...headers, ...rest.executionHeaders },
  });
  return new RemoteClient(connection, { tool, signal });
}
