import { SandwrightError } from '../errors/sandwright-error.ts';

/** What somebody may ask for: one target (or group), all of a folder, or all below it. */
export type TargetPattern =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'folder'; readonly directory: string }
  | { readonly kind: 'below'; readonly directory: string };

/**
 * The label of a target.
 * @param directory relative to the project's root; empty for the root
 * @param name what stands after the colon
 */
export function labelOf(directory: string, name: string): string {
  return `//${directory}:${name}`;
}

const namePattern = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.+=,~-]*$/u;

/**
 * What is wrong with the name of a target, a group or an environment.
 * @returns undefined if nothing is
 */
export function wrongName(name: string): string | undefined {
  return namePattern.test(name)
    ? undefined
    : `"${name}" cannot be a name: letters, digits and _ . + = , ~ - are allowed, and the first is a letter, a digit or _`;
}

function invalid(text: string, why: string): never {
  throw new SandwrightError('USAGE_INVALID', `"${text}" is not a target: ${why}`, {
    hint: 'targets are written //dir:name, //dir: (all in a folder), //dir:: or //dir/... (all below it), or :name from their own folder',
  });
}

function cleanDirectory(text: string, directory: string): string {
  const parts = directory.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) invalid(text, 'it leaves its folder with ".."');
  return parts.join('/');
}

/**
 * Reads what somebody wrote to name targets.
 * @param text `//dir:name`, `//dir` for `//dir:dir`, `//dir:`, `//dir::`, `//dir/...`, `:name`; without `//` it is relative to `from`
 * @param from a folder relative to the project's root; empty for the root
 * @throws SandwrightError USAGE_INVALID if it is none of these
 */
export function parseTargetPattern(text: string, from: string): TargetPattern {
  const absolute = text.startsWith('//');
  if (text === '') invalid(text, 'it is empty');
  if (!absolute && text.startsWith('/')) invalid(text, 'a label begins with two slashes');
  const rest = absolute ? text.slice(2) : text;
  const base = absolute ? '' : `${from}/`;
  const colon = rest.indexOf(':');
  if (colon === -1) {
    if (rest === '...' || rest.endsWith('/...')) return { kind: 'below', directory: cleanDirectory(text, base + rest.slice(0, -3)) };
    const directory = cleanDirectory(text, base + rest);
    if (directory === '') invalid(text, 'the root folder has no name of its own; write //:NAME');
    return { kind: 'label', label: labelOf(directory, directory.slice(directory.lastIndexOf('/') + 1)) };
  }
  const directory = cleanDirectory(text, base + rest.slice(0, colon));
  const name = rest.slice(colon + 1);
  if (name === '') return { kind: 'folder', directory };
  if (name === ':') return { kind: 'below', directory };
  return { kind: 'label', label: labelOf(directory, name) };
}

/**
 * Whether a target in a folder is meant by a pattern for a folder.
 * @param directory the folder of the target, relative to the project's root
 */
export function isIn(pattern: Exclude<TargetPattern, { kind: 'label' }>, directory: string): boolean {
  if (pattern.directory === directory) return true;
  return pattern.kind === 'below' && (pattern.directory === '' || directory.startsWith(`${pattern.directory}/`));
}
