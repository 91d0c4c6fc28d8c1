import { statSync } from 'node:fs';
import { diskUsage } from './disk-usage.ts';
import type { LimitName, SandboxLimits } from './sandbox-limits.ts';

/** What is watched while a command runs. */
export interface LimitWatchOptions {
  readonly limits: SandboxLimits;
  /** Absolute paths of the files that take stdout and stderr. */
  readonly outputs: readonly string[];
  /** Absolute path of the folder that holds what the command writes. */
  readonly written: string;
  /** Bytes in file systems that are in memory, where there are some. */
  readonly inMemory?: () => number;
  /** User and system time so far, milliseconds, where it can be known meanwhile. */
  readonly cpuMs?: () => number | undefined;
  /** Called once, with the first limit that was exceeded. */
  readonly onExceeded: (limit: LimitName) => void;
}

const lookMs = 100;

/** Looks a few times a second at limits that the kernel does not keep. Disposing of it ends that. */
export class LimitWatch implements Disposable {
  readonly #options: LimitWatchOptions;
  #timer: NodeJS.Timeout | undefined;
  #exceeded: LimitName | undefined;

  constructor(options: LimitWatchOptions) {
    this.#options = options;
    this.#timer = setTimeout(() => void this.#look(), lookMs);
  }

  /** The limit that was exceeded, if one was. */
  get exceeded(): LimitName | undefined {
    return this.#exceeded;
  }

  /** Looks once more at what can have happened since, cheaply. */
  lastLook(): LimitName | undefined {
    if (this.#exceeded === undefined && this.#outputTooLarge()) this.#exceeded = 'output';
    return this.#exceeded;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    const started = performance.now();
    const found = await this.#find();
    if (this.#timer === undefined) return;
    if (found !== undefined) {
      this.#exceeded = found;
      this.#options.onExceeded(found);
      return;
    }
    // Counting a large tree must not take more than a tenth of the time.
    const pause = Math.max(lookMs, (performance.now() - started) * 10);
    this.#timer = setTimeout(() => void this.#look(), pause);
  }

  async #find(): Promise<LimitName | undefined> {
    const { limits, written, inMemory, cpuMs } = this.#options;
    if (this.#outputTooLarge()) return 'output';
    if (limits.cpuSeconds !== undefined && (cpuMs?.() ?? 0) > limits.cpuSeconds * 1000) return 'cpu';
    if (limits.diskBytes !== undefined) {
      const left = limits.diskBytes - (inMemory?.() ?? 0);
      if (left < 0 || (await diskUsage(written, left)) > left) return 'disk';
    }
    return undefined;
  }

  #outputTooLarge(): boolean {
    const { limits, outputs } = this.#options;
    return outputs.some((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > limits.outputBytes);
  }
}
