import { nearestName } from '@sandwright/core';

/**
 * The sentence that offers the nearest of several names, for hints.
 * @param written what the user wrote
 * @param names what exists
 * @returns `did you mean "build"?`, or undefined where nothing is near
 */
export function suggestion(written: string, names: Iterable<string>): string | undefined {
  const nearest = nearestName(written, names);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}
