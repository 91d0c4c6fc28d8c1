import type { LimitName, SandboxLimits } from '../limits/sandbox-limits.ts';
import type { LinkJob } from '../staging/link-intact.ts';

/** What the spawner is told when it is started, as JSON in its first argument. */
export interface SpawnerSettings {
  /** Absolute path of a folder that is this spawner's alone. Every action gets a numbered folder in it. */
  readonly scratch: string;
  /** Absolute path of bwrap. */
  readonly bwrap: string;
  /** Whether it runs as root of a user namespace made for it. */
  readonly userNamespace: boolean;
  readonly limits: SandboxLimits;
  /** Whether control groups are to be used where they can be. */
  readonly controlGroups: boolean;
}

/** Names in the folder of an action. Short, for they become part of mount options. */
export const folderNames = {
  /** Where overlay puts what the action changes. */
  upper: 'u',
  /** What overlay needs for itself. */
  work: 'w',
  /** Where the input root with the changes shows, in the spawner's mount namespace only. */
  merged: 'm',
  /** An input root of files of its own, where there is no overlay. */
  copy: 'r',
  stdout: 'o',
  stderr: 'e',
  /** What bwrap says about itself. */
  status: 's',
} as const;

/** Descriptors of bwrap: what it says about itself, `keyringFilter`, `exactExecProgram`. */
export const statusDescriptor = 3;
export const filterDescriptor = 8;
export const execDescriptor = 9;

/** Names of the filter and the program in the scratch folder. */
export const filterName = 'f';
export const execName = 'x';

/** What the spawner is asked. Each gets one answer with its `id`. */
export type SpawnerRequest =
  /** Lays an overlay over these folders (absolute, the uppermost first), in the numbered folder. */
  | { readonly id: number; readonly op: 'mount'; readonly folder: number; readonly lowers: readonly string[] }
  /** Runs bwrap with these arguments; output goes to files in the numbered folder. */
  | { readonly id: number; readonly op: 'run'; readonly folder: number; readonly arguments: readonly string[] }
  /** Kills what runs in the numbered folder; the `run` is answered once all of it is gone. */
  | { readonly id: number; readonly op: 'kill'; readonly folder: number }
  /** Copies the root with what the action did to it to another place of the host, for debugging. */
  | { readonly id: number; readonly op: 'keep'; readonly folder: number; readonly to: string }
  /** Makes the numbered folder as good as new; takes the mount away, unless it may rest and nothing was changed in it. */
  | { readonly id: number; readonly op: 'release'; readonly folder: number; readonly mayRest?: boolean }
  /** Links files beside the process that asks. */
  | { readonly id: number; readonly op: 'link'; readonly jobs: readonly LinkJob[] };

/** How a run ended. */
export interface RunAnswer {
  /** 128 + N where signal N ended it; absent where bwrap failed before the command began. */
  readonly exitCode?: number;
  readonly limitExceeded?: LimitName;
  /** User and system time of all processes, milliseconds. */
  readonly cpuMs?: number;
  /** Of the largest process, bytes. */
  readonly peakMemoryBytes?: number;
}

/** What the spawner says: once that it is ready, then answers. */
export type SpawnerAnswer =
  | { readonly ready: true /** Why there is no overlay; absent where there is. */; readonly noOverlay?: string }
  | { readonly id: number; readonly error: string /** errno's name. */; readonly code?: string }
  | { readonly id: number; readonly run?: RunAnswer /** Indexes of jobs that were not done. */; readonly notLinked?: readonly number[] };

/** Longest line of the protocol, bytes: a command line can have 2 MiB, and JSON may write a byte as six. */
export const maxLineBytes = 16 * 1024 * 1024;
