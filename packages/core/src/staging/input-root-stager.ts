import type { Digest } from '../digest/digest.ts';
import type { CallOptions } from '../util/call-options.ts';

/** An input root on disk; disposing of it takes it away. */
export interface StagedInputRoot extends AsyncDisposable {
  /** Absolute path of the folder in which the command runs. */
  readonly path: string;
}

/** Puts input roots on disk. */
export interface InputRootStager {
  /**
   * @param inputRoot digest of the root Directory message
   * @throws SandwrightError BLOB_MISSING with every missing digest, ACTION_INVALID for a malformed tree, before anything is left on disk
   */
  stage(inputRoot: Digest, options?: CallOptions): Promise<StagedInputRoot>;
}
