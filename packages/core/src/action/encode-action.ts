import type { Digest } from '../digest/digest.ts';
import { writeDigest, writePlatform, writeTime } from '../merkle/wire-fields.ts';
import { fieldSize, WireWriter } from '../merkle/wire-writer.ts';
import { durationFromMs } from '../reapi/convert/time.ts';
import type { PlatformProperties } from './platform-properties.ts';

/** What an Action message holds, before its Command is read. */
export interface EncodedAction {
  readonly commandDigest: Digest;
  /** Digest of the root Directory message. */
  readonly inputRoot: Digest;
  /** Empty where it has none of its own. */
  readonly platform: PlatformProperties;
  /** Milliseconds; undefined for no limit of its own. */
  readonly timeoutMs: number | undefined;
  readonly doNotCache: boolean;
  /** Empty for none. */
  readonly salt: Uint8Array;
}

/**
 * The canonical bytes of an Action, whose digest is the action's identity.
 * @param action an Action or its fields
 */
export function encodeAction(action: EncodedAction): Buffer {
  const { commandDigest, inputRoot, timeoutMs, doNotCache, salt, platform } = action;
  const writer = new WireWriter(256);
  writeDigest(writer, 0x0a, commandDigest);
  writeDigest(writer, 0x12, inputRoot);
  if (timeoutMs !== undefined) writeTime(writer, 0x32, durationFromMs(timeoutMs));
  if (doNotCache) {
    writer.reserve(2);
    writer.header(0x38, 1);
  }
  if (salt.length > 0) {
    writer.reserve(fieldSize(salt.length));
    writer.bytes(0x4a, salt);
  }
  writePlatform(writer, 0x52, platform);
  return writer.finish();
}
