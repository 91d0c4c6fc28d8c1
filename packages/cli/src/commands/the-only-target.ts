import { SandwrightError, type Target } from '@sandwright/core';

/**
 * The one target that a pattern names.
 * @throws SandwrightError USAGE_INVALID if there are several
 */
export function theOnlyTarget(targets: readonly Target[], patterns: readonly string[]): Target {
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0) {
    throw new SandwrightError('USAGE_INVALID', `${patterns.join(' ')} names ${targets.length} targets, and one is wanted`);
  }
  return target;
}
