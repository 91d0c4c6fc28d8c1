import type { CallOptions } from '@sandwright/core';

const deadlineMs = 10_000;

/** What became of a program that was tried. */
export interface Trial {
  readonly ok: boolean;
  /** System error code if it could not be started, for instance `ENOENT`. */
  readonly errorCode: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program that should end soon.
 * @param file name or path
 * @param args its arguments
 * @param options a signal ends it
 */
export async function tryProgram(file: string, args: readonly string[], options: CallOptions = {}): Promise<Trial> {
  // Large, and builds load what stands beside this.
  const { execa } = await import('execa');
  const result = await execa(file, args, {
    reject: false,
    stdin: 'ignore',
    timeout: deadlineMs,
    forceKillAfterDelay: 1000,
    maxBuffer: 1024 * 1024,
    env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' },
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  options.signal?.throwIfAborted();
  const why = result.timedOut ? 'it did not end' : result.code;
  return { ok: result.exitCode === 0 && !result.failed, errorCode: why, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}
