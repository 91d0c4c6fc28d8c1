import { type ExecutionStatus, timestampToMs } from '@sandwright/core/reapi';
import { describeSpan } from './describe-span.ts';
import { printable } from './printable.ts';

const stages = ['unknown', 'looked up', 'queued', 'executing', 'completed'];

/** What is known of an operation, as plain values for `--json`. */
export function operationFacts(execution: ExecutionStatus, now: number): Readonly<Record<string, unknown>> {
  const { name, instanceName, actionDigest, stage, invocation, priority, watchers, workers, waitsFor } = execution;
  return {
    operation: name,
    instance: instanceName,
    action: actionDigest === null ? '' : `${actionDigest.hash}/${actionDigest.sizeBytes}`,
    stage: stages[stage] ?? 'unknown',
    age_ms: Math.round(ageMs(execution, now)),
    invocation,
    priority,
    watchers,
    workers,
    ...(waitsFor === '' ? {} : { waits_for: waitsFor }),
  };
}

/** An operation and where it is, for people. */
export function describeOperation(execution: ExecutionStatus, now: number): string {
  const { name, actionDigest, stage, invocation, priority, watchers, workers, waitsFor } = execution;
  const facts = [
    `action ${actionDigest?.hash.slice(0, 12) ?? ''}`,
    `asked for by ${invocation}`,
    ...(priority === 0 ? [] : [`priority ${priority}`]),
    ...(watchers === 0 ? ['nobody waits for it'] : []),
    ...(workers.length === 0 ? [] : [`worker ${workers.join(', then ')}`]),
    ...(waitsFor === '' ? [] : [waitsFor]),
  ];
  return printable(`${name} ${stages[stage] ?? 'unknown'} for ${describeSpan(ageMs(execution, now))}\n  ${facts.join(', ')}\n`);
}

function ageMs({ acceptedTimestamp }: ExecutionStatus, now: number): number {
  return acceptedTimestamp === null ? 0 : Math.max(0, now - timestampToMs(acceptedTimestamp));
}
