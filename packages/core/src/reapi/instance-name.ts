import { SandwrightError } from '../errors/sandwright-error.ts';

/** Components that mark the end of an instance name in resource names, and so cannot stand in one. Source: REAPI, resource names. */
export const reservedKeywords: ReadonlySet<string> = new Set([
  'blobs',
  'uploads',
  'actions',
  'actionResults',
  'operations',
  'capabilities',
  'compressed-blobs',
]);

/**
 * Checks an instance name.
 * @param name components joined by slashes, or empty
 * @returns the same name
 * @throws SandwrightError ACTION_INVALID for components that are empty, `.` or `..`, reserved keywords, control characters and names over 1,024
 * characters
 */
export function checkInstanceName(name: string): string {
  if (name === '') return name;
  const refuse = (problem: string): SandwrightError =>
    new SandwrightError('ACTION_INVALID', `instance name ${JSON.stringify(name.slice(0, 200))} ${problem}`);
  if (name.length > 1024) throw refuse('is longer than 1024 characters');
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(name)) throw refuse('has a control character in it');
  for (const part of name.split('/')) {
    // Whoever makes a path of a name must not be led out of its folder.
    if (part === '.' || part === '..') throw refuse(`has the component "${part}" in it`);
    if (part === '') throw refuse('has an empty component: no slash may stand at either end or next to another');
    if (reservedKeywords.has(part)) throw refuse(`has the reserved keyword "${part}" in it`);
  }
  return name;
}
