/** One thing that was looked at. */
export interface DoctorFinding {
  /** What, in a few words, for instance `user namespaces` or `sandbox bubblewrap`. */
  readonly name: string;
  readonly ok: boolean;
  /** What was seen, in one sentence. */
  readonly detail: string;
  /** What is lost because of it; unset where nothing is. */
  readonly costs?: string;
  /** What to do about it; unset where nothing needs to be done, or nothing can. */
  readonly fix?: string;
}

/** All that was found. */
export interface DoctorReport {
  /** The machine's facilities first, then each sandbox. */
  readonly findings: readonly DoctorFinding[];
  /** Kinds of sandboxes that work here, in the order in which they were given. */
  readonly usable: readonly string[];
}
