/**
 * What is wrong with a name as an entry of a folder.
 * @param name one component of a path
 * @returns undefined if it is all right
 */
export function problemWithEntryName(name: string): string | undefined {
  if (name === '') return 'a name is empty';
  if (name === '.' || name === '..') return `"${name}" is not the name of an entry`;
  if (name.includes('/')) return `the name "${name}" has a slash in it`;
  if (name.includes('\0')) return `the name "${name.replaceAll('\0', '\\0')}" has a NUL character in it`;
  // A file system of Linux takes no more bytes; three are the most for one UTF-16 unit.
  if (name.length > 85 && Buffer.byteLength(name) > 255) return `the name "${name.slice(0, 40)}…" is longer than 255 bytes`;
  if (!name.isWellFormed()) return `the name "${name.toWellFormed()}" is not valid Unicode`;
  return undefined;
}
