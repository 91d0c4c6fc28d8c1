import { type Digest, SandwrightError } from '@sandwright/core';

const outOfRangeCode = 11;
const failedPreconditionCode = 9;
const notFoundCode = 5;

/** INVALID_ARGUMENT: what came is not what the protocol allows. */
export function invalid(message: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', message);
}

/** OUT_OF_RANGE: an offset that is not inside of the blob. */
export function outOfRange(message: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', message, { details: { grpcCode: outOfRangeCode } });
}

/** NOT_FOUND: something other than a blob is not there. */
export function notFound(message: string): SandwrightError {
  return new SandwrightError('TARGET_UNKNOWN', message, { details: { grpcCode: notFoundCode } });
}

/** NOT_FOUND in the ordinary course of things. Made without a stack, which would take longer than all the rest of the answer. */
export function absent(message: string): SandwrightError {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return notFound(message);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** UNIMPLEMENTED: a part of the protocol that this server leaves out and does not announce. */
export function notOffered(what: string): SandwrightError {
  return new SandwrightError('UNIMPLEMENTED', `${what} is not offered here; GetCapabilities does not announce it`);
}

/** INVALID_ARGUMENT for more than a limit allows, naming the limit and the setting that moves it. */
export function overLimit(what: string, limit: number, setting: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `${what}; the limit is ${limit} (setting ${setting})`);
}

/** FAILED_PRECONDITION with one violation for each missing blob, as clients need it to upload them and try again. */
export function inputsMissing(missing: readonly Digest[]): SandwrightError {
  const [first] = missing;
  const example = first === undefined ? '' : `: ${first.hash}/${first.sizeBytes}${missing.length > 1 ? ' and others' : ''}`;
  return new SandwrightError('BLOB_MISSING', `${missing.length} blob${missing.length === 1 ? ' is' : 's are'} missing${example}`, {
    details: { missing, grpcCode: failedPreconditionCode },
  });
}
