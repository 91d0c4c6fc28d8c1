/** Why a candidate cannot be used, in the words of environment rules. */
export type UnavailabilityCause =
  | 'disabled'
  | 'platform'
  | 'unreachable'
  | 'unauthorised'
  | 'no_worker'
  | 'capability'
  | 'sandbox_unavailable';

/** Whether a sandbox works here and now, and if not, why not. */
export type Availability =
  | { readonly available: true }
  | {
      readonly available: false;
      readonly cause: UnavailabilityCause;
      /** What is wrong, for people. */
      readonly reason: string;
      /** What to do about it, for people. */
      readonly fix?: string;
    };
