import { lstatSync, readdirSync } from 'node:fs';
import { inputTime } from './input-time.ts';
import { Turns } from './lay-out-tree.ts';

/** What tells a tree that was damaged from one that was not, without reading files. */
export interface TreeMeasure {
  readonly files: number;
  readonly folders: number;
  readonly links: number;
  readonly bytes: number;
  /** Entries that do not have the time that all inputs have: each was changed. */
  readonly changed: number;
}

/**
 * Looks through a tree.
 * @param path absolute
 * @param atMost stops once there is more than this
 */
export async function measureTree(path: string, atMost?: TreeMeasure): Promise<TreeMeasure> {
  const turns = new Turns({});
  const measure = { files: 0, folders: 0, links: 0, bytes: 0, changed: 0 };
  const open = [path];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inner = `${folder}/${entry.name}`;
      const stats = lstatSync(inner);
      if (stats.mtimeMs !== inputTime * 1000) measure.changed += 1;
      if (stats.isDirectory()) {
        measure.folders += 1;
        open.push(inner);
      } else if (stats.isSymbolicLink()) {
        measure.links += 1;
      } else {
        measure.files += 1;
        measure.bytes += stats.size;
      }
      if (turns.over) await turns.next();
    }
    if (atMost !== undefined && (measure.changed > atMost.changed || measure.files > atMost.files)) break;
  }
  return measure;
}

/** Whether two trees look the same. */
export function sameMeasure(a: TreeMeasure, b: TreeMeasure): boolean {
  return a.files === b.files && a.folders === b.folders && a.links === b.links && a.bytes === b.bytes && a.changed === b.changed;
}
