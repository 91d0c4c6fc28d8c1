import { MadeFrames, SandwrightError } from '@sandwright/core';
import { checkInstanceName } from '@sandwright/core/reapi';
import { EagerResults } from '../action-cache/eager-results.ts';
import type { ServerStore } from '../store/server-store.ts';
import type { Instance } from './instance.ts';

/** What is said about an instance name in the configuration. */
export interface InstanceRule {
  /** `shared`: its blobs are in the store of all. `isolated`: it has a store of its own. `forbidden`: it is refused. */
  readonly storage: 'shared' | 'isolated' | 'forbidden';
  /** Whether clients may write action results themselves. */
  readonly clientsUpdateResults: boolean;
}

/** What a registry needs. */
export interface InstanceRegistryOptions {
  /** Rules by instance name. */
  readonly rules: ReadonlyMap<string, InstanceRule>;
  /** The rule of all other names. */
  readonly otherwise: InstanceRule;
  readonly store: ServerStore | ((instanceName: string) => ServerStore);
  /** Opens the store of an isolated instance; called once a name. */
  readonly openIsolated: (name: string) => Promise<ServerStore>;
}

/** Instances made for any name that clients send are forgotten beyond this; they hold nothing but a table's name. */
const maxRemembered = 1_000;

/** Finds what an instance name stands for: names that nobody configured share the blobs and have an ActionCache each. */
export class InstanceRegistry implements AsyncDisposable {
  readonly #options: InstanceRegistryOptions;
  readonly #instances = new Map<string, Instance>();
  readonly #isolated = new Map<string, ServerStore>();

  private constructor(options: InstanceRegistryOptions) {
    this.#options = options;
  }

  /** Opens the stores of all isolated instances. */
  static async open(options: InstanceRegistryOptions): Promise<InstanceRegistry> {
    const registry = new InstanceRegistry(options);
    for (const [name, rule] of options.rules) {
      checkInstanceName(name);
      if (rule.storage === 'isolated') registry.#isolated.set(name, await options.openIsolated(name));
    }
    return registry;
  }

  /**
   * The instance of a request.
   * @param name as the client sent it
   * @throws SandwrightError ACTION_INVALID for a malformed or a forbidden name
   */
  find(name: string): Instance {
    const known = this.#instances.get(name);
    if (known !== undefined) return known;
    checkInstanceName(name);
    const rule = this.#options.rules.get(name) ?? this.#options.otherwise;
    const store = this.#storeOf(name, rule);
    const instance: Instance = {
      name,
      blobs: store.storage,
      frames: store.frames ?? new MadeFrames(store.storage),
      engine: store.engine,
      results: new EagerResults({
        get: (action, options) => store.actionResultBytes.get(name, action, options),
        put: (action, bytes, options) => store.actionResultBytes.put(name, action, bytes, options),
      }),
      assets: store.table(`assets/${name}`),
      clientsUpdateResults: rule.clientsUpdateResults,
    };
    if (this.#instances.size >= maxRemembered) this.#instances.clear();
    this.#instances.set(name, instance);
    return instance;
  }

  #storeOf(name: string, rule: InstanceRule): ServerStore {
    const { store } = this.#options;
    if (rule.storage === 'shared') return typeof store === 'function' ? store(name) : store;
    const isolated = rule.storage === 'isolated' ? this.#isolated.get(name) : undefined;
    if (isolated !== undefined) return isolated;
    throw new SandwrightError('ACTION_INVALID', `instance name "${name}" is not served here (setting instances)`, {
      hint: `these are: ${this.#served()}`,
    });
  }

  #served(): string {
    const names = [...this.#options.rules].filter(([, rule]) => rule.storage !== 'forbidden').map(([name]) => `"${name}"`);
    return names.length === 0 ? 'none' : names.slice(0, 20).join(', ');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const store of this.#isolated.values()) await store[Symbol.asyncDispose]();
    this.#isolated.clear();
    this.#instances.clear();
  }
}
