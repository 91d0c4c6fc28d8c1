import type { ActionResult } from '../action/action-result.ts';
import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { CallOptions } from '../util/call-options.ts';

/** What a command printed. */
export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

export const noOutput: CommandOutput = { stdout: '', stderr: '' };

/** Of each stream so much is shown at most, bytes; the whole of it stays in the storage. */
const shownBytes = 1024 * 1024;

/**
 * Reads what a command printed, as text; of more than 1 MiB the end. What cannot be read any more is replaced by a note: it must not hide
 * what became of the command.
 * @param storage where it is, if the result does not carry it along
 */
export async function readCommandOutput(
  storage: ContentAddressableStorage,
  result: ActionResult,
  options: CallOptions,
): Promise<CommandOutput> {
  return {
    stdout: await readEnd(storage, result.stdout, result.stdoutRaw, options),
    stderr: await readEnd(storage, result.stderr, result.stderrRaw, options),
  };
}

async function readEnd(
  storage: ContentAddressableStorage,
  digest: Digest,
  raw: Uint8Array | undefined,
  options: CallOptions,
): Promise<string> {
  const size = raw?.byteLength ?? digest.sizeBytes;
  if (size === 0) return '';
  const left = Math.max(0, size - shownBytes);
  const pieces: Uint8Array[] = [];
  try {
    if (raw !== undefined) pieces.push(raw.subarray(left));
    else for await (const piece of storage.read(digest, { ...options, offset: left })) pieces.push(piece);
  } catch (caught) {
    return `[what it printed cannot be shown: ${SandwrightError.from(caught).message}]\n`;
  }
  const text = new TextDecoder().decode(Buffer.concat(pieces));
  return left === 0 ? text : `[${left} bytes before this are not shown]\n${text}`;
}
