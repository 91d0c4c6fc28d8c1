import type { Problem } from '../config/place.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { parseTargetPattern } from './label.ts';
import { didYouMeanLabel } from './nearest-label.ts';
import type { Target } from './target.ts';

/** Every target and group by label. */
export interface LabelIndex {
  readonly targets: ReadonlyMap<string, Target>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Folders whose file could not be read; nothing is said about what they may hold. */
  readonly brokenFolders: ReadonlySet<string>;
}

/** Every label that somebody can name. */
export function* knownLabels(index: Pick<LabelIndex, 'targets' | 'groups'>): Iterable<string> {
  yield* index.groups.keys();
  yield* index.targets.keys();
}

/** The labels that one dependency stands for; or what is wrong with it. */
function resolveOne(text: string, target: Target, index: LabelIndex): readonly string[] | string {
  let pattern: ReturnType<typeof parseTargetPattern>;
  try {
    pattern = parseTargetPattern(text, target.directory);
  } catch (caught) {
    if (!SandwrightError.is(caught)) throw caught;
    return caught.message;
  }
  if (pattern.kind !== 'label') return `"${text}" names many targets; a dependency names one target or group`;
  const { label } = pattern;
  const members = index.groups.get(label) ?? (index.targets.has(label) ? [label] : undefined);
  if (members === undefined) {
    if (index.brokenFolders.has(label.slice(2, label.indexOf(':')))) return [];
    return `there is no target ${label}${didYouMeanLabel(label, knownLabels(index))}`;
  }
  if (target.variant === undefined) return members;
  // In a further environment the same variant of a dependency is wanted, where there is one.
  return members.map((member) => {
    const variant = `${member}@${target.variant}`;
    return index.targets.has(variant) ? variant : member;
  });
}

/**
 * The labels of the targets that a target depends on.
 * @param target its dependencies as written
 * @param problems takes those that do not exist
 */
export function resolveDependencies(target: Target, index: LabelIndex, problems: Problem[]): readonly string[] {
  if (target.dependencies.length === 0) return target.dependencies;
  const labels = new Set<string>();
  target.dependencies.forEach((text, at) => {
    const found = resolveOne(text, target, index);
    if (typeof found === 'string') {
      problems.push({ file: target.place.file, path: [...target.place.path, 'dependencies', at], message: found });
    } else for (const label of found) labels.add(label);
  });
  return [...labels];
}
