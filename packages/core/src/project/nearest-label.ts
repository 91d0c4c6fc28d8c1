import { nearestName } from '../config/nearest-name.ts';

/**
 * Text to append to a message about an unknown label.
 * @param wrong the label that somebody meant, in full
 * @param labels all that there are
 * @returns `; did you mean "//dir:name"?`, or nothing: the label that is written much like it, else the only one of that name elsewhere
 */
export function didYouMeanLabel(wrong: string, labels: Iterable<string>): string {
  const known = [...labels];
  const name = wrong.slice(wrong.indexOf(':'));
  const namesakes = known.filter((label) => label.endsWith(name));
  const meant = nearestName(wrong, namesakes) ?? nearestName(wrong, known) ?? (namesakes.length === 1 ? namesakes[0] : undefined);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

/**
 * Text to append to a message about a folder that holds no target.
 * @param wrong relative to the project's root
 * @param directories of all targets
 * @param suffix what stood after the folder: `:`, `::`
 * @returns `; did you mean "//dir::"?`, or nothing
 */
export function didYouMeanFolder(wrong: string, directories: Iterable<string>, suffix: string): string {
  const named = new Set(directories);
  named.delete('');
  const meant = nearestName(wrong, named);
  return meant === undefined ? '' : `; did you mean "//${meant}${suffix}"?`;
}
