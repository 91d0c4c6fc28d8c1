import { types } from 'node:util';
import { type ErrorCode, errorCodes } from './error-code.ts';

const brand = Symbol.for('sandwright.error');

/** What may accompany an error. */
export interface SandwrightErrorOptions {
  /** The error underneath. */
  readonly cause?: unknown;
  /** Machine-readable facts, for instance the digests of missing blobs. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** What the user can do, in one sentence. */
  readonly hint?: string;
  /** Overrides what the code's row in the table says. */
  readonly retryable?: boolean;
}

/** The one error class of sandwright: programs read `code`, people read `message` and `hint`. */
export class SandwrightError extends Error {
  override readonly name = 'SandwrightError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hint: string | undefined;
  readonly [brand] = true;

  /**
   * @param code one of `errorCodes`
   * @param message what went wrong and where, without the code
   * @param options cause, details, hint
   */
  constructor(code: ErrorCode, message: string, options: SandwrightErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? errorCodes[code].retryable;
    this.details = options.details ?? {};
    this.hint = options.hint;
  }

  /** Whether a value is such an error, also when another copy of this package made it. */
  static is(value: unknown): value is SandwrightError {
    return typeof value === 'object' && value !== null && brand in value;
  }

  /**
   * Turns anything caught into a SandwrightError: aborts become CANCELLED, a full disk RESOURCE_EXHAUSTED, other system errors
   * STORAGE_FAILED, everything else INTERNAL.
   * @param caught whatever a `catch` got
   */
  static from(caught: unknown): SandwrightError {
    if (SandwrightError.is(caught)) return caught;
    if (!types.isNativeError(caught)) return new SandwrightError('INTERNAL', String(caught), { cause: caught });
    if (caught.name === 'AbortError' || (caught as NodeJS.ErrnoException).code === 'ABORT_ERR') {
      return SandwrightError.is(caught.cause) ? caught.cause : new SandwrightError('CANCELLED', 'cancelled', { cause: caught });
    }
    const systemCode = (caught as NodeJS.ErrnoException).code;
    if (systemCode === 'ENOSPC' || systemCode === 'EDQUOT') {
      return new SandwrightError('RESOURCE_EXHAUSTED', `the disk is full: ${caught.message}`, {
        cause: caught,
        hint: 'free some space and run again; nothing half-written was kept',
      });
    }
    if ((caught as NodeJS.ErrnoException).syscall !== undefined)
      return new SandwrightError('STORAGE_FAILED', caught.message, { cause: caught });
    return new SandwrightError('INTERNAL', caught.message, { cause: caught });
  }
}
