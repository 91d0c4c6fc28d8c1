import type { Digest, DigestFunction } from '@sandwright/core';
import type { Instance } from '../instances/instance.ts';
import type { Operation } from './operation.ts';

/** What the scheduler carries along for an action. */
export interface ActionPayload {
  readonly instance: Instance;
  readonly action: Digest;
  readonly digestFunction: DigestFunction | undefined;
  /** Whether its result may be stored. */
  readonly cacheable: boolean;
  readonly timeoutMs: number | undefined;
  /** Milliseconds since 1970. */
  readonly queuedAtMs: number;
  /** Those who wait for it. */
  readonly operations: Set<Operation>;
}
