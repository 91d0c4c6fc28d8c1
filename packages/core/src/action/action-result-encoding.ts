import type { DigestFunction } from '../digest/digest-function.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { ActionResult as Message } from '../reapi/action-messages.ts';
import { actionResultFromMessage, actionResultToMessage } from '../reapi/convert/action-result.ts';
import type { ActionResult } from './action-result.ts';

/**
 * The canonical bytes of a result: fields in order, defaults left out, outputs sorted by path.
 * @param result any result
 */
export function encodeActionResult(result: ActionResult): Buffer {
  return Message.encode(actionResultToMessage(result)).finish();
}

/**
 * Reads a result that came from outside.
 * @param bytes an encoded REAPI `ActionResult`; inlined contents share their memory
 * @param digestFunction for standard output and error that came inline without a digest
 * @throws SandwrightError ACTION_INVALID if they are not one, or if a digest or time in it is malformed
 */
export function decodeActionResult(bytes: Uint8Array, digestFunction: DigestFunction = 'SHA256'): ActionResult {
  let message: Message;
  try {
    message = Message.decode(bytes);
  } catch (error) {
    throw new SandwrightError('ACTION_INVALID', `not an ActionResult message: ${(error as Error).message}`, { cause: error });
  }
  return actionResultFromMessage(message, digestFunction);
}
