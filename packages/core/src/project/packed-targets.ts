import { type PackedTarget, unpackTarget } from './packed-target.ts';
import type { Target } from './target.ts';

/** Targets by label, each made whole when somebody first wants to see it: of ten thousand, most builds look at a few. */
export class PackedTargets implements ReadonlyMap<string, Target> {
  readonly #targets: Map<string, Target | PackedTarget>;

  /** @param packed in their order; labels are unique */
  constructor(packed: readonly PackedTarget[]) {
    this.#targets = new Map(packed.map((one) => [one[0], one]));
  }

  get size(): number {
    return this.#targets.size;
  }

  get(label: string): Target | undefined {
    const found = this.#targets.get(label);
    return found === undefined ? undefined : this.#whole(label, found);
  }

  has(label: string): boolean {
    return this.#targets.has(label);
  }

  keys(): MapIterator<string> {
    return this.#targets.keys();
  }

  *values(): MapIterator<Target> {
    for (const [, target] of this.entries()) yield target;
  }

  *entries(): MapIterator<[string, Target]> {
    for (const [label, found] of this.#targets) yield [label, this.#whole(label, found)];
  }

  [Symbol.iterator](): MapIterator<[string, Target]> {
    return this.entries();
  }

  forEach(callback: (target: Target, label: string, map: ReadonlyMap<string, Target>) => void): void {
    for (const [label, target] of this.entries()) callback(target, label, this);
  }

  #whole(label: string, found: Target | PackedTarget): Target {
    if (!isPacked(found)) return found;
    const target = unpackTarget(found);
    this.#targets.set(label, target);
    return target;
  }
}

function isPacked(target: Target | PackedTarget): target is PackedTarget {
  return Array.isArray(target);
}
