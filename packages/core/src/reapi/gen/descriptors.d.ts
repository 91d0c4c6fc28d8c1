// Generated from packages/core/proto by scripts/generate-descriptors.mjs. Change those, then run ./dev generate.
/** One package of the protocols, as reflection describes it. */
export interface DescribedFile {
  /** For instance `google_rpc.proto`. */
  readonly name: string;
  /** Names of files whose types it uses. */
  readonly dependencies: readonly string[];
  /** Full names of its services, methods, messages and enums. */
  readonly symbols: readonly string[];
  /** An encoded google.protobuf.FileDescriptorProto, in base64. */
  readonly descriptor: string;
}
/** Every package. */
export const describedFiles: readonly DescribedFile[];
