import { SandwrightError } from '@sandwright/core';
import { grpcCode } from '../client/grpc-code.ts';
import { grpcCodeOf } from '../client/remote-error.ts';

/**
 * Whether a message was refused because it is over a limit, so that sending less of it helps and sending it again does not. gRPC has no code
 * of its own for this; servers and libraries give RESOURCE_EXHAUSTED with one of these words, some OUT_OF_RANGE or INVALID_ARGUMENT.
 */
export function isTooLarge(error: unknown): error is SandwrightError {
  if (!SandwrightError.is(error)) return false;
  const code = grpcCodeOf(error);
  if (code !== grpcCode.RESOURCE_EXHAUSTED && code !== grpcCode.OUT_OF_RANGE && code !== grpcCode.INVALID_ARGUMENT) return false;
  return /larger than|too large|exceeds?\b.*(size|limit|maximum)|message (size|length)|batch.*(size|limit)/i.test(error.message);
}

/** Whether the server does not offer a call, so that another one has to do. */
export function isUnimplemented(error: unknown): boolean {
  return SandwrightError.is(error) && error.code === 'UNIMPLEMENTED';
}
