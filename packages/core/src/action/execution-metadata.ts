/** A moment, whole seconds since 1970 and nanoseconds. Source: google.protobuf.Timestamp. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** What a command used. */
export interface ResourceUsage {
  /** User and system time of the whole process tree, milliseconds. */
  readonly cpuMs?: number;
  /** Highest resident memory of the process tree, or of its largest process, bytes. */
  readonly peakMemoryBytes?: number;
}

/** Where and when an action ran. Source: REAPI `ExecutedActionMetadata`. */
export interface ExecutionMetadata {
  /** Name of the machine or worker. */
  readonly worker: string;
  readonly queued?: Timestamp;
  readonly workerStart?: Timestamp;
  readonly workerCompleted?: Timestamp;
  readonly inputFetchStart?: Timestamp;
  readonly inputFetchCompleted?: Timestamp;
  readonly executionStart?: Timestamp;
  readonly executionCompleted?: Timestamp;
  readonly outputUploadStart?: Timestamp;
  readonly outputUploadCompleted?: Timestamp;
  /** Running time without time the machine was suspended, milliseconds. */
  readonly virtualExecutionMs?: number;
  readonly resourceUsage?: ResourceUsage;
  /** Which limit ended the command, for instance `memory`, `processes`, `output`, `disk`, `cpu`. */
  readonly limitExceeded?: string;
  /** Messages of other authors, kept as they came. Source: google.protobuf.Any. */
  readonly auxiliary?: readonly { readonly typeUrl: string; readonly value: Uint8Array }[];
}
