import type { Digest } from '../digest/digest.ts';
import type { Command } from './command.ts';
import type { PlatformProperties } from './platform-properties.ts';

/** One hermetic unit of work; its digest is its identity everywhere. Source: REAPI `Action`. */
export interface Action {
  /** Digest of the canonical Action message. */
  readonly digest: Digest;
  readonly commandDigest: Digest;
  readonly command: Command;
  /** Digest of the root Directory message. */
  readonly inputRoot: Digest;
  /** The Action's own platform, or where it has none, the Command's. */
  readonly platform: PlatformProperties;
  /** Milliseconds of running, staging not counted; undefined for no limit of its own. */
  readonly timeoutMs: number | undefined;
  /** Neither look it up, nor store it, nor merge it with an equal one in flight. */
  readonly doNotCache: boolean;
  /** Makes otherwise equal actions differ. Empty for none. */
  readonly salt: Uint8Array;
}
