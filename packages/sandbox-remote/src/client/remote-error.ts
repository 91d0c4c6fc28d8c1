import { type ServiceError, status } from '@grpc/grpc-js';
import { type ErrorCode, SandwrightError } from '@sandwright/core';
import { RetryInfo, Status, unpackAny } from '@sandwright/core/reapi';

/** What a failed call leaves in `details` of its SandwrightError. */
export interface RemoteErrorDetails {
  /** Number in google.rpc.Code. */
  readonly grpcCode: number;
  /** The server's own words. */
  readonly serverMessage: string;
  /** The whole google.rpc.Status, where the server sent one. */
  readonly status?: Status;
  /** What RetryInfo asks for, milliseconds. */
  readonly retryAfterMs?: number;
}

const codes: Readonly<Record<number, ErrorCode>> = {
  [status.CANCELLED]: 'REMOTE_UNAVAILABLE',
  [status.UNKNOWN]: 'REMOTE_UNAVAILABLE',
  [status.INVALID_ARGUMENT]: 'REMOTE_REJECTED',
  [status.DEADLINE_EXCEEDED]: 'REMOTE_UNAVAILABLE',
  [status.NOT_FOUND]: 'REMOTE_REJECTED',
  [status.ALREADY_EXISTS]: 'REMOTE_REJECTED',
  [status.PERMISSION_DENIED]: 'UNAUTHORISED',
  [status.RESOURCE_EXHAUSTED]: 'RESOURCE_EXHAUSTED',
  [status.FAILED_PRECONDITION]: 'REMOTE_REJECTED',
  [status.ABORTED]: 'REMOTE_UNAVAILABLE',
  [status.OUT_OF_RANGE]: 'REMOTE_REJECTED',
  [status.UNIMPLEMENTED]: 'UNIMPLEMENTED',
  [status.INTERNAL]: 'REMOTE_UNAVAILABLE',
  [status.UNAVAILABLE]: 'REMOTE_UNAVAILABLE',
  [status.DATA_LOSS]: 'BLOB_CORRUPT',
  [status.UNAUTHENTICATED]: 'UNAUTHORISED',
};

/**
 * The error for a status that a server (or grpc-js on its behalf) gave.
 * @param grpcCode number in google.rpc.Code
 * @param message the server's words
 * @param context what was being done and where, for instance `FindMissingBlobs at grpc://host:1`
 */
export function remoteError(
  grpcCode: number,
  message: string,
  context: string,
  details: { status?: Status; cause?: unknown } = {},
): SandwrightError {
  const retryAfterMs = details.status === undefined ? undefined : retryDelayOf(details.status);
  const facts: RemoteErrorDetails = {
    grpcCode,
    serverMessage: message,
    ...(details.status === undefined ? {} : { status: details.status }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  return new SandwrightError(codes[grpcCode] ?? 'REMOTE_REJECTED', `${context}: ${status[grpcCode] ?? grpcCode}: ${message}`, {
    cause: details.cause,
    details: { ...facts },
    ...hintFor(grpcCode, message),
  });
}

/**
 * The error for what a grpc-js call rejected with.
 * @param error as grpc-js gave it
 * @param context what was being done and where
 */
export function fromServiceError(error: ServiceError, context: string): SandwrightError {
  const raw = error.metadata?.get('grpc-status-details-bin')[0];
  const parsed = raw === undefined ? undefined : decodeStatusSafely(Buffer.from(raw as Buffer));
  return remoteError(error.code, error.details || error.message, context, {
    cause: error,
    ...(parsed === undefined ? {} : { status: parsed }),
  });
}

function retryDelayOf(rpcStatus: Status): number | undefined {
  for (const detail of rpcStatus.details) {
    try {
      const delay = unpackAny(detail, 'google.rpc.RetryInfo', RetryInfo)?.retryDelay;
      if (delay !== null && delay !== undefined) return delay.seconds * 1000 + delay.nanos / 1e6;
    } catch {
      // A detail that cannot be read is no reason to lose the status.
    }
  }
  return undefined;
}

function decodeStatusSafely(bytes: Buffer): Status | undefined {
  try {
    return Status.decode(bytes);
  } catch {
    // A trailer that cannot be read must not hide the status itself.
    return undefined;
  }
}

function hintFor(grpcCode: number, message: string): { hint?: string } {
  if (grpcCode === status.UNAUTHENTICATED)
    return { hint: 'set remote_oauth_bearer_token (or SANDWRIGHT_AUTH_TOKEN), or check that the token has not expired' };
  if (grpcCode === status.PERMISSION_DENIED) return { hint: 'the token or certificate is known, but may not do this' };
  if (grpcCode !== status.UNAVAILABLE) return {};
  if (/ECONNREFUSED/.test(message)) return { hint: 'nothing listens there: is the server running, and is the port right?' };
  if (/ENOTFOUND|EAI_AGAIN|Name resolution/i.test(message)) return { hint: 'the host name is not known here' };
  if (/wrong version number|packet length|WRONG_VERSION/i.test(message))
    return { hint: 'the server does not speak TLS on this port: write grpc:// instead of grpcs://' };
  if (/certificate|self.signed|unable to verify|altname|CERT_/i.test(message)) {
    return {
      hint: "the server's certificate was not accepted: name its authority with remote_ca_certs_path, and use the host name that the certificate carries",
    };
  }
  return {};
}
