import type { Timestamp as DomainTimestamp, ExecutionMetadata } from '../../action/execution-metadata.ts';
import { ExecutionUsage } from '../action-messages.ts';
import { type PackedMessage, packAny, unpackAny } from '../any.ts';
import type { ExecutedActionMetadata, ExecutedActionMetadataInit } from '../messages.ts';
import { durationFromMs, durationToMs, timestampFromMessage } from './time.ts';

const usageType = 'sandwright.v1.ExecutionUsage';

/** Each moment by its name here and on the wire. */
const moments = [
  ['queued', 'queuedTimestamp'],
  ['workerStart', 'workerStartTimestamp'],
  ['workerCompleted', 'workerCompletedTimestamp'],
  ['inputFetchStart', 'inputFetchStartTimestamp'],
  ['inputFetchCompleted', 'inputFetchCompletedTimestamp'],
  ['executionStart', 'executionStartTimestamp'],
  ['executionCompleted', 'executionCompletedTimestamp'],
  ['outputUploadStart', 'outputUploadStartTimestamp'],
  ['outputUploadCompleted', 'outputUploadCompletedTimestamp'],
] as const;

type MomentName = (typeof moments)[number][0];
type WireMomentName = (typeof moments)[number][1];

/** The message of ours with what REAPI has no field for. */
function packUsage(metadata: ExecutionMetadata): readonly PackedMessage[] {
  const { resourceUsage, limitExceeded } = metadata;
  if (resourceUsage === undefined && limitExceeded === undefined) return [];
  return [
    packAny(usageType, ExecutionUsage, {
      cpuMs: resourceUsage?.cpuMs,
      peakMemoryBytes: resourceUsage?.peakMemoryBytes,
      limitExceeded,
    }),
  ];
}

function usageOf(packed: PackedMessage): ExecutionUsage | undefined {
  try {
    return unpackAny(packed, usageType, ExecutionUsage);
  } catch {
    // Bytes that only claim to be ours are kept as they came.
    return undefined;
  }
}

/** Metadata for the wire. */
export function executionMetadataToMessage(metadata: ExecutionMetadata): ExecutedActionMetadataInit {
  const times: { -readonly [name in WireMomentName]?: DomainTimestamp | undefined } = {};
  for (const [name, wireName] of moments) times[wireName] = metadata[name];
  return {
    worker: metadata.worker,
    ...times,
    virtualExecutionDuration: metadata.virtualExecutionMs === undefined ? undefined : durationFromMs(metadata.virtualExecutionMs),
    auxiliaryMetadata: [...packUsage(metadata), ...(metadata.auxiliary ?? [])],
  };
}

/**
 * Metadata from the wire.
 * @param message as decoded; null where the field was absent
 * @throws SandwrightError ACTION_INVALID for a malformed timestamp or duration
 */
export function executionMetadataFromMessage(message: ExecutedActionMetadata | null | undefined): ExecutionMetadata {
  if (message === null || message === undefined) return { worker: '' };
  const times: { -readonly [name in MomentName]?: DomainTimestamp } = {};
  for (const [name, wireName] of moments) {
    const moment = message[wireName];
    if (moment !== null) times[name] = timestampFromMessage(moment, wireName);
  }
  let usage: ExecutionUsage | undefined;
  const auxiliary: PackedMessage[] = [];
  for (const packed of message.auxiliaryMetadata) {
    const found = usage === undefined ? usageOf(packed) : undefined;
    if (found === undefined) auxiliary.push({ typeUrl: packed.typeUrl, value: packed.value });
    else usage = found;
  }
  const hasUsage = usage !== undefined && (usage.cpuMs !== null || usage.peakMemoryBytes !== null);
  return {
    worker: message.worker,
    ...times,
    ...(message.virtualExecutionDuration !== null && {
      virtualExecutionMs: durationToMs(message.virtualExecutionDuration, 'virtual_execution_duration'),
    }),
    ...(hasUsage && {
      resourceUsage: {
        ...(usage?.cpuMs !== null && usage?.cpuMs !== undefined && { cpuMs: usage.cpuMs }),
        ...(usage?.peakMemoryBytes !== null && usage?.peakMemoryBytes !== undefined && { peakMemoryBytes: usage.peakMemoryBytes }),
      },
    }),
    ...(usage !== undefined && usage.limitExceeded !== '' && { limitExceeded: usage.limitExceeded }),
    ...(auxiliary.length > 0 && { auxiliary }),
  };
}
