import type { Place, Problem } from '../config/place.ts';
import type { FileTree } from './file-tree.ts';
import { findMatches } from './find-matches.ts';
import { compileGlob, type Glob, matchesGlob } from './glob.ts';

/** What a `for_each` found. */
export interface EachFound {
  /** The folder of its file, relative to the root. */
  readonly directory: string;
  readonly globs: readonly string[];
  /** Relative to the root, sorted. */
  readonly files: readonly string[];
}

/**
 * The files that a target with `for_each` stands for.
 * @param globs as written, those with `!` exclude
 * @param directory the folder that they are relative to, relative to the root
 * @param place where they are written
 * @returns relative to the root, sorted
 */
export function eachFileOf(
  globs: readonly string[],
  directory: string,
  place: Place,
  context: { readonly tree: FileTree; readonly problems: Problem[] },
): readonly string[] {
  const files = new Set<string>();
  const excluded: Glob[] = [];
  globs.forEach((text, index) => {
    const at = { file: place.file, path: [...place.path, index] };
    try {
      if (text.startsWith('!')) {
        excluded.push(...compileGlob(text.slice(1)));
        return;
      }
      const before = files.size;
      for (const glob of compileGlob(text)) {
        const found = findMatches(context.tree, directory, glob);
        for (const file of [...found.files, ...found.links]) files.add(file);
        for (const path of found.unusable) context.problems.push({ ...at, message: unusableMessage(path) });
      }
      if (files.size === before) context.problems.push({ ...at, message: `"${text}" matches no file` });
    } catch (caught) {
      context.problems.push({ ...at, message: `"${text}" is no glob: ${(caught as Error).message}` });
    }
  });
  const cut = directory === '' ? 0 : directory.length + 1;
  return [...files].filter((file) => !excluded.some((glob) => matchesGlob(glob, file.slice(cut)))).sort();
}

/** What to say about a match that cannot be a source. */
export function unusableMessage(path: string): string {
  return path.includes('\ufffd')
    ? `matches "${path}", whose name is not UTF-8; rename it, or exclude it with "!"`
    : `matches "${path}", which is neither a file, nor a folder, nor a symbolic link`;
}
