/** One mount(2) in the launcher's own mount namespace. */
export interface MountCall {
  readonly source: string;
  /** Absolute, on the host. */
  readonly target: string;
  /** Empty for a bind. */
  readonly type: string;
  /** MS_* bits. */
  readonly flags: number;
  readonly data: string;
}

/** What separates a command from the rest of the machine; nothing of it where it is left out. */
export interface Confinement {
  /** Absolute folder of the host that the command sees as `/`. */
  readonly root: string;
  /** Made in this order before, unmade after. */
  readonly mounts: readonly MountCall[];
  /** A process namespace of its own, with /proc mounted at this absolute path of the host; no such namespace where undefined. */
  readonly procPath: string | undefined;
  /** Network, IPC and host name namespaces of its own. */
  readonly isolate: readonly ('network' | 'ipc' | 'uts')[];
  /** Device files of the host to make below the root for the time of the command, where they cannot be mounted: from, to, both absolute. */
  readonly devices: readonly (readonly [from: string, to: string])[];
}

/** Resource limits that the kernel keeps for each process; what is left out is not bounded. */
export interface ProcessLimits {
  readonly memoryBytes?: number | undefined;
  readonly cpuSeconds?: number | undefined;
  /** Counted by the kernel for the whole user id. */
  readonly processes?: number | undefined;
}

/** What a launcher shall run. */
export interface LaunchRequest {
  readonly arguments: readonly string[];
  /** `NAME=value`, the whole environment. */
  readonly environment: readonly string[];
  /** Absolute, as the command sees it. */
  readonly workingDirectory: string;
  /** Absolute on the host; exist. */
  readonly stdoutPath: string;
  readonly stderrPath: string;
  /** The user to become; unless it is shared, the ids are this command's alone, so that whatever runs with the uid afterwards may be killed. */
  readonly owner?: { readonly uid: number; readonly gid: number; readonly shared?: boolean } | undefined;
  readonly confinement?: Confinement | undefined;
  readonly limits: ProcessLimits;
  /** Files to write 0 into: to join control groups for the start of the command, and to leave them again. */
  readonly cgroupFiles?: { readonly join: readonly string[]; readonly leave: readonly string[] } | undefined;
  /** Whether the launcher may look into /proc to find processes. */
  readonly mayReadProc: boolean;
}

/** What became of it. */
export type LaunchOutcome =
  | {
      readonly kind: 'ended';
      /** 128 + N where signal N ended it. */
      readonly exitCode: number;
      /** User and system time of all its processes that were waited for, milliseconds. */
      readonly cpuMs?: number | undefined;
      /** Of the process among them that had most at once; unset where the system does not tell. */
      readonly peakMemoryBytes?: number | undefined;
    }
  /** The command could not be started: errno's name. */
  | { readonly kind: 'not-started'; readonly errno: string }
  /** The launcher could not make what was asked for. */
  | { readonly kind: 'failed'; readonly message: string };

/** What is said to a launcher. */
export type ToLauncher =
  | { readonly type: 'run'; readonly request: LaunchRequest }
  | { readonly type: 'kill' }
  /** Lays an overlay over these folders: in the folder of that name in that folder, with upper layer, work and merged root in it. */
  | { readonly type: 'mount'; readonly folder: string; readonly name: string; readonly lowers: readonly string[] }
  | { readonly type: 'unmount'; readonly folder: string; readonly name: string };

/** What a launcher says. */
export type FromLauncher =
  | { readonly type: 'ready' }
  | { readonly type: 'started' }
  /** What became of a mount; errno's name where it failed. */
  | { readonly type: 'mounted'; readonly error?: string; readonly errno?: string }
  | { readonly type: 'done'; readonly outcome: LaunchOutcome };
