import { invalid } from '../errors/refusals.ts';

/** Segments that would make a resource name ambiguous. Source: REAPI, comment of `Capabilities` on instance names. */
const keywords = new Set(['blobs', 'uploads', 'actions', 'actionResults', 'operations', 'capabilities', 'compressed-blobs']);

const maxLength = 256;

/**
 * Checks the name of an instance.
 * @param name empty, or segments joined with slashes, for instance `team/main`
 * @returns the name itself
 * @throws SandwrightError ACTION_INVALID for a keyword, an empty segment, a control character, or a name that is too long
 */
export function checkInstanceName(name: string): string {
  if (name === '') return name;
  if (name.length > maxLength) throw invalid(`the instance name has ${name.length} characters; ${maxLength} are allowed`);
  for (const segment of name.split('/')) {
    if (segment === '') throw invalid(`instance name "${name}" has an empty segment`);
    if (segment === '.' || segment === '..') throw invalid(`instance name "${name}" has a segment "${segment}"`);
    if (keywords.has(segment)) throw invalid(`instance name "${name}" contains "${segment}", which is a word of the protocol`);
    // oxlint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(segment)) throw invalid('the instance name contains a control character');
  }
  return name;
}
