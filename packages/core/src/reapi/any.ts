import type { MessageType } from './messages.ts';

const prefix = 'type.googleapis.com/';

/** A message whose type travels with it. */
export interface PackedMessage {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

/**
 * Packs a message.
 * @param typeName full name, for instance `google.rpc.RetryInfo`
 * @param type its encoder
 * @param message what to pack
 */
export function packAny<Decoded extends Init, Init extends object>(
  typeName: string,
  type: MessageType<Decoded, Init>,
  message: Init,
): PackedMessage {
  return { typeUrl: prefix + typeName, value: type.encode(message).finish() };
}

/** Full name of the packed type: what follows the last slash. */
export function typeNameOfAny(packed: PackedMessage): string {
  return packed.typeUrl.slice(packed.typeUrl.lastIndexOf('/') + 1);
}

/**
 * Unpacks a message.
 * @param packed any message
 * @param typeName the full name wanted
 * @param type its decoder
 * @returns undefined if it is of another type; throws an Error if it claims to be of this type and is not
 */
export function unpackAny<Decoded extends Init, Init extends object>(
  packed: PackedMessage,
  typeName: string,
  type: MessageType<Decoded, Init>,
): Decoded | undefined {
  return typeNameOfAny(packed) === typeName ? type.decode(packed.value) : undefined;
}
