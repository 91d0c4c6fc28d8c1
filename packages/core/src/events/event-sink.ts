import type { BuildEvent } from './build-event.ts';

/** Takes events that a user should see, in order. Must not throw. */
export type EventSink = (event: BuildEvent) => void;
