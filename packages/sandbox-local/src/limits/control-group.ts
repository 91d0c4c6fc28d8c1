import type { LimitName, SandboxLimits } from './sandbox-limits.ts';

/** A control group that bounds whoever joins it and their descendants. */
export interface ControlGroup {
  /** Files that a process writes `0` into to join. */
  readonly joinFiles: readonly string[];
  /** Which limit was hit since this was last asked. */
  exceeded(): LimitName | undefined;
  /** User and system time of all its processes ever, milliseconds; undefined where it is not counted. */
  cpuMs(): number | undefined;
  /** Takes it away; nothing may be in it any more. */
  remove(): void;
}

/** Makes control groups. */
export interface ControlGroups {
  readonly kind: 'cgroup v2' | 'cgroup v1';
  /** Limits that its groups keep. */
  readonly enforced: ReadonlySet<LimitName>;
  /**
   * @param name of a folder, unique among the groups made here
   * @param limits what to bound
   */
  make(name: string, limits: SandboxLimits): ControlGroup;
  /** Takes away what is left once all groups are removed. */
  remove(): void;
}
