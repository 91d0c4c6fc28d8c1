import type { BuildPresenter } from './build-presenter.ts';
import type { OutputChoice } from './describe-target.ts';
import { JsonLinesPresenter } from './json-lines-presenter.ts';
import { PlainPresenter } from './plain-presenter.ts';
import { ProgressPresenter } from './progress-presenter.ts';
import type { TextStream } from './terminal.ts';

/** What the user wants to see of a build. */
export interface PresentationWishes {
  readonly json: boolean;
  readonly output: OutputChoice;
  /** Whether targets that succeed are not worth a line; nothing to programs that read events. */
  readonly quiet?: boolean;
}

/**
 * The presenter for a stream: JSON if asked for, progress where somebody watches, else plain lines.
 * @param stream where it goes
 */
export function choosePresenter(stream: TextStream, wishes: PresentationWishes): BuildPresenter {
  if (wishes.json) return new JsonLinesPresenter(stream);
  const options = { stream, output: wishes.output, quiet: wishes.quiet ?? false };
  return stream.isTerminal ? new ProgressPresenter(options) : new PlainPresenter(options);
}
