/** Types of frames. Source: RFC 9113 section 6. */
export const frameTypes = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

/** Bits of a frame's flags; 1 means ACK in SETTINGS and PING. */
export const frameFlags = { endStream: 1, ack: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

/** Source: RFC 9113 section 7. */
export const errorCodes = {
  none: 0,
  protocol: 1,
  internal: 2,
  flowControl: 3,
  settingsTimeout: 4,
  streamClosed: 5,
  frameSize: 6,
  refusedStream: 7,
  cancel: 8,
  compression: 9,
  enhanceYourCalm: 11,
} as const;

/** Source: RFC 9113 section 6.5.2. */
export const settingIds = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
  maxHeaderListSize: 6,
} as const;

/** Bytes in front of a frame's payload. */
export const frameHeaderBytes = 9;

/** The largest payload that a peer takes unless it says otherwise, and the largest that is taken here. */
export const defaultFrameBytes = 16_384;

/** Window of a stream or a connection before anybody changes it. */
export const defaultWindowBytes = 65_535;

/** No window may be larger. */
export const maxWindowBytes = 0x7fff_ffff;

/** What a client says first. */
export const clientPreface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

/** A fault of the peer that ends the whole connection. */
export class ConnectionError extends Error {
  /** One of `errorCodes`. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** @throws ConnectionError for a payload of another length */
export function expectLength(payload: Uint8Array, bytes: number): void {
  if (payload.byteLength !== bytes)
    throw new ConnectionError(errorCodes.frameSize, `a frame has ${payload.byteLength} bytes, not ${bytes}`);
}

/** What ends a connection whose client does what the protocol forbids. */
export function protocolError(message: string): ConnectionError {
  return new ConnectionError(errorCodes.protocol, message);
}
