import type { Digest } from '../digest/digest.ts';

/** What an interactive shell should see and run. */
export interface ShellRequest {
  /** Digest of the root Directory message. */
  readonly inputRoot: Digest;
  /** Relative to the input root. */
  readonly workingDirectory: string;
  /** The whole environment, sorted by name. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** argv; the shell itself where it is empty. */
  readonly command: readonly string[];
}
