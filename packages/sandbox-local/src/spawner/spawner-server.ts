import { existsSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeTree } from '../collection/remove-tree.ts';
import type { ControlGroups } from '../limits/control-group.ts';
import { LimitWatch } from '../limits/limit-watch.ts';
import { memoryDiskUsage } from '../limits/memory-disk.ts';
import { rlimitScript } from '../limits/rlimit-script.ts';
import { linkIntact } from '../staging/link-intact.ts';
import { ActionSlots } from './action-slots.ts';
import { keepTree } from './keep-tree.ts';
import type { OverlayMounts } from './overlay-mounts.ts';
import {
  execDescriptor,
  execName,
  filterDescriptor,
  filterName,
  folderNames,
  type RunAnswer,
  type SpawnerAnswer,
  type SpawnerRequest,
  type SpawnerSettings,
  statusDescriptor,
} from './protocol.ts';
import { killSandbox, reapSandbox } from './reap.ts';
import { RestingMounts } from './resting-mounts.ts';
import { quoted } from './shell-slot.ts';

const killPatienceMs = 10_000;
/** So long a release waits for an action that starts, milliseconds: beside its bwrap there is time for it. */
const releaseWaitMs = 5;

/** What a SpawnerServer works with. */
export interface SpawnerServerOptions {
  /** From the process that started this one. */
  readonly settings: SpawnerSettings;
  /** Undefined where there is no overlay. */
  readonly overlays: OverlayMounts | undefined;
  /** Undefined where limits are left to rlimits. */
  readonly groups: ControlGroups | undefined;
  /** Waits for the end of a sandbox. */
  readonly reap?: typeof reapSandbox;
}

/** Does what the process with the caches asks for: mounts, runs, cleans up. */
export class SpawnerServer {
  readonly #settings: SpawnerSettings;
  readonly #mounts: RestingMounts | undefined;
  readonly #slots: ActionSlots;
  readonly #redirections: string;
  /** Folders whose action has an overlay. */
  readonly #overlaid = new Set<number>();
  readonly #onStart = new Set<() => void>();
  readonly #running = new Set<number>();
  readonly #rlimits: string;
  readonly #reap: typeof reapSandbox;
  /** Folders with a process in them that does not die; they are used by nobody any more. */
  readonly #haunted = new Set<number>();

  constructor({ settings, overlays, groups, reap = reapSandbox }: SpawnerServerOptions) {
    this.#reap = reap;
    this.#settings = settings;
    this.#mounts = overlays === undefined ? undefined : new RestingMounts(overlays, settings.scratch);
    this.#slots = new ActionSlots(groups, settings.limits);
    const { memoryBytes, processes, cpuSeconds } = settings.limits;
    const bounded = memoryBytes !== undefined || processes !== undefined || cpuSeconds !== undefined;
    this.#rlimits = groups === undefined && bounded ? rlimitScript(settings.limits) : '';
    const exec = `${settings.scratch}/${execName}`;
    const filter = ` ${filterDescriptor}<${quoted(`${settings.scratch}/${filterName}`)}`;
    this.#redirections = existsSync(exec) ? `${filter} ${execDescriptor}<${quoted(exec)}` : filter;
  }

  /** Answers one request. */
  async handle(request: SpawnerRequest): Promise<SpawnerAnswer> {
    const { id } = request;
    try {
      switch (request.op) {
        case 'mount':
          await this.#mount(request.folder, request.lowers);
          return { id };
        case 'run':
          return { id, run: await this.#run(request.folder, request.arguments) };
        case 'kill':
          await this.#kill(request.folder);
          return { id };
        case 'keep':
          await keepTree(
            this.#path(request.folder, this.#overlaid.has(request.folder) ? folderNames.merged : folderNames.copy),
            request.to,
          );
          return { id };
        case 'link':
          return { id, notLinked: linkIntact(request.jobs) };
        case 'release':
          await this.#untilStart();
          await this.#release(request.folder, request.mayRest ?? false);
          return { id };
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return { id, error: error instanceof Error ? error.message : String(error), ...(code === undefined ? {} : { code }) };
    }
  }

  /** Ends the shells and takes control groups and mounts away. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((folder) => this.#kill(folder)));
    await this.#slots.close();
    await this.#mounts?.close();
  }

  async #mount(folder: number, lowers: readonly string[]): Promise<void> {
    if (this.#mounts === undefined) throw new Error('there is no overlay here');
    await this.#mounts.mount(folder, lowers);
    this.#overlaid.add(folder);
  }

  /** Waits for the next action to be started, for a moment. */
  async #untilStart(): Promise<void> {
    await new Promise<void>((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.#onStart.delete(go);
        resolve();
      };
      const timer = setTimeout(go, releaseWaitMs);
      this.#onStart.add(go);
    });
  }

