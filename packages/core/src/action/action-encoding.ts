import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { Action as Message } from '../reapi/action-messages.ts';
import { digestFromMessage } from '../reapi/convert/digest.ts';
import { platformFromMessage, platformToMessage } from '../reapi/convert/properties.ts';
import { durationFromMs, durationToMs } from '../reapi/convert/time.ts';
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
  return Message.encode({
    commandDigest: action.commandDigest,
    inputRootDigest: action.inputRoot,
    timeout: action.timeoutMs === undefined ? undefined : durationFromMs(action.timeoutMs),
    doNotCache: action.doNotCache,
    salt: action.salt,
    platform: platformToMessage(action.platform),
  }).finish();
}

/**
 * Reads an Action that came from outside.
 * @param bytes an encoded REAPI `Action`
 * @returns a timeout of 0 as none, for clients send it where they mean none
 * @throws SandwrightError ACTION_INVALID if they are not one, or if a digest or the timeout is malformed
 */
export function decodeAction(bytes: Uint8Array): EncodedAction {
  let message: Message;
  try {
    message = Message.decode(bytes);
  } catch (error) {
    throw new SandwrightError('ACTION_INVALID', `not an Action message: ${(error as Error).message}`, { cause: error });
  }
  const timeoutMs = message.timeout === null ? 0 : durationToMs(message.timeout, 'timeout of the Action');
  return {
    commandDigest: digestFromMessage(message.commandDigest, 'command_digest of the Action'),
    inputRoot: digestFromMessage(message.inputRootDigest, 'input_root_digest of the Action'),
    platform: platformFromMessage(message.platform),
    timeoutMs: timeoutMs === 0 ? undefined : timeoutMs,
    doNotCache: message.doNotCache,
    salt: message.salt,
  };
}
