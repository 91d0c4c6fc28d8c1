import { type CallOptions, SandwrightError, Semaphore } from '@sandwright/core';
import { Launcher } from './launcher.ts';

/** A launcher for one action; disposing of it gives the launcher back. */
export interface LauncherLease extends Disposable {
  readonly launcher: Launcher;
}

/** Launchers that are started when they are needed and kept for the next action. */
export class LauncherPool implements AsyncDisposable {
  readonly #slots: Semaphore;
  readonly #idle: Launcher[] = [];
  readonly #all = new Set<Launcher>();
  #disposed = false;

  /** @param size how many actions run at once, at most */
  constructor(size: number) {
    this.#slots = new Semaphore(Math.max(1, size));
  }

  /**
   * Waits for a launcher.
   * @throws SandwrightError SANDBOX_FAILED if none can be started or all is over
   */
  async lease(options: CallOptions = {}): Promise<LauncherLease> {
    const slot = await this.#slots.acquire(options);
    try {
      const launcher = this.#idle.pop() ?? (await this.#start());
      return {
        launcher,
        [Symbol.dispose]: () => {
          if (launcher.usable && !this.#disposed) this.#idle.push(launcher);
          else void this.#end(launcher);
          slot[Symbol.dispose]();
        },
      };
    } catch (error) {
      slot[Symbol.dispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    await Promise.all([...this.#all].map((launcher) => this.#end(launcher)));
  }

  async #start(): Promise<Launcher> {
    const launcher = await Launcher.start();
    this.#all.add(launcher);
    if (!this.#disposed) return launcher;
    await this.#end(launcher);
    throw new SandwrightError('SANDBOX_FAILED', 'the sandbox was disposed of');
  }

  async #end(launcher: Launcher): Promise<void> {
    await launcher[Symbol.asyncDispose]();
    this.#all.delete(launcher);
  }
}
