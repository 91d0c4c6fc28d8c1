import { readlinkSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { insidePath } from './inside-path.ts';

/** Says which symbolic links can be sources: in a sandbox, one that leads out of the project would point at something else, or at nothing. */
export class LinkChecker {
  private readonly root: string;
  private readonly seen = new Map<string, string | undefined>();

  /** @param root absolute path of the project, links resolved */
  constructor(root: string) {
    this.root = root;
  }

  /**
   * What is wrong with a link.
   * @param path of the link, relative to the root
   * @returns undefined if nothing is
   */
  check(path: string): string | undefined {
    if (!this.seen.has(path)) this.seen.set(path, this.look(path));
    return this.seen.get(path);
  }

  private look(path: string): string | undefined {
    const absolute = join(this.root, path);
    let points: string;
    try {
      points = readlinkSync(absolute, 'utf8');
    } catch {
      return `the symbolic link ${path} went away, or cannot be read`;
    }
    const says = `the symbolic link ${path} points to ${points}`;
    if (points.includes('\ufffd')) return `${says}, which is not UTF-8`;
    if (points.startsWith('/')) return `${says}, an absolute path, which is another place in a sandbox`;
    if (insidePath(points, dirname(path) === '.' ? '' : dirname(path)) === undefined) return `${says}, which is outside of the project`;
    try {
      const real = realpathSync(absolute);
      if (real !== this.root && !real.startsWith(`${this.root}/`)) return `${says}, which leads to ${real}, outside of the project`;
    } catch {
      // A link to nothing is a source like others: what it points to may be an output.
    }
    return undefined;
  }
}
