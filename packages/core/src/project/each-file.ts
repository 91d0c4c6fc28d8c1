import type { ExpansionContext, WrittenTarget } from './expand-targets.ts';
import { findMatches } from './find-matches.ts';
import { compileGlob, type Glob, matchesGlob } from './glob.ts';

/**
 * The files that a target with `for_each` stands for.
 * @param globs as written, those with `!` exclude
 * @returns relative to the root, sorted
 */
export function eachFileOf(written: WrittenTarget, globs: readonly string[], context: ExpansionContext): readonly string[] {
  const files = new Set<string>();
  const excluded: Glob[] = [];
  globs.forEach((text, index) => {
    const place = { file: written.file, path: ['targets', written.name, 'for_each', index] };
    try {
      if (text.startsWith('!')) {
        excluded.push(...compileGlob(text.slice(1)));
        return;
      }
      const before = files.size;
      for (const glob of compileGlob(text)) {
        const found = findMatches(context.tree, written.directory, glob);
        for (const file of [...found.files, ...found.links]) files.add(file);
        for (const path of found.unusable) context.problems.push({ ...place, message: unusableMessage(path) });
      }
      if (files.size === before) context.problems.push({ ...place, message: `"${text}" matches no file` });
    } catch (caught) {
      context.problems.push({ ...place, message: `"${text}" is no glob: ${(caught as Error).message}` });
    }
  });
  const cut = written.directory === '' ? 0 : written.directory.length + 1;
  return [...files].filter((file) => !excluded.some((glob) => matchesGlob(glob, file.slice(cut)))).sort();
}

/** What to say about a match that cannot be a source. */
export function unusableMessage(path: string): string {
  return path.includes('\ufffd')
    ? `matches "${path}", whose name is not UTF-8; rename it, or exclude it with "!"`
    : `matches "${path}", which is neither a file, nor a folder, nor a symbolic link`;
}
