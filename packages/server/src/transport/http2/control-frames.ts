import type { CallerBudget } from './caller-budget.ts';
import type { Http2Call } from './http2-call.ts';
import { ConnectionError, errorCodes, expectLength, frameFlags, frameTypes, protocolError } from './http2-protocol.ts';
import type { Outbound } from './outbound.ts';

/** Frames that are about a connection and no call: SETTINGS, PING, PRIORITY, and those that nobody knows. Source: RFC 9113 section 6. */
export class ControlFrames {
  readonly #out: Outbound;
  readonly #budget: CallerBudget;
  readonly #calls: ReadonlyMap<number, Http2Call>;
  /** The client has begun as it has to. */
  settingsSeen = false;

  /**
   * @param out the way to the client
   * @param budget what the client may ask without asking for anything
   * @param calls those that are open
   */
  constructor(out: Outbound, budget: CallerBudget, calls: ReadonlyMap<number, Http2Call>) {
    this.#out = out;
    this.#budget = budget;
    this.#calls = calls;
  }

  /** @throws ConnectionError for a malformed frame, or too many of them */
  take(type: number, flags: number, streamId: number, payload: Buffer): void {
    if (type === frameTypes.ping) this.#budget.ping(this.#out.dataFrames);
    else this.#budget.spend();
    if (type === frameTypes.settings) this.#settings((flags & frameFlags.ack) !== 0, streamId, payload);
    else if (type === frameTypes.ping) this.#ping((flags & frameFlags.ack) !== 0, streamId, payload);
    else if (type === frameTypes.priority) expectLength(payload, 5);
    // Frames of types that are not known mean nothing (RFC 9113 section 5.5).
  }

  #settings(isAck: boolean, streamId: number, payload: Buffer): void {
    if (streamId !== 0) throw protocolError('SETTINGS of a stream');
    if (isAck ? payload.byteLength > 0 : payload.byteLength % 6 !== 0)
      throw new ConnectionError(errorCodes.frameSize, 'SETTINGS are six bytes each');
    this.settingsSeen = true;
    if (isAck) return;
    for (let at = 0; at < payload.byteLength; at += 6) {
      this.#out.setting(payload.readUInt16BE(at), payload.readUInt32BE(at + 2), this.#calls.values());
    }
    this.#out.frame(frameTypes.settings, frameFlags.ack, 0);
  }

  #ping(isAck: boolean, streamId: number, payload: Buffer): void {
    if (streamId !== 0) throw protocolError('PING of a stream');
    expectLength(payload, 8);
    if (!isAck) this.#out.frame(frameTypes.ping, frameFlags.ack, 0, payload);
  }
}
