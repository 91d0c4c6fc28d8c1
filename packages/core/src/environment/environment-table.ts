import { didYouMean } from '../config/nearest-name.ts';
import type { Place, Problem } from '../config/place.ts';
import { environmentAddress, localEnvironmentName } from './environment-address.ts';
import type { EnvironmentDefinition } from './environment-definition.ts';
import { propertyProblems } from './remote-properties.ts';

/** A definition and where it stands. */
export interface DeclaredEnvironment {
  /** As targets name it: `remote` if it stands in `sandwright.yaml` or in an overlay, `//dir:remote` if in a `BUILD.yaml`. */
  readonly name: string;
  readonly definition: EnvironmentDefinition;
  /** The folder of the file that declares it, relative to the root; empty for the root. */
  readonly directory: string;
  readonly place: Place;
}

/** Every environment of a project, by each name that it has. */
export class EnvironmentTable {
  /** In the order of declaration. */
  readonly declared: readonly DeclaredEnvironment[];
  private readonly byName = new Map<string, DeclaredEnvironment>();
  private readonly aliases: ReadonlyMap<string, string>;

  /**
   * @param declared definitions; a later one takes the name of an earlier one
   * @param aliases further names, and the addresses that they stand for
   */
  constructor(declared: readonly DeclaredEnvironment[], aliases: ReadonlyMap<string, string> = new Map()) {
    for (const one of declared) {
      this.byName.set(one.name, one);
    }
    this.declared = declared.filter((one) => this.byName.get(one.name) === one);
    this.aliases = aliases;
  }

  /**
   * The definition that a name stands for.
   * @param name as written in a file of the folder `from`
   * @returns undefined for `__local__`, and if there is none
   */
  find(name: string, from = ''): DeclaredEnvironment | undefined {
    const address = environmentAddress(this.aliases.get(name) ?? name, from);
    return this.byName.get(address) ?? (address.startsWith('//:') ? this.byName.get(address.slice(3)) : undefined);
  }

  /** The one spelling of a name that `find` knows; the name itself if it is unknown. */
  canonical(name: string, from = ''): string {
    return this.find(name, from)?.name ?? environmentAddress(name, from);
  }

  /** Whether a target or a definition in the folder `from` may use this name. */
  knows(name: string, from = ''): boolean {
    return name === localEnvironmentName || this.find(name, from) !== undefined;
  }

  /** Every name that can be used. */
  names(): readonly string[] {
    return [...new Set([...this.aliases.keys(), ...this.byName.keys(), localEnvironmentName])];
  }

  /** What to say about a name that is not known. */
  unknown(name: string): string {
    return `there is no environment "${name}"${didYouMean(name, this.names())}`;
  }

  /** Unknown names and cycles in `fallback_environment`, and properties that contradict, also where nothing uses the definition. */
  problems(): readonly Problem[] {
    const problems: Problem[] = this.declared.flatMap(propertyProblems);
    const reported = new Set<DeclaredEnvironment>();
    for (const start of this.declared) {
      const chain: DeclaredEnvironment[] = [];
      let at: DeclaredEnvironment | undefined = start;
      while (at !== undefined && !reported.has(at)) {
        const again = chain.indexOf(at);
        if (again !== -1) {
          const cycle = chain.slice(again);
          for (const one of cycle) reported.add(one);
          problems.push(cycleProblem(cycle));
          break;
        }
        chain.push(at);
        const fallback: string | undefined = at.definition.fallback_environment;
        at = fallback === undefined ? undefined : this.find(fallback, at.directory);
      }
      const fallback = start.definition.fallback_environment;
      if (fallback !== undefined && !this.knows(fallback, start.directory)) {
        problems.push({ ...fallbackPlace(start), message: this.unknown(fallback) });
      }
    }
    return problems;
  }
}

function fallbackPlace(declared: DeclaredEnvironment): Place {
  return { file: declared.place.file, path: [...declared.place.path, 'fallback_environment'] };
}

function cycleProblem(cycle: readonly DeclaredEnvironment[]): Problem {
  const [first, ...others] = cycle;
  if (first === undefined) throw new RangeError('a cycle has at least one member');
  if (others.length === 0) return { ...fallbackPlace(first), message: `the environment "${first.name}" falls back to itself` };
  const names = [...cycle, first].map((one) => one.name).join(' → ');
  return {
    ...fallbackPlace(first),
    message: `these environments fall back to each other in a circle: ${names}`,
    related: others.map((one) => ({ ...fallbackPlace(one), message: `"${one.name}" falls back from here` })),
  };
}
