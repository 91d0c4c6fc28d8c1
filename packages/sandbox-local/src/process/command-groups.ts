import type { ControlGroup, ControlGroups } from '../limits/control-group.ts';
import { findControlGroups } from '../limits/find-control-groups.ts';
import type { LimitName, SandboxLimits } from '../limits/sandbox-limits.ts';
import type { LaunchRequest, ProcessLimits } from './launch-request.ts';

/** What keeps the limits of one command. */
export interface CommandGroup extends Disposable {
  readonly files: LaunchRequest['cgroupFiles'];
  /** What is left for rlimits to keep. */
  readonly rlimits: ProcessLimits;
  exceeded(): LimitName | undefined;
  cpuMs(): number | undefined;
}

/** Control groups of commands where they can be had, else rlimits. Looks for them when the first command comes. */
export class CommandGroups {
  readonly #mayUse: boolean;
  #groups: ControlGroups | undefined;
  /** Where launchers stay between commands. */
  #home: ControlGroup | undefined;
  #looked = false;
  #made = 0;

  constructor(mayUse: boolean) {
    this.#mayUse = mayUse;
  }

  /** @param limits what the command is to be bounded by */
  make(limits: SandboxLimits): CommandGroup {
    const { memoryBytes, processes, cpuSeconds } = limits;
    // Joining a group and leaving it takes the kernel milliseconds: not for commands that nothing bounds.
    const bounded = memoryBytes !== undefined || processes !== undefined || cpuSeconds !== undefined;
    if (bounded && !this.#looked) this.#look();
    if (!bounded || this.#groups === undefined || this.#home === undefined) {
      return {
        files: undefined,
        rlimits: { memoryBytes, processes, cpuSeconds },
        exceeded: () => undefined,
        cpuMs: () => undefined,
        [Symbol.dispose]: () => {},
      };
    }
    this.#made += 1;
    const group = this.#groups.make(`c${this.#made}`, limits);
    return {
      files: { join: group.joinFiles, leave: this.#home.joinFiles },
      rlimits: { cpuSeconds },
      exceeded: () => group.exceeded(),
      cpuMs: () => group.cpuMs(),
      [Symbol.dispose]: () => group.remove(),
    };
  }

  /** Takes all groups away; the launchers must be gone. */
  remove(): void {
    this.#home?.remove();
    this.#groups?.remove();
    this.#home = undefined;
    this.#groups = undefined;
  }

  #look(): void {
    this.#looked = true;
    this.#groups = this.#mayUse ? findControlGroups() : undefined;
    this.#home = this.#groups?.make('launchers', { outputBytes: Number.MAX_SAFE_INTEGER });
  }
}
