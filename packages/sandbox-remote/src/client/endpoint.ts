import { SandwrightError } from '@sandwright/core';

/** Where a server is and how to speak to it. */
export interface Endpoint {
  /** As grpc-js takes it: `dns:host:port`, `unix:/path`. */
  readonly target: string;
  /** Whether TLS is spoken. */
  readonly secure: boolean;
  /** As the user wrote it, for messages. */
  readonly address: string;
}

const schemes: Readonly<Record<string, boolean>> = { 'grpc:': false, 'http:': false, 'grpcs:': true, 'https:': true };

/**
 * Reads an address: `grpc://HOST:PORT` (plain text), `grpcs://HOST[:PORT]` (TLS, 443 by default), `unix:/PATH`, or bare `HOST:PORT`,
 * which means `grpc://`. `http` and `https` are taken as the same, as other tools spell them so.
 * @param address what the user wrote
 * @param origin the option that it came from, for the message
 * @throws SandwrightError CONFIG_INVALID if it is none of these
 */
export function parseEndpoint(address: string, origin = 'address'): Endpoint {
  const wrong = (why: string) =>
    new SandwrightError('CONFIG_INVALID', `${origin}: "${address}" ${why}`, {
      hint: 'write grpc://HOST:PORT for plain text, grpcs://HOST:PORT for TLS, or unix:/PATH',
    });
  if (address.startsWith('unix:')) {
    const path = address.replace(/^unix:(\/\/)?/, '');
    if (!path.startsWith('/')) throw wrong('names no absolute path');
    return { target: `unix:${path}`, secure: false, address };
  }
  const spelled = address.includes('://') ? address : `grpc://${address}`;
  let url: URL;
  try {
    url = new URL(spelled);
  } catch {
    throw wrong('is not an address');
  }
  const secure = schemes[url.protocol];
  if (secure === undefined) throw wrong(`has the unknown scheme "${url.protocol.slice(0, -1)}"`);
  if (url.hostname === '') throw wrong('names no host');
  if (url.username !== '' || url.password !== '') throw wrong('carries a password; put the token into remote_oauth_bearer_token instead');
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    throw wrong('has a path; the instance name goes into remote_instance_name');
  }
  // The URL parser drops a port that is the default of http or https, and knows none for grpc.
  const port = url.port !== '' ? url.port : /:(\d+)\/?$/.exec(spelled)?.[1];
  if (port === undefined && !secure) throw wrong('names no port');
  return { target: `dns:${url.hostname}:${port ?? '443'}`, secure, address };
}

/** Whether the other end is on this very machine, as far as the address says. */
export function isOnThisMachine({ target }: Endpoint): boolean {
  return /^(unix:|dns:(localhost|127(\.\d+){3}|\[::1\]):)/.test(target);
}
