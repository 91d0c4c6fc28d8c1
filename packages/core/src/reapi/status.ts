import { type PackedMessage, packAny, typeNameOfAny, unpackAny } from './any.ts';
import { durationFromMs, durationToMs } from './convert/time.ts';
import { BadRequest, DebugInfo, ErrorInfo, Help, PreconditionFailure, RetryInfo, Status } from './messages.ts';

/** A fact that accompanies a status. */
export type StatusDetail =
  | {
      readonly type: 'PreconditionFailure';
      /** For a blob that is not stored: type `MISSING`, subject `blobs/HASH/SIZE`. */
      readonly violations: readonly { readonly type: string; readonly subject: string; readonly description: string }[];
    }
  | {
      readonly type: 'BadRequest';
      readonly violations: readonly { readonly field: string; readonly description: string }[];
    }
  | {
      readonly type: 'RetryInfo';
      /** Milliseconds to wait before trying again. */
      readonly retryDelayMs: number;
    }
  | {
      readonly type: 'ErrorInfo';
      readonly reason: string;
      readonly domain: string;
      readonly metadata: Readonly<Record<string, string>>;
    }
  | { readonly type: 'DebugInfo'; readonly stackEntries: readonly string[]; readonly detail: string }
  | { readonly type: 'Help'; readonly links: readonly { readonly description: string; readonly url: string }[] }
  /** A detail of a sort not known here, or one that does not decode, as it came. */
  | { readonly type: 'unknown'; readonly packed: PackedMessage };

/** How a call, or one part of it, ended. Source: google.rpc.Status. */
export interface StatusValue {
  /** Number in google.rpc.Code; 0 for success. */
  readonly code: number;
  readonly message: string;
  readonly details: readonly StatusDetail[];
}

/** Success. */
export const okStatus: StatusValue = { code: 0, message: '', details: [] };

const packageName = 'google.rpc.';

function packDetail(detail: StatusDetail): PackedMessage {
  const typeName = packageName + detail.type;
  switch (detail.type) {
    case 'PreconditionFailure':
      return packAny(typeName, PreconditionFailure, { violations: detail.violations });
    case 'BadRequest':
      return packAny(typeName, BadRequest, { fieldViolations: detail.violations });
    case 'RetryInfo':
      return packAny(typeName, RetryInfo, { retryDelay: durationFromMs(detail.retryDelayMs) });
    case 'ErrorInfo':
      return packAny(typeName, ErrorInfo, { reason: detail.reason, domain: detail.domain, metadata: detail.metadata });
    case 'DebugInfo':
      return packAny(typeName, DebugInfo, { stackEntries: detail.stackEntries, detail: detail.detail });
    case 'Help':
      return packAny(typeName, Help, { links: detail.links });
    case 'unknown':
      return detail.packed;
  }
}

/** One function for each sort of detail; undefined where the message says nothing that can be used. */
const readers: Readonly<Record<string, (packed: PackedMessage, typeName: string) => StatusDetail | undefined>> = {
  PreconditionFailure: (packed, typeName) => {
    const message = unpackAny(packed, typeName, PreconditionFailure);
    const violations = message?.violations.map(({ type, subject, description }) => ({ type, subject, description }));
    return violations && { type: 'PreconditionFailure', violations };
  },
  BadRequest: (packed, typeName) => {
    const message = unpackAny(packed, typeName, BadRequest);
    const violations = message?.fieldViolations.map(({ field, description }) => ({ field, description }));
    return violations && { type: 'BadRequest', violations };
  },
  RetryInfo: (packed, typeName) => {
    const delay = unpackAny(packed, typeName, RetryInfo)?.retryDelay;
    return delay ? { type: 'RetryInfo', retryDelayMs: durationToMs(delay, 'retry_delay') } : undefined;
  },
  ErrorInfo: (packed, typeName) => {
    const message = unpackAny(packed, typeName, ErrorInfo);
    return message && { type: 'ErrorInfo', reason: message.reason, domain: message.domain, metadata: { ...message.metadata } };
  },
  DebugInfo: (packed, typeName) => {
    const message = unpackAny(packed, typeName, DebugInfo);
    return message && { type: 'DebugInfo', stackEntries: [...message.stackEntries], detail: message.detail };
  },
  Help: (packed, typeName) => {
    const links = unpackAny(packed, typeName, Help)?.links.map(({ description, url }) => ({ description, url }));
    return links && { type: 'Help', links };
  },
};

function readDetail(packed: PackedMessage): StatusDetail {
  const typeName = typeNameOfAny(packed);
  const short = typeName.startsWith(packageName) ? typeName.slice(packageName.length) : '';
  const unknown: StatusDetail = { type: 'unknown', packed: { typeUrl: packed.typeUrl, value: packed.value } };
  if (!Object.hasOwn(readers, short)) return unknown;
  try {
    return readers[short]?.(packed, typeName) ?? unknown;
  } catch {
    // What another side sends as a detail must not hide the error that it accompanies.
    return unknown;
  }
}

/** A status as a message. */
export function statusToMessage(status: StatusValue): {
  readonly code: number;
  readonly message: string;
  readonly details: readonly PackedMessage[];
} {
  return { code: status.code, message: status.message, details: status.details.map(packDetail) };
}

/**
 * A status from a message.
 * @param message as decoded; null, the absent field, is success
 */
export function statusFromMessage(message: Status | null | undefined): StatusValue {
  if (message === null || message === undefined) return okStatus;
  return { code: message.code, message: message.message, details: message.details.map(readDetail) };
}

/** The bytes of a status, for the trailer `grpc-status-details-bin`. */
export function encodeStatus(status: StatusValue): Buffer {
  return Status.encode(statusToMessage(status)).finish();
}

/** Reads what `encodeStatus` writes; undefined where the bytes are no status. */
export function decodeStatus(bytes: Uint8Array): StatusValue | undefined {
  try {
    return statusFromMessage(Status.decode(bytes));
  } catch {
    return undefined;
  }
}
