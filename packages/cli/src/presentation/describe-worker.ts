import { type Duration, durationToMs, type WorkerStatus } from '@sandwright/core/reapi';
import { describeSpan } from './describe-span.ts';
import { printable } from './printable.ts';

const spanMs = (span: Duration | null): number => (span === null ? 0 : durationToMs(span));

/** What is known of a worker, as plain values for `--json`. */
export function workerFacts(worker: WorkerStatus): Readonly<Record<string, unknown>> {
  const { id, name, state, concurrency, instanceName, embedded, silentFor, properties, actions } = worker;
  return {
    worker: name,
    id,
    state,
    running: actions.length,
    concurrency,
    ...(instanceName === null ? {} : { instance: instanceName }),
    embedded,
    silent_ms: Math.round(spanMs(silentFor)),
    properties: properties.map(({ name: property, value }) => `${property}=${value}`),
    actions: actions.map(({ actionDigest, operationNames, runningFor }) => ({
      action: actionDigest === null ? '' : `${actionDigest.hash}/${actionDigest.sizeBytes}`,
      operations: operationNames,
      running_ms: Math.round(spanMs(runningFor)),
    })),
  };
}

/** A worker and what it runs, for people. */
export function describeWorker(worker: WorkerStatus): string {
  const { id, name, state, concurrency, instanceName, embedded, silentFor, properties, actions } = worker;
  const facts = [
    `${actions.length} of ${concurrency} running`,
    ...(embedded ? ['part of the server'] : [`heard of ${describeSpan(spanMs(silentFor))} ago`]),
    ...(instanceName === null ? [] : [`only for instance "${instanceName}"`]),
    properties.map(({ name: property, value }) => `${property}=${value}`).join(' '),
  ];
  const runs = actions.map(({ actionDigest, runningFor, operationNames }) => {
    const [first = ''] = operationNames;
    return `  ${actionDigest?.hash.slice(0, 12) ?? ''} for ${describeSpan(spanMs(runningFor))}: ${first}\n`;
  });
  return printable(`${name} ${state} (${id})\n  ${facts.join(', ')}\n${runs.join('')}`);
}
