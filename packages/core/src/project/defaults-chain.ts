import type { Problem } from '../config/place.ts';
import { compileGlob, type Glob, matchesGlob } from './glob.ts';
import type { DeclaredDefaults } from './project-file.ts';

/** What targets have unless they say otherwise. */
export interface TargetDefaults {
  readonly environment: readonly string[] | undefined;
  /** The folder of the file that says `environment`, for an address in it may be relative. */
  readonly environmentFrom: string;
  readonly env: ReadonlyMap<string, string> | undefined;
  readonly timeout: number | undefined;
}

interface Layer {
  /** 0 for `all`, 1 for `tests`, 2 for a glob of names. */
  readonly rank: number;
  readonly applies: (name: string, test: boolean) => boolean;
  readonly directory: string;
  readonly values: DeclaredDefaults extends ReadonlyMap<string, infer V> ? V : never;
}

const nothing: TargetDefaults = { environment: undefined, environmentFrom: '', env: undefined, timeout: undefined };

function merge(under: TargetDefaults, layer: Layer): TargetDefaults {
  const { environment, env, timeout } = layer.values;
  return {
    environment: environment ?? under.environment,
    environmentFrom: environment === undefined ? under.environmentFrom : layer.directory,
    env: env === undefined || under.env === undefined ? (env ?? under.env) : new Map([...under.env, ...env]),
    timeout: timeout ?? under.timeout,
  };
}

/**
 * The defaults that hold in a folder: those of every folder above, and its own. What is further down wins; in one file `all` gives way to
 * `tests`, and that to a glob of names.
 */
export class DefaultsChain {
  private readonly layers: readonly Layer[];
  private readonly plain = new Map<boolean, TargetDefaults>();

  private readonly byName: boolean;

  private constructor(layers: readonly Layer[]) {
    this.layers = layers;
    this.byName = layers.some((layer) => layer.rank === 2);
  }

  /** No defaults at all. */
  static readonly empty = new DefaultsChain([]);

  /**
   * Adds the defaults of one file.
   * @param directory its folder, relative to the root
   * @param file its name, for problems
   * @param problems takes malformed globs
   */
  with(declared: DeclaredDefaults, directory: string, file: string, problems: Problem[]): DefaultsChain {
    const layers: Layer[] = [];
    for (const [key, values] of declared) {
      if (key === 'all') layers.push({ rank: 0, applies: () => true, directory, values });
      else if (key === 'tests') layers.push({ rank: 1, applies: (_, test) => test, directory, values });
      else {
        let globs: readonly Glob[];
        try {
          globs = compileGlob(key);
        } catch (caught) {
          problems.push({ file, path: ['defaults', key], on: 'key', message: `"${key}" is no glob: ${(caught as Error).message}` });
          continue;
        }
        layers.push({ rank: 2, applies: (name) => globs.some((glob) => matchesGlob(glob, name)), directory, values });
      }
    }
    return new DefaultsChain([...this.layers, ...layers.sort((a, b) => a.rank - b.rank)]);
  }

  /**
   * What a target has unless it says otherwise.
   * @param name what stands after the colon in its label
   */
  for(name: string, test: boolean): TargetDefaults {
    const known = this.byName ? undefined : this.plain.get(test);
    if (known !== undefined) return known;
    const found = this.layers.filter((layer) => layer.applies(name, test)).reduce(merge, nothing);
    if (!this.byName) this.plain.set(test, found);
    return found;
  }
}
