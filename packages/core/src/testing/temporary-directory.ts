import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test; disposing it removes it with everything in it. */
export interface TemporaryDirectory extends AsyncDisposable {
  /** Absolute path. */
  readonly path: string;
}

/**
 * Makes an empty folder under the machine's temporary folder.
 * @param prefix start of its name
 */
export async function temporaryDirectory(prefix = 'sandwright-'): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(tmpdir(), prefix));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}
