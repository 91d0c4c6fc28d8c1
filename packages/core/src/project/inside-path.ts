/**
 * A relative path without `.`, `..`, doubled slashes or a slash at the end.
 * @param path relative to a folder of the project
 * @param directory that folder, relative to the root; empty for the root
 * @returns the path relative to the root; undefined if it is absolute or leads out of the project
 */
export function insidePath(path: string, directory: string): string | undefined {
  if (path.startsWith('/')) return undefined;
  const parts = directory === '' ? [] : directory.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

/** Joins a folder of the project and a path in it, both relative and clean. */
export function joinPath(directory: string, path: string): string {
  if (path === '') return directory;
  return directory === '' ? path : `${directory}/${path}`;
}

/** What is wrong with a path that must stay in the folder of its file, as far as its text says. */
export function wrongRelativePath(path: string): string | undefined {
  if (path.startsWith('/')) return `"${path}" is absolute; paths are relative to the folder of this file`;
  if (path.split('/').includes('..')) return `"${path}" leaves the folder of this file with ".."`;
  return undefined;
}
