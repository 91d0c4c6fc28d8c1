import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { type Command, type ExecutionContext, linkAbort, SandwrightError, throwIfAborted } from '@sandwright/core';
import { workingDirectorySegments } from '../collection/resolved-outputs.ts';
import { LimitWatch } from '../limits/limit-watch.ts';
import { memoryDiskUsage } from '../limits/memory-disk.ts';
import type { LimitName } from '../limits/sandbox-limits.ts';
import { commandEnvironment } from '../root/command-environment.ts';
import type { CommandGroup } from './command-groups.ts';
import type { CommandPlace, CommandSurroundings } from './command-surroundings.ts';
import type { LaunchOutcome } from './launch-request.ts';
import type { Launcher } from './launcher.ts';
import { notStarted } from './not-started.ts';

/** What a command is run with. */
export interface RunCommandOptions {
  readonly command: Command;
  readonly context: ExecutionContext;
  readonly surroundings: CommandSurroundings;
  readonly place: CommandPlace;
  readonly launcher: Launcher;
  readonly group: CommandGroup;
  /** Absolute; gets the files `stdout` and `stderr`, and everything else that the command writes is below it. */
  readonly folder: string;
}

/** What became of a command, with its output still in files. */
export interface EndedCommand {
  readonly exitCode: number;
  readonly limitExceeded?: LimitName | undefined;
  readonly cpuMs?: number | undefined;
  readonly peakMemoryBytes?: number | undefined;
  /** Why it was ended before its time by whoever wanted it, or by the limit of its running time. */
  readonly aborted?: unknown;
}

/**
 * Runs a command to its end, and keeps its limits.
 * @throws SandwrightError SANDBOX_FAILED if it could not be put into its place; as the signal says if it is aborted before the start
 */
export async function runCommand(options: RunCommandOptions): Promise<EndedCommand> {
  const { command, context, surroundings, group, folder } = options;
  const { limits } = surroundings;
  const stdoutPath = join(folder, 'stdout');
  const stderrPath = join(folder, 'stderr');
  for (const path of [stdoutPath, stderrPath]) writeFileSync(path, '', { mode: 0o600 });
  using abort = linkAbort(context.signal);
  // Made only where they are needed: an error is dear, and most commands keep their limits.
  let tooMuch: SandwrightError | undefined;
  let overdue: SandwrightError | undefined;
  using watch = new LimitWatch({
    limits,
    outputs: [stdoutPath, stderrPath],
    written: folder,
    inMemory: () => memoryDisks(options),
    cpuMs: () => group.cpuMs(),
    onExceeded: () => {
      tooMuch = new SandwrightError('RESOURCE_EXHAUSTED', 'the command exceeded a limit');
      abort.abort(tooMuch);
    },
  });
  context.onStage?.('running');
  throwIfAborted(context.signal);
  let timer: NodeJS.Timeout | undefined;
  let outcome: LaunchOutcome;
  try {
    outcome = await options.launcher.run(requestOf(options, stdoutPath, stderrPath), {
      signal: abort.signal,
      onStarted: () => {
        const { wallMs } = limits;
        if (wallMs === undefined) return;
        timer = setTimeout(() => {
          overdue = new SandwrightError('TIMED_OUT', `the command ran longer than ${wallMs / 1000} s`);
          abort.abort(overdue);
        }, wallMs);
      },
    });
  } finally {
    clearTimeout(timer);
  }
  if (outcome.kind === 'failed') throw new SandwrightError('SANDBOX_FAILED', `the command could not be started: ${outcome.message}`);
  const aborted = abort.signal.aborted && abort.signal.reason !== tooMuch ? { aborted: abort.signal.reason as unknown } : {};
  if (outcome.kind === 'not-started') return { ...notStarted(command, outcome.errno, stderrPath), ...aborted };
  const cpuMs = group.cpuMs() ?? outcome.cpuMs;
  const limitExceeded =
    overdue !== undefined && abort.signal.reason === overdue
      ? 'wall'
      : usedUpCpu(limits.cpuSeconds, cpuMs, outcome.exitCode)
        ? 'cpu'
        : (watch.lastLook() ?? group.exceeded());
  // One whose output was cut has not succeeded, even if it came to its end before that was seen.
  const exitCode = outcome.exitCode === 0 && limitExceeded === 'output' ? 128 + constants.signals.SIGKILL : outcome.exitCode;
  return { exitCode, cpuMs, peakMemoryBytes: outcome.peakMemoryBytes, limitExceeded, ...aborted };
}

/** What is in file systems in memory that were mounted for the command, in the launcher's own namespace. */
function memoryDisks({ surroundings, place, launcher }: RunCommandOptions): number {
  const mounts = place.confinement?.mounts.filter((mount) => mount.type === 'tmpfs') ?? [];
  return surroundings.mayReadProc ? memoryDiskUsage(mounts.map((mount) => `/proc/${launcher.pid}/root${mount.target}`)) : 0;
}

function requestOf({ command, surroundings, place, group }: RunCommandOptions, stdoutPath: string, stderrPath: string) {
  return {
    arguments: command.arguments,
    environment: commandEnvironment(command),
    workingDirectory: [place.inputPath, ...workingDirectorySegments(command)].join('/') || '/',
    stdoutPath,
    stderrPath,
    owner: place.owner,
    confinement: place.confinement,
    // The kernel counts processes by user: with no user of its own they would be everybody's.
    limits: place.owner === undefined ? { ...group.rlimits, processes: undefined } : group.rlimits,
    cgroupFiles: group.files,
    mayReadProc: surroundings.mayReadProc,
  };
}

/** The kernel ends such a process without a word, in ticks of a few milliseconds. */
function usedUpCpu(cpuSeconds: number | undefined, cpuMs: number | undefined, exitCode: number): boolean {
  return cpuSeconds !== undefined && cpuMs !== undefined && exitCode > 128 && cpuMs > cpuSeconds * 950;
}
