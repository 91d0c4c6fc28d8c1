import type { Place, Problem } from '../config/place.ts';
import type { Target } from './target.ts';

/**
 * Finds targets that depend on themselves, however far around.
 * @param targets by label, their dependencies resolved
 * @returns one problem for each circle, at its first dependency, with the places of the others
 */
export function checkCycles(targets: ReadonlyMap<string, Target>): readonly Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  const onStack = new Set<string>();
  // No recursion: a chain of dependencies may be longer than a stack.
  const stack: { readonly target: Target; next: number }[] = [];
  for (const start of targets.values()) {
    if (done.has(start.label)) continue;
    stack.push({ target: start, next: 0 });
    onStack.add(start.label);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const label = top.target.dependencies[top.next];
      if (label === undefined) {
        stack.pop();
        onStack.delete(top.target.label);
        done.add(top.target.label);
        continue;
      }
      top.next += 1;
      const dependency = done.has(label) ? undefined : targets.get(label);
      if (dependency === undefined) continue;
      if (onStack.has(label)) {
        const from = stack.findIndex((entry) => entry.target.label === label);
        problems.push(cycleProblem(stack.slice(from).map((entry) => entry.target)));
      } else if (dependency.dependencies.length === 0) {
        done.add(label);
      } else {
        stack.push({ target: dependency, next: 0 });
        onStack.add(label);
      }
    }
  }
  return problems;
}

/** A circle of thousands would hide every other problem. */
const mostPlaces = 30;

function shortened(labels: readonly string[]): readonly string[] {
  if (labels.length <= mostPlaces) return labels;
  return [...labels.slice(0, mostPlaces - 1), `… (${labels.length - mostPlaces} more)`, ...labels.slice(-1)];
}

function dependenciesOf(target: Target): Place {
  return { file: target.place.file, path: [...target.place.path, 'dependencies'], on: 'key' };
}

function cycleProblem(cycle: readonly Target[]): Problem {
  const [first, ...others] = cycle;
  if (first === undefined) throw new RangeError('a cycle has at least one member');
  if (others.length === 0) return { ...dependenciesOf(first), message: `${first.label} depends on itself` };
  return {
    ...dependenciesOf(first),
    message: `these targets depend on each other in a circle: ${shortened([...cycle, first].map((target) => target.label)).join(' → ')}`,
    related: others.slice(0, mostPlaces).map((target, index) => ({
      ...dependenciesOf(target),
      message: `${target.label} depends on ${(others[index + 1] ?? first).label}`,
    })),
  };
}
