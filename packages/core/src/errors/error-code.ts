/** What each error code means to the program that calls: the exit code of the CLI, and whether trying again can help. */
interface ErrorCodeProperties {
  /** Exit code of the CLI. */
  readonly exitCode: 1 | 2 | 3 | 4 | 70 | 130;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** Number in google.rpc.Code that a server answers with. */
  readonly grpcCode: number;
}

/** Every code that a SandwrightError can have. `docs/errors.md` explains each; a test keeps the two equal. */
export const errorCodes = {
  USAGE_INVALID: { exitCode: 2, retryable: false, grpcCode: 3 },
  CONFIG_INVALID: { exitCode: 2, retryable: false, grpcCode: 3 },
  TARGET_UNKNOWN: { exitCode: 2, retryable: false, grpcCode: 5 },
  ENVIRONMENT_UNKNOWN: { exitCode: 2, retryable: false, grpcCode: 5 },
  BACKEND_UNKNOWN: { exitCode: 2, retryable: false, grpcCode: 5 },
  ACTION_INVALID: { exitCode: 2, retryable: false, grpcCode: 3 },
  ACTION_FAILED: { exitCode: 1, retryable: false, grpcCode: 9 },
  OUTPUT_MISSING: { exitCode: 1, retryable: false, grpcCode: 9 },
  ARTIFACT_MISSING: { exitCode: 1, retryable: false, grpcCode: 5 },
  TIMED_OUT: { exitCode: 1, retryable: false, grpcCode: 4 },
  SOURCE_CHANGED: { exitCode: 3, retryable: true, grpcCode: 10 },
  SANDBOX_UNAVAILABLE: { exitCode: 4, retryable: false, grpcCode: 14 },
  CAPABILITY_MISSING: { exitCode: 4, retryable: false, grpcCode: 9 },
  SANDBOX_FAILED: { exitCode: 3, retryable: false, grpcCode: 13 },
  STORAGE_FAILED: { exitCode: 3, retryable: false, grpcCode: 13 },
  STORAGE_LOCKED: { exitCode: 3, retryable: true, grpcCode: 14 },
  BLOB_MISSING: { exitCode: 3, retryable: false, grpcCode: 5 },
  BLOB_CORRUPT: { exitCode: 3, retryable: false, grpcCode: 15 },
  REMOTE_UNAVAILABLE: { exitCode: 3, retryable: true, grpcCode: 14 },
  REMOTE_REJECTED: { exitCode: 3, retryable: false, grpcCode: 9 },
  UNAUTHORISED: { exitCode: 3, retryable: false, grpcCode: 16 },
  NO_WORKER: { exitCode: 3, retryable: false, grpcCode: 9 },
  WORKER_LOST: { exitCode: 3, retryable: true, grpcCode: 14 },
  RESOURCE_EXHAUSTED: { exitCode: 3, retryable: true, grpcCode: 8 },
  UNIMPLEMENTED: { exitCode: 3, retryable: false, grpcCode: 12 },
  CANCELLED: { exitCode: 130, retryable: false, grpcCode: 1 },
  INTERNAL: { exitCode: 70, retryable: false, grpcCode: 13 },
} as const satisfies Readonly<Record<string, ErrorCodeProperties>>;

/** One of the codes in the table of errors. */
export type ErrorCode = keyof typeof errorCodes;
