import { type Digest, errorCodes, SandwrightError } from '@sandwright/core';
import { encodeStatus, type StatusDetail, type StatusValue, statusToMessage } from '@sandwright/core/reapi';

/** How a call ends that failed. Source: google.rpc.Status and the gRPC status codes. */
export interface GrpcStatus extends StatusValue {
  /** The whole as a google.rpc.Status, for the trailer `grpc-status-details-bin`; unset where there are no details. */
  readonly detailsBin: Buffer | undefined;
}

/** Trailers must fit into the header list of the client: 8 KiB in most. 24 violations take about 4.7 KiB in base64. */
const maxViolationsInTrailer = 24;

/** Of a message, UTF-16 code units: it stands in the trailers twice, in base64 the second time. */
const maxMessageLength = 1000;

/** How long a client should wait before it tries a transient failure again, milliseconds. */
const retryDelayMs = 250;

/**
 * The one place where errors become statuses of gRPC.
 * @param caught whatever a service threw. `details.grpcCode` overrides the code of the table where the protocol asks for another one;
 *   `details.missing` (digests) becomes a PreconditionFailure with one violation MISSING each.
 */
export function grpcStatusOf(caught: unknown): GrpcStatus {
  const status = statusOf(SandwrightError.from(caught), maxViolationsInTrailer);
  return { ...status, detailsBin: status.details.length === 0 ? undefined : encodeStatus(status) };
}

/**
 * The same as a message, for answers that carry a status for each of their parts.
 * @param caught whatever was thrown
 */
export function statusMessageOf(caught: unknown): ReturnType<typeof statusToMessage> {
  const error = SandwrightError.from(caught);
  const status = statusOf(error, 10_000);
  // Bazel uploads what is missing only where nothing but violations is said of it.
  if (error.details['missing'] !== undefined) return statusToMessage(status);
  // gRPC has few codes; clients of ours tell by this which one of our table it was.
  const errorInfo: StatusDetail = { type: 'ErrorInfo', reason: error.code, domain: 'sandwright', metadata: {} };
  return statusToMessage({ ...status, details: [...status.details, errorInfo] });
}

function statusOf(error: SandwrightError, maxViolations: number): StatusValue {
  const override = error.details['grpcCode'];
  const code = typeof override === 'number' ? override : errorCodes[error.code].grpcCode;
  // grpc-js encodes the message with encodeURI, which throws for half a surrogate pair.
  const message = (error.hint === undefined ? error.message : `${error.message}; ${error.hint}`).toWellFormed().slice(0, maxMessageLength);
  return { code, message, details: detailsOf(error, maxViolations) };
}

function detailsOf(error: SandwrightError, maxViolations: number): StatusDetail[] {
  const details: StatusDetail[] = [];
  const missing = error.details['missing'];
  if (Array.isArray(missing) && missing.length > 0) {
    const violations = (missing as readonly Digest[]).slice(0, maxViolations).map((digest) => ({
      type: 'MISSING',
      subject: `blobs/${digest.hash}/${digest.sizeBytes}`,
      description: 'this blob is not stored; upload it and try again',
    }));
    details.push({ type: 'PreconditionFailure', violations });
  }
  if (error.retryable) details.push({ type: 'RetryInfo', retryDelayMs });
  return details;
}
