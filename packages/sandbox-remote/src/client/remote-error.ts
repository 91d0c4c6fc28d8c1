import { type ServiceError, status } from '@grpc/grpc-js';
import { type ErrorCode, SandwrightError } from '@sandwright/core';
import { decodeStatus, type StatusValue } from '@sandwright/core/reapi';
import { adviceFor } from './connection-advice.ts';

/** What a failed call leaves in `details` of its SandwrightError. */
export interface RemoteErrorDetails {
  /** Number in google.rpc.Code. */
  readonly grpcCode: number;
  /** The server's own words. */
  readonly serverMessage: string;
  /** The whole google.rpc.Status, where the server sent one. */
  readonly status?: StatusValue;
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

/** Where a call went and what else is known of its failure. */
export interface RemoteErrorContext {
  /** What was being done and where, for instance `FindMissingBlobs at grpc://host:1`. */
  readonly what: string;
  readonly status?: StatusValue | undefined;
  readonly cause?: unknown;
  /** The file that `remote_ca_certs_path` names, for advice on TLS. */
  readonly caCertsPath?: string | undefined;
  /** Whether TLS was spoken. */
  readonly secure?: boolean | undefined;
}

/**
 * The error for a status that a server (or grpc-js on its behalf) gave.
 * @param grpcCode number in google.rpc.Code
 * @param message the server's words
 */
export function remoteError(grpcCode: number, message: string, context: RemoteErrorContext): SandwrightError {
  const { what, cause, status: whole } = context;
  const retryAfterMs = whole === undefined ? undefined : retryDelayOf(whole);
  const details: RemoteErrorDetails = {
    grpcCode,
    serverMessage: message,
    ...(whole === undefined ? {} : { status: whole }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  const advice = adviceFor(grpcCode, message, context);
  const said = advice.problem ?? `${status[grpcCode] ?? `code ${grpcCode}`}: ${message}`;
  return new SandwrightError(codes[grpcCode] ?? 'REMOTE_REJECTED', `${what}: ${said}`, {
    cause,
    details: { ...details },
    ...(advice.hint === undefined ? {} : { hint: advice.hint }),
    ...(advice.permanent === true ? { retryable: false } : {}),
  });
}

/** The error for what a grpc-js call rejected with. */
export function fromServiceError(error: ServiceError, context: RemoteErrorContext): SandwrightError {
  const raw: unknown = error.metadata?.get('grpc-status-details-bin')[0];
  const whole = raw instanceof Uint8Array ? decodeStatus(raw) : undefined;
  return remoteError(error.code, error.details || error.message, { ...context, cause: error, status: whole });
}

/** The number in google.rpc.Code of an error that a call ended with; undefined for any other error. */
export function grpcCodeOf(error: unknown): number | undefined {
  const code = SandwrightError.is(error) ? error.details['grpcCode'] : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** How long the server asked to be left alone, milliseconds. */
export function retryAfterMsOf(error: SandwrightError): number | undefined {
  const { retryAfterMs } = error.details as Partial<RemoteErrorDetails>;
  return retryAfterMs;
}

/** The whole status of an error that a call ended with, where the server sent one. */
export function statusOf(error: unknown): StatusValue | undefined {
  return SandwrightError.is(error) ? (error.details as Partial<RemoteErrorDetails>).status : undefined;
}

/** An error after the last try: who caught it need not try again. */
export function exhausted(error: SandwrightError, tries: number): SandwrightError {
  return new SandwrightError(error.code, `${error.message} (tried ${tries} times)`, {
    cause: error,
    details: error.details,
    retryable: false,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
  });
}

function retryDelayOf(whole: StatusValue): number | undefined {
  for (const detail of whole.details) if (detail.type === 'RetryInfo') return detail.retryDelayMs;
  return undefined;
}
