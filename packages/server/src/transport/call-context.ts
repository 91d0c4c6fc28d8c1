/** What a service may know about the call that it answers. */
export interface CallContext {
  /** Fires when the client has cancelled or is gone, or when its deadline has passed. */
  readonly signal: AbortSignal;
  /** Address of the client, for logs. */
  readonly peer: string;
  /** The first value of a header of text, for instance `authorization`. */
  header(name: string): string | undefined;
  /** The first value of a header of bytes; its name ends in `-bin`. */
  binaryHeader(name: string): Uint8Array | undefined;
}