  async #run(folder: number, args: readonly string[]): Promise<RunAnswer> {
    const slot = this.#slots.take();
    this.#running.add(folder);
    const { limits } = this.#settings;
    const { group } = slot;
    const outputs = [this.#path(folder, folderNames.stdout), this.#path(folder, folderNames.stderr)];
    const cpuBefore = limits.cpuSeconds === undefined ? undefined : group?.cpuMs();
    using watch = new LimitWatch({
      limits,
      outputs,
      written: this.#path(folder, this.#overlaid.has(folder) ? folderNames.upper : folderNames.copy),
      inMemory: () => this.#memoryDisks(folder),
      cpuMs: () => (cpuBefore === undefined ? undefined : (group?.cpuMs() ?? 0) - cpuBefore),
      onExceeded: () => void this.#kill(folder),
    });
    try {
      const ended = slot.shell.run(this.#script(folder, args));
      for (const go of this.#onStart) setImmediate(go);
      const status = await ended;
      const said = this.#status(folder);
      const usage = said.pid === undefined ? undefined : await this.#untilReaped(said.pid, folder);
      const limitExceeded = watch.lastLook() ?? group?.exceeded() ?? this.#cpuLimit(usage?.cpuMs, said.exitCode);
      return {
        ...exitCodeOf(status, said.exitCode, limitExceeded !== undefined || said.pid === undefined),
        ...(limitExceeded === undefined ? {} : { limitExceeded }),
        ...usage,
      };
    } finally {
      this.#running.delete(folder);
      // Its control group, too, is never empty again.
      if (!this.#haunted.has(folder)) this.#slots.giveBack(slot);
    }
  }

  async #untilReaped(pid: number, folder: number): ReturnType<typeof reapSandbox> {
    try {
      return await this.#reap(pid);
    } catch (error) {
      this.#haunted.add(folder);
      throw error;
    }
  }

  /**
   * Whether RLIMIT_CPU killed the command. The kernel counts for that by ticks, and so may be early by the finer count that is told here.
   */
  #cpuLimit(cpuMs: number | undefined, exitCode: number | undefined): 'cpu' | undefined {
    const { cpuSeconds } = this.#settings.limits;
    const killed = exitCode === 128 + constants.signals.SIGKILL || exitCode === 128 + constants.signals.SIGXCPU;
    return cpuSeconds !== undefined && killed && (cpuMs ?? 0) >= cpuSeconds * 750 ? 'cpu' : undefined;
  }

  /** What the command has in /tmp and /dev/shm, which are mounts of the sandbox's own. */
  #memoryDisks(folder: number): number {
    const { pid } = this.#status(folder);
    return pid === undefined ? 0 : memoryDiskUsage(['tmp', 'dev/shm'].map((path) => `/proc/${pid}/root/${path}`));
  }

  #script(folder: number, args: readonly string[]): string {
    const file = (name: string): string => quoted(this.#path(folder, name));
    const own = ['--json-status-fd', String(statusDescriptor), '--seccomp', String(filterDescriptor)];
    const command = [this.#settings.bwrap, ...own, ...args].map(quoted).join(' ');
    const streams = `</dev/null >${file(folderNames.stdout)} 2>${file(folderNames.stderr)} ${statusDescriptor}>${file(folderNames.status)}`;
    const run = this.#rlimits === '' ? command : `(${this.#rlimits}; exec ${command})`;
    return `${run} ${streams}${this.#redirections}`;
  }

  #status(folder: number): { readonly pid: number | undefined; readonly exitCode: number | undefined } {
    let text: string;
    try {
      text = readFileSync(this.#path(folder, folderNames.status), 'latin1');
    } catch {
      text = '';
    }
    const pid = /"child-pid": *(\d+)/.exec(text)?.[1];
    const exitCode = /"exit-code": *(\d+)/.exec(text)?.[1];
    return { pid: pid === undefined ? undefined : Number(pid), exitCode: exitCode === undefined ? undefined : Number(exitCode) };
  }

  /** Kills a sandbox with all its processes; waits for bwrap to have made the first. */
  async #kill(folder: number): Promise<void> {
    const deadline = performance.now() + killPatienceMs;
    while (this.#running.has(folder) && performance.now() < deadline) {
      const { pid, exitCode } = this.#status(folder);
      if (exitCode !== undefined) return;
      if (pid !== undefined) {
        await killSandbox(pid, () => !this.#running.has(folder));
        return;
      }
      await sleep(1);
    }
  }

  /** Makes the folder as good as new; most of what is in it can be used again, which is cheaper than to remove and make it. */
  async #release(folder: number, mayRest: boolean): Promise<void> {
    if (this.#haunted.has(folder)) throw new Error('a process in it cannot be killed: it is used no more');
    if (this.#overlaid.delete(folder)) await this.#mounts?.release(folder, mayRest);
    else await removeTree(this.#path(folder, folderNames.copy));
    // The status, too: else the next action would be taken for the one before until its bwrap has said something.
    for (const name of [folderNames.status, folderNames.stdout, folderNames.stderr]) {
      const path = this.#path(folder, name);
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) truncateSync(path);
    }
  }

  #path(folder: number, name: string): string {
    return `${this.#settings.scratch}/${folder}/${name}`;
  }
}

/** bwrap notes the command's exit code only once the sandbox stood; a code without that note is bwrap's own. */
function exitCodeOf(status: number | undefined, exitCode: number | undefined, killed: boolean): { readonly exitCode?: number } {
  if (exitCode !== undefined) return { exitCode };
  return killed && status !== undefined && status > 128 ? { exitCode: status } : {};
}
