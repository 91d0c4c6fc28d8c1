import type { ControlGroup, ControlGroups } from '../limits/control-group.ts';
import type { SandboxLimits } from '../limits/sandbox-limits.ts';
import { ShellSlot } from './shell-slot.ts';

/** A place for one running action: a shell that starts it, and the control group of that shell. */
export interface ActionSlot {
  readonly shell: ShellSlot;
  readonly group: ControlGroup | undefined;
}

/** Lends slots; makes one more where all are taken. A slot's shell joins its control group once: joining for each action would cost milliseconds. */
export class ActionSlots {
  readonly #groups: ControlGroups | undefined;
  readonly #limits: SandboxLimits;
  readonly #free: ActionSlot[] = [];
  readonly #all: ActionSlot[] = [];

  /**
   * @param groups makes control groups, where there are any
   * @param limits of each action
   */
  constructor(groups: ControlGroups | undefined, limits: SandboxLimits) {
    this.#groups = groups;
    this.#limits = limits;
  }

  take(): ActionSlot {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    const group = this.#groups?.make(String(this.#all.length), this.#limits);
    const slot = { group, shell: new ShellSlot(group?.joinFiles) };
    this.#all.push(slot);
    return slot;
  }

  giveBack(slot: ActionSlot): void {
    this.#free.push(slot);
  }

  /** Ends all shells and takes the control groups away. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((slot) => slot.shell.close()));
    for (const slot of this.#all) slot.group?.remove();
    this.#groups?.remove();
  }
}
