import type { BuildEvent } from '@sandwright/core';

/** Shows a build to somebody. */
export interface BuildPresenter extends Disposable {
  /** Takes the events in order; never throws. */
  handle(event: BuildEvent): void;
}
