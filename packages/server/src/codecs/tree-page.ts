import { DirectMessage, varint } from './direct-message.ts';

/** Fields of GetTreeResponse, both of wire type 2. */
const tags = { directories: 0x0a, nextPageToken: 0x12 } as const;

/** Encodes a GetTreeResponse of folders that are encoded already. */
export function encodeTreePage(page: { readonly directories: readonly Uint8Array[]; readonly nextPageToken: string }): DirectMessage {
  const parts: Uint8Array[] = [];
  for (const directory of page.directories) parts.push(Uint8Array.from([tags.directories, ...varint(directory.byteLength)]), directory);
  const token = Buffer.from(page.nextPageToken);
  if (token.byteLength > 0) parts.push(Uint8Array.from([tags.nextPageToken, ...varint(token.byteLength)]), token);
  return new DirectMessage(parts);
}
