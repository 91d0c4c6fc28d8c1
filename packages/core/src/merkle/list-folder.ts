import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import { SandwrightError } from '../errors/sandwright-error.ts';

/** Shows bytes that are no text: what is ASCII as it is, the rest as `\xNN`. */
function printable(name: Buffer): string {
  return [...name]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`))
    .join('');
}

/**
 * What is in a folder. A name that is not valid UTF-8 has no place in a Directory message; Node would silently replace its bytes.
 * @param path absolute
 * @returns in the file system's order
 * @throws SandwrightError ACTION_INVALID, showing the name, if one is not valid UTF-8; what `readdirSync` throws
 */
export function listFolder(path: string): readonly Dirent[] {
  const entries = readdirSync(path, { withFileTypes: true });
  // The replacement character is what bad bytes turn into; only then is the slower look at the bytes needed.
  if (entries.some((entry) => entry.name.includes('\ufffd'))) {
    for (const name of readdirSync(path, { encoding: 'buffer' })) {
      if (isUtf8(name)) continue;
      throw new SandwrightError('ACTION_INVALID', `"${path}" holds a name that is not valid UTF-8: "${printable(name)}"`, {
        details: { path },
        hint: 'rename it',
      });
    }
  }
  return entries;
}
