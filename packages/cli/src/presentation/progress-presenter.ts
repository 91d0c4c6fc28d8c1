import type { BuildEvent, ExecutionStage } from '@sandwright/core';
import type { BuildPresenter } from './build-presenter.ts';
import { PlainPresenter, type PlainPresenterOptions } from './plain-presenter.ts';
import type { TextStream } from './terminal.ts';

interface Running {
  stage: ExecutionStage | undefined;
  readonly sinceMs: number;
}

const redrawMs = 100;
const shownTargets = 4;

/** What the plain presenter prints, and below it what runs right now, redrawn ten times a second. */
export class ProgressPresenter implements BuildPresenter {
  readonly #stream: TextStream;
  readonly #plain: PlainPresenter;
  readonly #running = new Map<string, Running>();
  readonly #timer: NodeJS.Timeout;
  #total = 0;
  #done = 0;
  #drawnLines = 0;
  #pending = '';

  constructor(options: PlainPresenterOptions) {
    this.#stream = options.stream;
    this.#plain = new PlainPresenter(options);
    this.#timer = setInterval(() => this.#redraw(), redrawMs);
    this.#timer.unref();
  }

  handle(event: BuildEvent): void {
    if (event.type === 'build-started') this.#total = event.targets;
    if (event.type === 'target-started') this.#running.set(event.target, { stage: undefined, sinceMs: Date.now() });
    if (event.type === 'target-stage') {
      const running = this.#running.get(event.target);
      if (running !== undefined) running.stage = event.stage;
    }
    if (event.type === 'target-finished') {
      this.#done += 1;
      this.#running.delete(event.target);
    }
    // Lines are gathered until the next redraw: a thousand cache hits cost ten writes and not a thousand.
    this.#pending += this.#plain.describe(event);
    if (event.type === 'build-finished') this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#erase();
    this.#flush();
  }

  #redraw(): void {
    this.#erase();
    this.#flush();
    const width = Math.max(20, this.#stream.columns - 1);
    const lines = [`[${this.#done}/${this.#total}] ${this.#running.size} in progress`];
    const now = Date.now();
    for (const [target, running] of this.#running) {
      if (lines.length > shownTargets) break;
      lines.push(`  ${target} ${running.stage ?? 'waiting'} ${((now - running.sinceMs) / 1000).toFixed(1)}s`);
    }
    this.#stream.write(lines.map((line) => `${line.slice(0, width)}\n`).join(''));
    this.#drawnLines = lines.length;
  }

  #erase(): void {
    if (this.#drawnLines > 0) this.#stream.control(`\u001B[${this.#drawnLines}A\u001B[J`);
    this.#drawnLines = 0;
  }

  #flush(): void {
    this.#stream.write(this.#pending);
    this.#pending = '';
  }
}
