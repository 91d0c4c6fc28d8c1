import { SandwrightError } from '../errors/sandwright-error.ts';
import { isIn, labelOf, parseTargetPattern } from './label.ts';
import { didYouMeanFolder, didYouMeanLabel } from './nearest-label.ts';
import { knownLabels } from './resolve-dependencies.ts';
import type { Target } from './target.ts';

interface Labels {
  readonly targets: ReadonlyMap<string, Target>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** A group in one of its further environments: `//dir:group@NAME`. */
function groupVariant(label: string, labels: Labels): readonly string[] {
  const cut = label.lastIndexOf('@');
  const members = cut === -1 ? undefined : labels.groups.get(label.slice(0, cut));
  return members?.map((member) => member + label.slice(cut)).filter((member) => labels.targets.has(member)) ?? [];
}

function labelsFor(text: string, from: string, labels: Labels): readonly string[] {
  const pattern = parseTargetPattern(text, from);
  if (pattern.kind !== 'label') {
    const found = [...labels.targets.values()].filter((target) => isIn(pattern, target.directory)).map((target) => target.label);
    if (found.length > 0) return found;
    const where = pattern.directory === '' ? 'the root folder' : pattern.directory;
    const [scope, suffix] = pattern.kind === 'below' ? [' or below it', '::'] : ['', ':'];
    const directories = labels.targets.values().map((target) => target.directory);
    const meant = didYouMeanFolder(pattern.directory, directories, suffix);
    throw new SandwrightError('TARGET_UNKNOWN', `there are no targets in ${where}${scope}${meant}`, {
      hint: '`sandwright list` shows every target',
    });
  }
  // A bare word is first of all a target of this folder.
  const bare = /[:/]/u.test(text) ? undefined : labelOf(from, text);
  for (const label of [bare, pattern.label]) {
    if (label === undefined) continue;
    const found = labels.groups.get(label) ?? (labels.targets.has(label) ? [label] : groupVariant(label, labels));
    if (found.length > 0) return found;
  }
  const asked = bare ?? pattern.label;
  throw new SandwrightError('TARGET_UNKNOWN', `there is no target ${asked}${didYouMeanLabel(asked, knownLabels(labels))}`, {
    hint: '`sandwright list` shows every target',
  });
}

/**
 * The targets that somebody asked for.
 * @param patterns as on the command line; `-` in front takes away
 * @param from the folder in which they are written, relative to the root
 * @param labels everything that there is
 * @returns in the order of `labels.targets`, each once
 * @throws SandwrightError TARGET_UNKNOWN, USAGE_INVALID
 */
export function matchTargets(patterns: readonly string[], from: string, labels: Labels): readonly Target[] {
  const wanted = new Set<string>();
  for (const text of patterns) {
    const takesAway = text.startsWith('-');
    for (const label of labelsFor(takesAway ? text.slice(1) : text, from, labels)) {
      if (takesAway) wanted.delete(label);
      else wanted.add(label);
    }
  }
  return [...labels.targets.values()].filter((target) => wanted.has(target.label));
}
