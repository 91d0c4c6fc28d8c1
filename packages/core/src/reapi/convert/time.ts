import type { Timestamp as DomainTimestamp } from '../../action/execution-metadata.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Duration, Timestamp } from '../messages.ts';

const nanosPerMs = 1_000_000;
const nanosPerSecond = 1_000_000_000;

/**
 * A moment from the wire.
 * @param message google.protobuf.Timestamp
 * @param what the field, for the error
 * @throws SandwrightError ACTION_INVALID outside of what the message allows
 */
export function timestampFromMessage(message: Timestamp, what = 'timestamp'): DomainTimestamp {
  const { seconds, nanos } = message;
  if (!Number.isSafeInteger(seconds) || nanos < 0 || nanos >= nanosPerSecond) {
    throw new SandwrightError('ACTION_INVALID', `${what} is not a timestamp: ${seconds} seconds and ${nanos} nanoseconds`);
  }
  return { seconds, nanos };
}

/** @param milliseconds since 1970; fractions are kept to the nanosecond */
export function timestampFromMs(milliseconds: number): DomainTimestamp {
  const seconds = Math.floor(milliseconds / 1000);
  const nanos = Math.round((milliseconds - seconds * 1000) * nanosPerMs);
  return nanos < nanosPerSecond ? { seconds, nanos } : { seconds: seconds + 1, nanos: 0 };
}

/** @returns milliseconds since 1970, with a fraction */
export function timestampToMs(timestamp: DomainTimestamp): number {
  return timestamp.seconds * 1000 + timestamp.nanos / nanosPerMs;
}

/**
 * A span from the wire.
 * @param message google.protobuf.Duration
 * @param what the field, for the error
 * @returns milliseconds, with a fraction
 * @throws SandwrightError ACTION_INVALID outside of what the message allows, or where it is negative
 */
export function durationToMs(message: Duration, what = 'duration'): number {
  const { seconds, nanos } = message;
  if (!Number.isSafeInteger(seconds) || seconds < 0 || nanos < 0 || nanos >= nanosPerSecond) {
    throw new SandwrightError('ACTION_INVALID', `${what} is not a duration: ${seconds} seconds and ${nanos} nanoseconds`);
  }
  // Divided once, so that what was given in milliseconds comes back as it was.
  return seconds < 9_000_000 ? (seconds * nanosPerSecond + nanos) / nanosPerMs : seconds * 1000 + nanos / nanosPerMs;
}

/** @param milliseconds not negative; fractions are kept to the nanosecond */
export function durationFromMs(milliseconds: number): Duration {
  return timestampFromMs(milliseconds);
}
