import { SandwrightError } from '../errors/sandwright-error.ts';
import { Action as Message } from '../reapi/action-messages.ts';
import { digestFromMessage } from '../reapi/convert/digest.ts';
import { platformFromMessage } from '../reapi/convert/properties.ts';
import { durationToMs } from '../reapi/convert/time.ts';
import type { EncodedAction } from './encode-action.ts';

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
