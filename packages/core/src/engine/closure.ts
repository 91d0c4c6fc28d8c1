import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Target } from '../project/target.ts';

/**
 * Targets and all that they need, straight or not.
 * @param wanted what was asked for
 * @param all every target of the project, by label
 * @returns by label, what was asked for first
 * @throws SandwrightError TARGET_UNKNOWN for a dependency that is not in the project
 */
export function closureOf(wanted: readonly Target[], all: ReadonlyMap<string, Target>): ReadonlyMap<string, Target> {
  const found = new Map(wanted.map((target) => [target.label, target]));
  // A Map gives what is added while it is walked.
  for (const target of found.values()) {
    for (const label of target.dependencies) {
      const dependency = all.get(label);
      if (dependency === undefined) throw new SandwrightError('TARGET_UNKNOWN', `${target.label} depends on ${label}, which is not there`);
      found.set(label, dependency);
    }
  }
  return found;
}
