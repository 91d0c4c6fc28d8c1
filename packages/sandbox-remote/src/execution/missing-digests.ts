import type { Digest } from '@sandwright/core';
import type { StatusValue } from '@sandwright/core/reapi';

/** Some servers put the digest function before the hash, some an instance name before everything. */
const subject = /(?:^|\/)blobs\/(?:[a-z0-9]+\/)?([0-9a-f]{32,128})\/(\d{1,15})$/;

/**
 * The blobs that a server says it lacks. Source: REAPI `Execution.Execute`, violations of type MISSING.
 * @returns empty if it failed for another reason, or for another reason as well
 */
export function missingDigests(status: StatusValue | undefined): readonly Digest[] {
  const missing: Digest[] = [];
  for (const detail of status?.details ?? []) {
    if (detail.type !== 'PreconditionFailure') continue;
    for (const violation of detail.violations) {
      const [, hash, size] = (violation.type === 'MISSING' && subject.exec(violation.subject)) || [];
      if (hash === undefined || size === undefined) return [];
      missing.push({ hash, sizeBytes: Number(size) });
    }
  }
  return missing;
}
