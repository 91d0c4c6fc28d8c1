import type { BuildEvent } from '@sandwright/core';
import type { BuildPresenter } from './build-presenter.ts';
import type { TextStream } from './terminal.ts';

/** Every event as one line of JSON, for programs. */
export class JsonLinesPresenter implements BuildPresenter {
  readonly #stream: TextStream;

  constructor(stream: TextStream) {
    this.#stream = stream;
  }

  handle(event: BuildEvent): void {
    this.#stream.write(`${JSON.stringify(event)}\n`);
  }

  [Symbol.dispose](): void {}
}
