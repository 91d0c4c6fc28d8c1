import type { BuildEvent } from '@sandwright/core';
import type { BuildPresenter } from './build-presenter.ts';
import { describeTarget, type OutputChoice, seconds } from './describe-target.ts';
import { type Style, styleFor } from './style.ts';
import type { TextStream } from './terminal.ts';

/** What the plain presenter needs. */
export interface PlainPresenterOptions {
  readonly stream: TextStream;
  readonly output: OutputChoice;
  /** For what stands before a program's own output: no line for a target that succeeded, and nothing at all where nothing had to run. */
  readonly quiet?: boolean;
}

/** One line for each target when it ends, warnings, and a summary; for logs, pipes and everything that is no terminal. */
export class PlainPresenter implements BuildPresenter {
  readonly #stream: TextStream;
  readonly #output: OutputChoice;
  readonly #quiet: boolean;
  readonly #style: Style;
  readonly #fallbacks = new Set<string>();
  #waiting = '';

  constructor(options: PlainPresenterOptions) {
    this.#stream = options.stream;
    this.#output = options.output;
    this.#quiet = options.quiet === true && options.output !== 'all';
    this.#style = styleFor(options.stream.colours);
  }

  handle(event: BuildEvent): void {
    const text = this.describe(event);
    if (text === '') return;
    this.#waiting += text;
    // Where nothing has to run, many targets end at once, and are told of at once.
    const canWait = event.type === 'target-finished' && event.outcome.status === 'succeeded';
    if (!canWait) this.#flush();
    else if (this.#waiting === text) setImmediate(() => this.#flush());
  }

  /** The text of an event, empty for those that need none. */
  describe(event: BuildEvent): string {
    switch (event.type) {
      case 'build-started':
      case 'target-started':
      case 'target-stage':
        return '';
      case 'target-finished':
        return this.#quiet && event.outcome.status === 'succeeded' ? '' : describeTarget(event, this.#style, this.#output);
      case 'sandbox-kept':
        return `the sandbox of ${event.target} is kept: ${event.path}\n`;
      case 'warning':
        return this.#describeWarning(event);
      case 'environment-chosen':
        return this.#describeChoice(event);
      case 'build-finished':
        return this.#describeEnd(event);
    }
  }

  [Symbol.dispose](): void {
    this.#flush();
  }

  #flush(): void {
    const text = this.#waiting;
    this.#waiting = '';
    if (text !== '') this.#stream.write(text);
  }

  #describeWarning(event: Extract<BuildEvent, { type: 'warning' }>): string {
    const place = event.location === undefined ? '' : `${event.location.file}:${event.location.line}:${event.location.column} `;
    const hint = event.hint === undefined ? '' : `  ${this.#style.bold('hint:')} ${event.hint}\n`;
    return `${this.#style.warning('warning:')} ${place}${event.message}\n${hint}`;
  }

  #describeChoice(event: Extract<BuildEvent, { type: 'environment-chosen' }>): string {
    // Where nothing was skipped and nothing was asked for, there is nothing to explain.
    if (event.skipped.length === 0 && event.environment === '__local__') return '';
    const causes = event.skipped.map(({ candidate, cause }) => `${candidate} skipped: ${cause}`).join(', ');
    if (causes !== '') this.#fallbacks.add(`${event.environment} was ${whereOf(event.candidate)} (${causes})`);
    // The summary says it again.
    if (this.#quiet) return '';
    const skipped = event.skipped.map((candidate) => `; ${candidate.candidate} skipped (${candidate.cause}): ${candidate.reason}`).join('');
    const where = event.candidate === event.environment ? ' is used' : `: ${whereOf(event.candidate)}`;
    return `environment ${event.environment}${where}${skipped}.\n`;
  }

  #describeEnd(event: Extract<BuildEvent, { type: 'build-finished' }>): string {
    if (event.succeeded + event.failed + event.skipped + event.cancelled === 0) return 'Nothing to do: there are no targets for this.\n';
    const parts = [
      `${event.succeeded} succeeded (${event.ran} ran, ${event.cached} cached)`,
      ...(event.failed > 0 ? [`${event.failed} failed`] : []),
      ...(event.skipped > 0 ? [`${event.skipped} skipped`] : []),
      ...(event.cancelled > 0 ? [`${event.cancelled} cancelled`] : []),
    ];
    const unharmed = event.failed + event.skipped + event.cancelled === 0;
    if (this.#quiet && unharmed && event.ran === 0) return '';
    const head = unharmed ? this.#style.good('Build succeeded') : this.#style.bad(event.failed > 0 ? 'Build failed' : 'Build stopped');
    const fallbacks = this.#fallbacks.size === 0 ? '' : ` The environment ${[...this.#fallbacks].join('; ')}.`;
    return `${head} in ${seconds(event.durationMs)}: ${parts.join(', ')}.${fallbacks}\n`;
  }
}

/** A candidate in a sentence: environments are often called local as well, so its name would read twice. */
function whereOf(candidate: string): string {
  return candidate.replace(/^local: (?<sandbox>.+)$/u, '$<sandbox> on this machine');
}
