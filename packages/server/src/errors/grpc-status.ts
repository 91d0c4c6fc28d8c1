import { type Digest, errorCodes, SandwrightError } from '@sandwright/core';
import { type AnyInit, ErrorInfo, PreconditionFailure, RetryInfo, Status } from '@sandwright/core/reapi';

/** How a call ends that failed. Source: google.rpc.Status and the gRPC status codes. */
export interface GrpcStatus {
  readonly code: number;
  readonly message: string;
  readonly details: readonly AnyInit[];
  /** The whole as a google.rpc.Status, for the trailer `grpc-status-details-bin`; unset where there are no details. */
  readonly detailsBin: Uint8Array | undefined;
}

/** Trailers must fit into the header list of the client: 8 KiB in most. 40 violations take about 4.5 KiB in base64. */
const maxViolationsInTrailer = 40;

/** How long a client should wait before it tries a transient failure again, milliseconds. */
const retryDelayMs = 250;

/**
 * The one place where errors become statuses of gRPC.
 * @param caught whatever a service threw. `details.grpcCode` overrides the code of the table where the protocol asks for another one;
 *   `details.missing` (digests) becomes a PreconditionFailure with one violation MISSING each.
 * @param maxViolations how many of these at most; all by default in messages, fewer in trailers
 */
export function grpcStatusOf(caught: unknown, maxViolations = maxViolationsInTrailer): GrpcStatus {
  const error = SandwrightError.from(caught);
  const override = error.details['grpcCode'];
  const code = typeof override === 'number' ? override : errorCodes[error.code].grpcCode;
  const details = detailsOf(error, maxViolations);
  // grpc-js encodes the message with encodeURI, which throws for half a surrogate pair.
  const message = (error.hint === undefined ? error.message : `${error.message}; ${error.hint}`).toWellFormed().slice(0, 2000);
  const detailsBin = details.length === 0 ? undefined : Status.encode({ code, message, details }).finish();
  return { code, message, details, detailsBin };
}

/**
 * The same as a message, for answers that carry a status for each of their parts.
 * @param caught whatever was thrown
 */
export function statusMessageOf(caught: unknown): {
  readonly code: number;
  readonly message: string;
  readonly details: readonly AnyInit[];
} {
  const { code, message, details } = grpcStatusOf(caught, 10_000);
  const error = SandwrightError.from(caught);
  // Bazel uploads what is missing only where nothing but violations is said of it.
  return { code, message, details: error.details['missing'] === undefined ? [...details, errorInfoOf(error)] : details };
}

/** gRPC has few codes; clients of ours tell by this which one of our table it was. */
function errorInfoOf(error: SandwrightError): AnyInit {
  return {
    typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo',
    value: ErrorInfo.encode({ reason: error.code, domain: 'sandwright' }).finish(),
  };
}

function detailsOf(error: SandwrightError, maxViolations: number): AnyInit[] {
  const details: AnyInit[] = [];
  const missing = error.details['missing'];
  if (Array.isArray(missing) && missing.length > 0) {
    const violations = (missing as readonly Digest[]).slice(0, maxViolations).map((digest) => ({
      type: 'MISSING',
      subject: `blobs/${digest.hash}/${digest.sizeBytes}`,
      description: 'this blob is not stored; upload it and try again',
    }));
    details.push({
      typeUrl: 'type.googleapis.com/google.rpc.PreconditionFailure',
      value: PreconditionFailure.encode({ violations }).finish(),
    });
  }
  if (error.retryable) {
    details.push({
      typeUrl: 'type.googleapis.com/google.rpc.RetryInfo',
      value: RetryInfo.encode({ retryDelay: { seconds: 0, nanos: retryDelayMs * 1_000_000 } }).finish(),
    });
  }
  return details;
}
