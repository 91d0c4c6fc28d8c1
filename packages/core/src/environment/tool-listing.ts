import { type Dirent, readdirSync, realpathSync } from 'node:fs';

/** The path with all links followed; undefined where it leads nowhere. */
export function resolvedPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Tools that were found, and every folder that was looked into for them: as long as these stay as they are, so does what is found. */
export class ToolListing {
  /** Absolute paths of folders that were looked into, also of those that are not there, and of links that lead nowhere. */
  readonly looked = new Set<string>();
  /** Absolute paths by the name that counts; undefined for what is not there. The first of a name stays. */
  readonly tools = new Map<string, string | undefined>();

  add(name: string, path: string | undefined): void {
    if (!this.tools.has(name)) this.tools.set(name, path);
  }

  /** Where a folder really is; what was found depends on it, or on there being none. */
  find(folder: string): string | undefined {
    this.looked.add(folder);
    return resolvedPath(folder);
  }

  /** What is in a folder, in no order; nothing if it cannot be read. */
  entriesOf(folder: string): readonly Dirent[] {
    this.looked.add(folder);
    try {
      return readdirSync(folder, { withFileTypes: true });
    } catch {
      return [];
    }
  }
}
