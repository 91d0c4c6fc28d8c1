import type { HeaderList } from './hpack-decoder.ts';

/** What the headers of a call say of it. */
export interface RequestHead {
  readonly path: string;
  /** `malformed`: not HTTP/2 as it has to be. */
  readonly problem: 'malformed' | 'not gRPC' | undefined;
}

const malformed: RequestHead = { path: '', problem: 'malformed' };

// What belongs to a connection has no place here (RFC 9113 section 8.2.2).
const forbidden = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

/** What no value may contain, and where it may neither begin nor end (RFC 9113 section 8.2.1). */
const badValue = /[\0\r\n]|^[ \t]|[ \t]$/;

/** Characters of the name of a regular field (RFC 9110 section 5.6.2), of which capital letters are left out (RFC 9113 section 8.2.1). */
const goodName = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;

/**
 * Checks the headers of a request. Source: RFC 9113 sections 8.2.1 and 8.3; gRPC over HTTP2, requests.
 * @param list as they came
 */
export function checkRequest(list: HeaderList): RequestHead {
  let path: string | undefined;
  let method: string | undefined;
  let scheme: string | undefined;
  let contentType = '';
  let regular = false;
  for (let at = 0; at < list.length; at += 2) {
    const name = list[at] as string;
    const value = list[at + 1] as string;
    if (badValue.test(value)) return malformed;
    if (name.startsWith(':')) {
      if (regular) return malformed;
      if (name === ':path' && path === undefined) path = value;
      else if (name === ':method' && method === undefined) method = value;
      else if (name === ':scheme' && scheme === undefined) scheme = value;
      else if (name !== ':authority') return malformed;
    } else {
      regular = true;
      if (name === 'content-type') contentType = value;
      else if (forbidden.has(name) || !goodName.test(name)) return malformed;
    }
  }
  if (path === undefined || path === '' || method === undefined || scheme === undefined) return malformed;
  return { path, problem: method === 'POST' && contentType.startsWith('application/grpc') ? undefined : 'not gRPC' };
}
