/** Extra facts about a file, folder or link. Source: REAPI `NodeProperties`. */
export interface NodeProperties {
  /** String properties, sorted by name. */
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
  /** Last modification, whole seconds since 1970 and nanoseconds. */
  readonly mtime?: { readonly seconds: number; readonly nanos: number };
  /** Permission bits, for instance 0o644. */
  readonly unixMode?: number;
}
