import { open } from 'node:fs/promises';

const maxBytes = 2000;

/**
 * The beginning of a text file, for a message.
 * @param path absolute
 */
export async function readStart(path: string): Promise<string> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(maxBytes), 0, maxBytes, 0);
  return buffer.toString('utf8', 0, bytesRead).trim();
}
