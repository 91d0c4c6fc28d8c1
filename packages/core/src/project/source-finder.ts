import type { Place, Problem } from '../config/place.ts';
import { unusableMessage } from './each-file.ts';
import type { FileTree } from './file-tree.ts';
import { findMatches } from './find-matches.ts';
import { compileGlob, type Glob, matchesGlob } from './glob.ts';
import { insidePath, joinPath } from './inside-path.ts';
import { LinkChecker } from './link-checker.ts';
import type { Target } from './target.ts';

/** The sources of a target, or what is wrong with them. */
export interface FoundSources {
  /** Relative to the root, sorted, each once. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Sources that a target's own outputs, or those of its dependencies, would overwrite in the input root. */
function outputsAmong(files: ReadonlySet<string>, target: Target, dependencies: readonly Target[]): readonly Problem[] {
  const { file, path: at } = target.place;
  const own = target.outputs.flatMap((output, index): readonly Problem[] => {
    const path = joinPath(target.directory, output);
    return files.has(path) ? [{ file, path: [...at, 'outputs', index], message: `${path} is a source of ${target.label} as well` }] : [];
  });
  const others = dependencies.flatMap((dependency) =>
    dependency.outputs
      .map((output) => joinPath(dependency.directory, output))
      .filter((path) => files.has(path))
      .map((path): Problem => {
        const message = `${path} is a source of ${target.label}, and ${dependency.label}, on which it depends, makes it`;
        return { file, path: [...at, 'sources'], message };
      }),
  );
  return [...own, ...others];
}

/** Finds the files that targets declare; the walk over the project is shared by all of them. */
export class SourceFinder {
  private readonly tree: FileTree;
  private readonly linkChecker: LinkChecker;
  private readonly globs = new Map<string, readonly Glob[]>();
  private readonly found = new Map<string, FoundSources>();

  /** @param tree the project's folders */
  constructor(tree: FileTree) {
    this.tree = tree;
    this.linkChecker = new LinkChecker(tree.root);
  }

  /**
   * The files that a target declares.
   * @param target its `sources` are globs
   * @param dependencies the targets that it depends on, whose outputs must not be among its sources
   */
  find(target: Target, dependencies: readonly Target[]): FoundSources {
    // What is found depends on nothing but these, so that variants share it.
    const key = `${target.place.file}\0${target.name}`;
    let found = this.found.get(key);
    if (found === undefined) {
      found = this.search(target, dependencies);
      this.found.set(key, found);
    }
    return found;
  }

  private search(target: Target, dependencies: readonly Target[]): FoundSources {
    const problems: Problem[] = [];
    const files = new Set<string>();
    const excluded: Glob[] = [];
    const place = (...steps: (string | number)[]): Place => ({ file: target.place.file, path: [...target.place.path, ...steps] });
    const takeLink = (path: string, where: Place): void => {
      const wrong = files.has(path) ? undefined : this.linkChecker.check(path);
      files.add(path);
      if (wrong !== undefined) problems.push({ ...where, message: wrong });
    };
    target.sources.forEach((text, index) => {
      if (text.startsWith('!')) excluded.push(...this.compile(text.slice(1), place('sources', index), problems));
    });
    const cut = target.directory === '' ? 0 : target.directory.length + 1;
    const kept = (path: string): boolean => excluded.length === 0 || !excluded.some((glob) => matchesGlob(glob, path.slice(cut)));
    if (target.eachFile !== undefined) {
      if (this.tree.kindOf(target.eachFile) === 'link') takeLink(target.eachFile, place('for_each'));
      else files.add(target.eachFile);
    }
    target.sources.forEach((text, index) => {
      if (text.startsWith('!')) return;
      const where = place('sources', index);
      const before = problems.length;
      const matches = this.compile(text, where, problems).map((glob) => findMatches(this.tree, target.directory, glob));
      const unusable = matches.flatMap((match) => match.unusable).filter(kept);
      for (const path of unusable) problems.push({ ...where, message: `"${text}" ${unusableMessage(path)}` });
      let matched = 0;
      for (const match of matches) {
        matched += match.files.length + match.links.length;
        for (const path of match.files) if (kept(path)) files.add(path);
        for (const path of match.links) if (kept(path)) takeLink(path, where);
      }
      if (matched === 0 && problems.length === before) problems.push({ ...where, message: this.whyNothing(text, target) });
    });
    problems.push(...outputsAmong(files, target, dependencies));
    return { files: [...files].sort(), problems };
  }

  private compile(text: string, place: Place, problems: Problem[]): readonly Glob[] {
    let globs = this.globs.get(text);
    if (globs === undefined) {
      try {
        globs = compileGlob(text);
      } catch (caught) {
        problems.push({ ...place, message: `"${text}" is no glob: ${(caught as Error).message}` });
        return [];
      }
      this.globs.set(text, globs);
    }
    return globs;
  }

  private whyNothing(text: string, target: Target): string {
    const path = insidePath(text, target.directory);
    const link = path === undefined ? undefined : this.tree.linkOnTheWay(path);
    if (link !== undefined) return `"${text}" goes through the symbolic link ${link}; name the files where they really are`;
    if (path === 'out' || path?.startsWith('out/')) {
      return `"${text}" lies in out/, which holds outputs; name the target that makes it in "dependencies"`;
    }
    return `"${text}" matches no file in ${target.directory === '' ? 'the root folder' : target.directory}`;
  }
}
