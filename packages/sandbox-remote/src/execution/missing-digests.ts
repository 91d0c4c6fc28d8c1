import type { Digest } from '@sandwright/core';
import { PreconditionFailure, type Status, unpackAny } from '@sandwright/core/reapi';

const subject = /^blobs\/(?:[a-z0-9]+\/)?([0-9a-f]{32,128})\/(\d{1,15})$/;

/**
 * The blobs that a server says it lacks. Source: REAPI `Execution.Execute`, violations of type MISSING.
 * @returns empty if it failed for another reason, or for another reason as well
 */
export function missingDigests(status: Status): readonly Digest[] {
  const missing: Digest[] = [];
  for (const detail of status.details) {
    const failure = unpackAny(detail, 'google.rpc.PreconditionFailure', PreconditionFailure);
    for (const violation of failure?.violations ?? []) {
      const [, hash, size] = (violation.type === 'MISSING' && subject.exec(violation.subject)) || [];
      if (hash === undefined || size === undefined) return [];
      missing.push({ hash, sizeBytes: Number(size) });
    }
  }
  return missing;
}
