import type { ContentAddressableStorage, Sandbox } from '@sandwright/core';
import { type WorkerRuntime, WorkerStorage } from '@sandwright/server';

/** Instances whose sandbox and connection stay although no action of theirs runs: any client can make up names. */
const maxIdle = 8;

/** What runtimes are made of. */
export interface WorkerRuntimesOptions {
  /** What the worker keeps. */
  readonly cache: ContentAddressableStorage;
  /** Connects to the storage that an instance's inputs come from and its outputs go to. */
  readonly connectTo: (instanceName: string) => { readonly storage: ContentAddressableStorage } & Disposable;
  /** Makes a sandbox over a storage; the runtimes own it. */
  readonly createSandbox: (storage: ContentAddressableStorage) => Promise<Sandbox>;
}

interface Kept {
  readonly made: Promise<{ readonly runtime: WorkerRuntime } & AsyncDisposable>;
  users: number;
}

/** A sandbox and a connection for each instance whose actions come; those that were not used for longest make room. */
export class WorkerRuntimes implements AsyncDisposable {
  readonly #options: WorkerRuntimesOptions;
  /** By instance, the one that was used last at the end. */
  readonly #kept = new Map<string, Kept>();
  readonly #closing = new Set<Promise<void>>();

  constructor(options: WorkerRuntimesOptions) {
    this.#options = options;
  }

  /** How many instances have one. */
  get size(): number {
    return this.#kept.size;
  }

  /**
   * Lends what actions of an instance are run with. What could not be made is tried again the next time.
   * @throws SandwrightError SANDBOX_UNAVAILABLE, CONFIG_INVALID
   */
  async of(instanceName: string): Promise<WorkerRuntime> {
    const kept = this.#kept.get(instanceName) ?? { made: this.#make(instanceName), users: 0 };
    this.#kept.delete(instanceName);
    this.#kept.set(instanceName, kept);
    kept.users += 1;
    try {
      const { runtime } = await kept.made;
      this.#makeRoom();
      return { ...runtime, release: () => this.#release(kept) };
    } catch (error) {
      if (this.#kept.get(instanceName) === kept) this.#kept.delete(instanceName);
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#kept.keys()) this.#close(name);
    await Promise.all(this.#closing);
  }

  async #make(instanceName: string): Promise<{ readonly runtime: WorkerRuntime } & AsyncDisposable> {
    const { cache, connectTo, createSandbox } = this.#options;
    await using stack = new AsyncDisposableStack();
    const storage = new WorkerStorage(cache, stack.use(connectTo(instanceName)).storage);
    const sandbox = stack.use(await createSandbox(storage));
    const owned = stack.move();
    const runtime: WorkerRuntime = {
      storage,
      sandbox,
      prefetch: (action, options) => storage.prefetch(action, options),
      publish: (digests, options) => storage.publish(digests, options),
    };
    return { runtime, [Symbol.asyncDispose]: () => owned.disposeAsync() };
  }

  #release(kept: Kept): void {
    kept.users -= 1;
    this.#makeRoom();
  }

  #makeRoom(): void {
    const idle = [...this.#kept].filter(([, { users }]) => users === 0);
    for (const [name] of idle.slice(0, Math.max(0, idle.length - maxIdle))) this.#close(name);
  }

  #close(name: string): void {
    const kept = this.#kept.get(name);
    this.#kept.delete(name);
    const closing: Promise<void> = (async () => await (await kept?.made)?.[Symbol.asyncDispose]())()
      // It serves nobody any more.
      .catch(() => {})
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}
