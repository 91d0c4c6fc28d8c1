/** Bounds of requests, announced where the protocol has a field for them. All in bytes but the counts. */
export interface RequestLimits {
  /** All blobs of one batch. */
  readonly maxBatchBytes: number;
  /** One blob; 0 for no limit. */
  readonly maxBlobBytes: number;
  /** What is put inline into one ActionResult at most. */
  readonly maxInlineBytes: number;
  /** Folders of one tree that the server walks. */
  readonly maxTreeDirectories: number;
}
