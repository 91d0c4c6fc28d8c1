import type { Action, Availability, SandboxCapability } from '@sandwright/core';
import type { SandboxLimits } from '../limits/sandbox-limits.ts';
import type { PlatformRequest } from '../root/platform-request.ts';
import type { InputTree } from '../staging/input-tree.ts';
import type { CommandStaging, StagedInputs } from './command-stager.ts';
import type { Confinement } from './launch-request.ts';

/** An action that is about to be put on disk. */
export interface ActionOnDisk {
  readonly action: Action;
  readonly request: PlatformRequest;
  readonly tree: InputTree;
  /** Absolute; exists, is empty but for files that take output, and is removed afterwards. */
  readonly folder: string;
  /** Absolute; lives as long as the sandbox, for what all its actions share. */
  readonly shared: string;
  /** Absolute; where the inputs are for the launcher, with the folders above the outputs. */
  readonly staged: string;
  /** How they came there: an overlay is the command user's already, and links are not the tree's own. */
  readonly stagedAs: StagedInputs['kind'];
}

/** Where and as whom the command of an action runs; disposed of once its outputs are collected, or cannot be. */
export interface CommandPlace extends AsyncDisposable {
  /** What the command sees as its input root; absolute inside. */
  readonly inputPath: string;
  readonly owner?: { readonly uid: number; readonly gid: number; readonly shared?: boolean } | undefined;
  readonly confinement?: Confinement | undefined;
  /** Called after the command, before outputs are collected. */
  readonly tidy?: () => Promise<void>;
}

/** What tells one way of running commands from another. */
export interface CommandSurroundings {
  /** The sandbox's name. */
  readonly name: string;
  readonly capabilities: ReadonlySet<SandboxCapability>;
  readonly limits: SandboxLimits;
  /** How many commands can be run at once, whatever the caller would like. */
  readonly maxAtOnce: number;
  /** Whether control groups may be used. */
  readonly mayUseControlGroups: boolean;
  /** Whether processes may be looked for in /proc. */
  readonly mayReadProc: boolean;
  /** How inputs may get onto disk; only copied where undefined. */
  readonly staging?: CommandStaging | undefined;
  /** Why commands cannot be lent folders of the host; undefined where they can. */
  readonly cannotLend?: string | undefined;
  probe(): Promise<Availability>;
  /**
   * Refuses what it cannot honour, before anything is put on disk, and says what the action's platform properties ask for.
   * @throws SandwrightError CAPABILITY_MISSING, ACTION_INVALID
   */
  check(action: Action): PlatformRequest;
  /**
   * Once the input tree is known, before it is put on disk.
   * @throws SandwrightError CAPABILITY_MISSING
   */
  checkTree(tree: InputTree): void;
  /** Makes the place for one action. */
  place(on: ActionOnDisk): Promise<CommandPlace>;
}
