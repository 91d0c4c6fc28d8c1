import { SandwrightError } from '@sandwright/core';

/** What the process does with signals. */
export interface InterruptionOptions {
  /** How long clean-up may take after the first signal, in milliseconds. */
  readonly graceMs: number;
  /** Ends the process; called at the second signal, or once the grace is over. */
  readonly end: (exitCode: number) => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** As shells tell of a program that a signal ended: 128 and the signal's number. */
const exitCodes: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** Ctrl-C and its relatives: the first asks everything to stop and clean up, a second one ends at once. */
export class Interruption implements Disposable {
  readonly #controller = new AbortController();
  readonly #options: InterruptionOptions;
  #graceMs: number;
  #limit: NodeJS.Timeout | undefined;
  #foreground = 0;
  #exitCode = 130;

  constructor(options: InterruptionOptions) {
    this.#options = options;
    this.#graceMs = options.graceMs;
    for (const signal of signals) process.on(signal, this.#receive);
  }

  /** Aborted with a CANCELLED error at the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How a run ends that the first signal stopped: 130, 143 or 129. */
  get exitCode(): number {
    return this.#exitCode;
  }

  /**
   * Gives clean-up another time than usual; what serves others may need longer.
   * @param graceMs milliseconds
   */
  allowGrace(graceMs: number): void {
    this.#graceMs = graceMs;
  }

  /**
   * For as long as a program of the user's has the terminal, Ctrl-C is its business and not ours; the other signals still count.
   * @returns ends it
   */
  leaveToForeground(): Disposable {
    this.#foreground += 1;
    return {
      [Symbol.dispose]: () => {
        this.#foreground -= 1;
      },
    };
  }

  [Symbol.dispose](): void {
    for (const signal of signals) process.off(signal, this.#receive);
    clearTimeout(this.#limit);
  }

  readonly #receive = (signal: NodeJS.Signals): void => {
    if (signal === 'SIGINT' && this.#foreground > 0) return;
    if (this.#controller.signal.aborted) {
      this.#options.end(this.#exitCode);
      return;
    }
    this.#exitCode = exitCodes[signal] ?? 130;
    this.#controller.abort(new SandwrightError('CANCELLED', `interrupted by ${signal}`));
    this.#limit = setTimeout(() => this.#options.end(this.#exitCode), this.#graceMs);
    this.#limit.unref();
  };
}
