import type { PlatformProperties } from '../action/platform-properties.ts';
import type { Place } from '../config/place.ts';
import type { UnavailabilityCause } from '../sandbox/availability.ts';
import type { EnvironmentRule } from './environment-rules.ts';

/** One way to run an environment's actions, as far as the files alone say. */
export interface PlannedCandidate {
  /** `local: bubblewrap`, `remote`. */
  readonly name: string;
  readonly where: 'local' | 'remote';
  /** The environment that it comes from; undefined for the built-in one. */
  readonly environment: string | undefined;
  /** The kind of sandbox. */
  readonly kind: string;
  /** What its backend's `configSchema` is given. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Whether somebody wrote settings for this backend that only the backend itself can read. */
  readonly configured: boolean;
  /** Where a key of `config` was written; undefined for what nobody wrote. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place | undefined;
  readonly place: Place | undefined;
  readonly platform: PlatformProperties;
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  readonly root: 'host' | 'input';
  /** Tools whose content counts; `none` for no such thing; undefined where the sandbox is remote. */
  readonly fingerprint: 'none' | 'default' | readonly string[] | undefined;
  /** Where its tools are looked for; undefined for the default. */
  readonly toolPath: readonly string[] | undefined;
  /** A remote environment's own text. */
  readonly fingerprintText: string | undefined;
  readonly rules: Readonly<Record<UnavailabilityCause, EnvironmentRule>>;
  /** Why it cannot be used, as far as that is known without trying. */
  readonly skipped: { readonly cause: UnavailabilityCause; readonly reason: string } | undefined;
}
