import type { StatusObject } from '@grpc/grpc-js';
import { type ErrorCode, SandwrightError } from '@sandwright/core';
import { decodeStatus, type StatusValue } from '@sandwright/core/reapi';
import { adviceFor } from './connection-advice.ts';
import { grpcCode, grpcCodeName } from './grpc-code.ts';

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
  [grpcCode.CANCELLED]: 'REMOTE_UNAVAILABLE',
  [grpcCode.UNKNOWN]: 'REMOTE_UNAVAILABLE',
  [grpcCode.INVALID_ARGUMENT]: 'REMOTE_REJECTED',
  [grpcCode.DEADLINE_EXCEEDED]: 'REMOTE_UNAVAILABLE',
  [grpcCode.NOT_FOUND]: 'REMOTE_REJECTED',
  [grpcCode.ALREADY_EXISTS]: 'REMOTE_REJECTED',
  [grpcCode.PERMISSION_DENIED]: 'UNAUTHORISED',
  [grpcCode.RESOURCE_EXHAUSTED]: 'RESOURCE_EXHAUSTED',
  [grpcCode.FAILED_PRECONDITION]: 'REMOTE_REJECTED',
  [grpcCode.ABORTED]: 'REMOTE_UNAVAILABLE',
  [grpcCode.OUT_OF_RANGE]: 'REMOTE_REJECTED',
  [grpcCode.UNIMPLEMENTED]: 'UNIMPLEMENTED',
  [grpcCode.INTERNAL]: 'REMOTE_UNAVAILABLE',
  [grpcCode.UNAVAILABLE]: 'REMOTE_UNAVAILABLE',
  [grpcCode.DATA_LOSS]: 'BLOB_CORRUPT',
  [grpcCode.UNAUTHENTICATED]: 'UNAUTHORISED',
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
 * @param code number in google.rpc.Code
 * @param message the server's words
 */
export function remoteError(code: number, message: string, context: RemoteErrorContext): SandwrightError {
  const { what, cause, status: whole } = context;
  const retryAfterMs = whole === undefined ? undefined : retryDelayOf(whole);
  const details: RemoteErrorDetails = {
    grpcCode: code,
    serverMessage: message,
    ...(whole === undefined ? {} : { status: whole }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  const advice = adviceFor(code, message, context);
  const said = advice.problem ?? `${grpcCodeName(code)}: ${message}`;
  return new SandwrightError(codes[code] ?? 'REMOTE_REJECTED', `${what}: ${said}`, {
    cause,
    details: { ...details },
    ...(advice.hint === undefined ? {} : { hint: advice.hint }),
    ...(advice.permanent === true ? { retryable: false } : {}),
  });
}

/** The error for the status that a grpc-js call ended with. */
export function fromStatusObject(status: StatusObject, context: RemoteErrorContext): SandwrightError {
  const raw: unknown = status.metadata.get('grpc-status-details-bin')[0];
  const whole = raw instanceof Uint8Array ? decodeStatus(raw) : undefined;
  // grpc-js ends some messages with a note of the name's resolution, though it has none.
  const message = status.details.replace(/\. Resolution note: $/u, '');
  return remoteError(status.code, message, { ...context, status: whole });
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
