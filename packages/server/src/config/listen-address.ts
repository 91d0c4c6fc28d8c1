import { BlockList, isIP } from 'node:net';
import * as z from 'zod';
import type { ListenAddress } from '../transport/transport.ts';

/**
 * Reads `HOST:PORT`, `[IPV6]:PORT` or `:PORT`, the last meaning this machine only.
 * @returns undefined if it is none of these
 */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const [, bracketed, plain, digits] = /^(?:grpcs?:\/\/)?(?:\[([0-9a-fA-F:.]+)\]|([^:[\]/]*)):([0-9]{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535) return undefined;
  if (bracketed !== undefined) return isIP(bracketed) === 6 ? { host: bracketed, port } : undefined;
  return { host: plain === undefined || plain === '' ? '127.0.0.1' : plain, port };
}

/** An address to listen on. */
export const listenAddress = z.string().transform((text, context): ListenAddress => {
  const address = parseListenAddress(text);
  if (address !== undefined) return address;
  context.addIssue({ code: 'custom', message: `expected HOST:PORT, found "${text}"` });
  return z.NEVER;
});

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can reach an address. A name other than `localhost` may be anything. */
export function isLoopback({ host }: ListenAddress): boolean {
  const version = isIP(host);
  return version === 0 ? host === 'localhost' : loopback.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
