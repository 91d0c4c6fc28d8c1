/** Literal headers that nobody is to remember: so no table has to be kept, and a block can be made beforehand. Source: RFC 7541 section 6.2.2. */
function literal(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.from([0]), text(name), text(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1');
  return Buffer.concat([integer(bytes.byteLength, 7), bytes]);
}

function integer(value: number, prefixBits: number): Buffer {
  const mask = 2 ** prefixBits - 1;
  if (value < mask) return Buffer.from([value]);
  const bytes = [mask];
  let rest = value - mask;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Buffer.from(bytes);
}

/** `:status: 200` is the eighth field of the static table. */
const status200 = Buffer.from([0x88]);

/** What every answer begins with. */
export const responseHead: Buffer = Buffer.concat([
  status200,
  literal('content-type', 'application/grpc'),
  literal('grpc-accept-encoding', 'identity,gzip,deflate'),
]);

/** Clients take 8 KiB of headers, most of which is for the details. */
const maxMessageBytes = 2048;

const okTrailers = literal('grpc-status', '0');

/**
 * How an answer ends. Source: gRPC over HTTP2, trailers.
 * @param code of gRPC
 * @param message for people
 * @param detailsBin google.rpc.Status, if there are details
 */
export function encodeTrailers(code: number, message = '', detailsBin?: Uint8Array): Buffer {
  if (code === 0) return okTrailers;
  const fields = [literal('grpc-status', String(code))];
  if (message !== '') fields.push(literal('grpc-message', boundedMessage(message)));
  // Base64 without padding, as the protocol asks of senders.
  if (detailsBin !== undefined)
    fields.push(literal('grpc-status-details-bin', Buffer.from(detailsBin).toString('base64').replace(/=+$/, '')));
  return Buffer.concat(fields);
}

function boundedMessage(message: string): string {
  const whole = percentEncoded(message);
  if (whole.length <= maxMessageBytes) return whole;
  let encoded = '';
  for (const character of message) {
    const next = percentEncoded(character);
    if (encoded.length + next.length > maxMessageBytes) break;
    encoded += next;
  }
  return encoded;
}

function percentEncoded(message: string): string {
  let encoded = '';
  for (const byte of Buffer.from(message)) {
    encoded +=
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** The answer to what is not gRPC at all, as the protocol asks: 415 Unsupported Media Type. `:status` has the index 8 to 14. */
export const unsupportedMediaType: Buffer = Buffer.concat([Buffer.from([0x08]), text('415')]);

/** Says that the encoder's table is empty from now on; a peer whose table is smaller than the default waits for it. */
export const emptyTable: Buffer = Buffer.from([0x20]);
