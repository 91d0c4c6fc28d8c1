import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../config/place.ts';
import { keepFile } from '../util/keep-file.ts';
import { settledStat } from '../util/settled-stat.ts';
import type { CollectedTargets } from './collect-targets.ts';
import { type EachFound, eachFileOf } from './each-file.ts';
import type { FileTree } from './file-tree.ts';
import { buildFileName, projectFileName } from './find-root.ts';
import { joinPath } from './inside-path.ts';
import { type PackedTarget, packTarget } from './packed-target.ts';
import { PackedTargets } from './packed-targets.ts';
import type { ProjectFiles } from './project-files.ts';

/** Names a project and the files laid over it, in the names of files that remember something of it. */
export function projectKey(root: string, configFiles: readonly string[]): string {
  return hash('sha256', JSON.stringify([root, ...configFiles]), 'hex').slice(0, 32);
}

interface Content {
  readonly version: number;
  /** Every file that decides what the targets are, with its stat, in the order of their strength. */
  readonly files: readonly (readonly [file: string, stat: string])[];
  readonly found: readonly EachFound[];
  readonly foldersWithEnvironments: readonly string[];
  readonly targets: readonly PackedTarget[];
  readonly groups: readonly (readonly [label: string, members: readonly string[]])[];
}

/** What a snapshot is of. */
export interface ProjectSnapshotOptions {
  /** The project's folders. */
  readonly tree: FileTree;
  /** Overlays, absolute. */
  readonly configFiles: readonly string[];
  /** Folders with a build file, relative to the root. */
  readonly buildFolders: readonly string[];
  /** Absolute; one file for each project is kept in it. */
  readonly cacheDirectory: string;
  /** When the first of the files was read, ms since the epoch: finding the others may have taken long. */
  readonly readSinceMs: number;
}

/** What a snapshot gives back. */
export interface RecalledTargets extends CollectedTargets {
  /** Folders whose build file defines environments, which are read each time. */
  readonly foldersWithEnvironments: readonly string[];
}

/** Raised when targets come to be made in another way from the same files. */
const version = 1;

/**
 * Remembers the targets of a project, resolved and checked, for as long as no file that decides them changes: a start then parses next to
 * nothing. Only a project without a problem is remembered, so that places of errors always come from a fresh look.
 */
export class ProjectSnapshot {
  private readonly tree: FileTree;
  private readonly path: string;
  /** Undefined where a file is missing or changed too lately; nothing is recalled or kept then. */
  private readonly files: readonly (readonly [string, string])[] | undefined;

  constructor({ tree, configFiles, buildFolders, cacheDirectory, readSinceMs }: ProjectSnapshotOptions) {
    this.tree = tree;
    this.path = join(cacheDirectory, 'projects', `${projectKey(tree.root, configFiles)}.json`);
    this.files = this.look(
      [projectFileName, ...configFiles, ...buildFolders.map((folder) => joinPath(folder, buildFileName))],
      readSinceMs,
    );
  }

  /** The targets, if nothing changed since they were kept. */
  recall(): RecalledTargets | undefined {
    const content = this.files === undefined ? undefined : this.load();
    if (content === undefined || !this.holds(content)) return undefined;
    const targets = new PackedTargets(content.targets);
    return { targets, groups: new Map(content.groups), foldersWithEnvironments: content.foldersWithEnvironments };
  }

  /**
   * Keeps targets for the next start. That it cannot is no error: the next one reads all files again.
   * @param collected what the files say
   * @param found what every `for_each` found
   * @param files the files
   */
  keep(collected: CollectedTargets, found: readonly EachFound[], files: ProjectFiles): void {
    if (this.files === undefined) return;
    const content: Content = {
      version,
      files: this.files,
      found,
      foldersWithEnvironments: files.builds.filter((build) => build.content.environments !== undefined).map((build) => build.directory),
      targets: [...collected.targets.values()].map(packTarget),
      groups: [...collected.groups],
    };
    // A full disk or a read-only cache is told about by those who cannot do without.
    keepFile(this.path, JSON.stringify(content));
  }

  private load(): Content | undefined {
    try {
      const content = JSON.parse(readFileSync(this.path, 'utf8')) as Content;
      return content.version === version ? content : undefined;
    } catch {
      return undefined;
    }
  }

  private holds(content: Content): boolean {
    const files = this.files ?? [];
    if (files.length !== content.files.length) return false;
    if (!files.every(([file, stat], index) => content.files[index]?.[0] === file && content.files[index]?.[1] === stat)) return false;
    return content.found.every(({ directory, globs, files: before }) => {
      const problems: Problem[] = [];
      const now = eachFileOf(globs, directory, { file: '', path: [] }, { tree: this.tree, problems });
      return problems.length === 0 && now.length === before.length && now.every((file, index) => before[index] === file);
    });
  }

  private look(names: readonly string[], readSinceMs: number): readonly (readonly [string, string])[] | undefined {
    const looked: [string, string][] = [];
    for (const name of names) {
      // One that changes while all of this goes on has a time that is too late.
      const stat = settledStat(name.startsWith('/') ? name : `${this.tree.root}/${name}`, readSinceMs);
      if (stat === undefined) return undefined;
      looked.push([name, stat]);
    }
    return looked;
  }
}
