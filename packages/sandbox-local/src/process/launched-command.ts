import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { constants as os } from 'node:os';
import { makeDevices } from './devices.ts';
import { exitUsage } from './exit-usage.ts';
import { joinFreshKeyring } from './fresh-keyring.ts';
import type { LaunchOutcome, LaunchRequest } from './launch-request.ts';
import { check, libc } from './libc.ts';
import { enterNamespaces, leaveNamespaces, makeMounts, makeProcessNamespace, type ProcessNamespace } from './namespaces.ts';
import { childrenCpuMs, lowerLimits } from './process-limits.ts';
import { killGroup, sweepProcesses } from './process-sweep.ts';

/** What is put away in the end, the last first. */
type Undo = () => void | Promise<void>;

/** One command from its start until nothing of it is left. Lives in the launcher's process, one at a time. */
export class LaunchedCommand {
  readonly #request: LaunchRequest;
  readonly #undo: Undo[] = [];
  #namespace: ProcessNamespace | undefined;
  #child: ChildProcess | undefined;
  #killed = false;

  constructor(request: LaunchRequest) {
    this.#request = request;
  }

  /**
   * Runs it to the end.
   * @param onStarted called once the command itself runs
   */
  async run(onStarted: () => void): Promise<LaunchOutcome> {
    const cpuBefore = childrenCpuMs();
    let outcome: LaunchOutcome;
    try {
      outcome = await this.#start(onStarted);
    } catch (error) {
      outcome = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    try {
      await this.#putAway();
    } catch (error) {
      outcome = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    if (outcome.kind !== 'ended') return outcome;
    return { ...outcome, cpuMs: childrenCpuMs() - cpuBefore };
  }

  /** Ends it at once, with all that it started. */
  kill(): void {
    this.#killed = true;
    void this.#namespace?.end();
    if (this.#child?.pid !== undefined) killGroup(this.#child.pid);
  }

  async #start(onStarted: () => void): Promise<LaunchOutcome> {
    const { confinement, owner } = this.#request;
    const stdio = ['/dev/null', this.#request.stdoutPath, this.#request.stderrPath].map((path, index) => {
      const fd = openSync(path, index === 0 ? constants.O_RDONLY : constants.O_WRONLY | constants.O_APPEND);
      this.#undo.push(() => closeSync(fd));
      return fd;
    });
    if (confinement !== undefined) {
      this.#undo.push(makeMounts(confinement.mounts));
      this.#undo.push(makeDevices(confinement.devices));
    }
    // Known before anything is started, so that nothing keeps running whatever goes wrong; done once the process namespace is gone.
    this.#undo.push(async () => {
      const swept = await sweepProcesses({
        group: this.#child?.pid,
        uid: owner?.shared === true ? undefined : owner?.uid,
        mayReadProc: this.#request.mayReadProc,
      });
      if (!swept) throw new Error('processes of the command could not be killed');
    });
    if (confinement !== undefined) {
      this.#undo.push(leaveNamespaces);
      enterNamespaces(confinement.isolate);
      if (confinement.procPath !== undefined) {
        const namespace = await makeProcessNamespace(confinement.procPath);
        this.#namespace = namespace;
        this.#undo.push(() => namespace.end());
      }
    }
    if (this.#killed) return { kind: 'ended', exitCode: 128 + os.signals.SIGKILL };
    const started = this.#spawn(stdio);
    if ('kind' in started) return started;
    // In the same turn, but with this process's own limits again, for it takes memory.
    const ended = outcomeOf(started, started.pid === undefined ? undefined : exitUsage(started.pid));
    if (started.pid !== undefined) onStarted();
    return ended;
  }

  /** Everything in here happens in one turn, for it changes what this whole thread sees. */
  #spawn(stdio: readonly number[]): ChildProcess | LaunchOutcome {
    const { confinement, owner, environment } = this.#request;
    const [program = '', ...rest] = this.#request.arguments;
    const outside = openSync('/', constants.O_RDONLY | constants.O_DIRECTORY);
    const limits = lowerLimits(this.#request.limits);
    try {
      for (const file of this.#request.cgroupFiles?.join ?? []) writeFileSync(file, '0');
      if (confinement !== undefined) check(libc.chroot(confinement.root), 'chroot');
      joinFreshKeyring();
      const child = spawn(program, rest, {
        cwd: this.#request.workingDirectory,
        env: environmentObject(environment),
        stdio: [...stdio],
        detached: true,
        ...(owner === undefined ? {} : { uid: owner.uid, gid: owner.gid }),
      });
      this.#child = child;
      if (child.pid !== undefined) limits.seal(child.pid);
      return child;
    } catch (error) {
      // Some reasons are told at once, others later.
      return notStarted(error);
    } finally {
      if (confinement !== undefined) {
        check(libc.fchdir(outside), 'going back');
        check(libc.chroot('.'), 'leaving the chroot');
      }
      closeSync(outside);
      for (const file of this.#request.cgroupFiles?.leave ?? []) writeFileSync(file, '0');
      limits.restore();
    }
  }

  async #putAway(): Promise<void> {
    let failure: unknown;
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) {
      try {
        await undo();
      } catch (error) {
        failure ??= error;
      }
    }
    if (failure !== undefined) throw failure;
  }
}

/** What makes a command one that cannot be started; anything else is this machine's fault. */
const commandsFault: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'ENOEXEC', 'ELOOP', 'E2BIG', 'ENAMETOOLONG', 'ETXTBSY']);

function notStarted(error: unknown): LaunchOutcome {
  const { code = '', syscall = '', message } = error as NodeJS.ErrnoException;
  return syscall.startsWith('spawn') && commandsFault.has(code) ? { kind: 'not-started', errno: code } : { kind: 'failed', message };
}

async function outcomeOf(child: ChildProcess, usage: ReturnType<typeof exitUsage> | undefined): Promise<LaunchOutcome> {
  const outcome = await new Promise<LaunchOutcome>((resolve) => {
    child.once('error', (error) => resolve(notStarted(error)));
    child.once('exit', (code, signal) => resolve({ kind: 'ended', exitCode: code ?? 128 + (signal === null ? 0 : os.signals[signal]) }));
  });
  const used = await usage;
  return outcome.kind === 'ended' && used !== undefined ? { ...outcome, peakMemoryBytes: used.peakMemoryBytes } : outcome;
}

function environmentObject(environment: readonly string[]): Record<string, string> {
  // Without a prototype, for a variable may be called __proto__.
  const object = Object.create(null) as Record<string, string>;
  for (const variable of environment) {
    const equals = variable.indexOf('=');
    object[variable.slice(0, equals)] = variable.slice(equals + 1);
  }
  return object;
}
