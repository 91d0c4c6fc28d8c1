import {
  type Action,
  type BlobEngine,
  type BlobOptions,
  type Clock,
  type ContentAddressableStorage,
  type Digest,
  digestKey,
  loadAction,
  SandwrightError,
} from '@sandwright/core';
import { inputsMissing } from '../errors/refusals.ts';
import type { CompleteTrees } from '../trees/complete-trees.ts';
import { childDirectories, childFiles } from '../trees/directory-digests.ts';
import { walkTree } from '../trees/walk-tree.ts';

/** What preparing needs. */
export interface PrepareOptions extends BlobOptions {
  readonly maxDirectories: number;
  /** For actions without a timeout, and the longest that may be asked for; milliseconds, 0 for none. */
  readonly defaultTimeoutMs: number;
  readonly maxTimeoutMs: number;
  readonly clock: Pick<Clock, 'now'>;
  /** The storage by binary key, where it is kept here; then its promises let trees be remembered. */
  readonly engine: BlobEngine | undefined;
  readonly completeTrees: CompleteTrees;
}

/** An action that can be queued. */
export interface PreparedAction {
  readonly action: Action;
  readonly timeoutMs: number | undefined;
  /** Keys of the input root and of the first folders in it, by which a worker is found that holds them. */
  readonly inputs: readonly string[];
}

/** Folders of an input root that are looked at to find a worker that holds them. */
const maxInputs = 16;

/**
 * Reads an action and makes sure that all its inputs are there.
 * @param storage holds them
 * @param digest of the Action
 * @throws SandwrightError BLOB_MISSING (as FAILED_PRECONDITION) with every missing blob; ACTION_INVALID for a malformed action or a
 *   timeout above the maximum
 */
export async function prepareAction(storage: ContentAddressableStorage, digest: Digest, options: PrepareOptions): Promise<PreparedAction> {
  const action = await load(storage, digest, options);
  const { maxTimeoutMs, defaultTimeoutMs } = options;
  if (maxTimeoutMs > 0 && action.timeoutMs !== undefined && action.timeoutMs > maxTimeoutMs) {
    throw new SandwrightError(
      'ACTION_INVALID',
      `a timeout of ${action.timeoutMs} ms is asked for; the limit is ${maxTimeoutMs} (setting max_timeout)`,
    );
  }
  const { missing, inputs } = await lookAtInputs(storage, action.inputRoot, options);
  if (missing.length > 0) throw inputsMissing(missing);
  const byDefault = defaultTimeoutMs > 0 ? defaultTimeoutMs : maxTimeoutMs > 0 ? maxTimeoutMs : undefined;
  return { action, timeoutMs: action.timeoutMs ?? byDefault, inputs };
}

async function load(storage: ContentAddressableStorage, digest: Digest, options: BlobOptions): Promise<Action> {
  try {
    return await loadAction(storage, digest, options);
  } catch (caught) {
    const error = SandwrightError.from(caught);
    const { missing } = error.details;
    throw error.code === 'BLOB_MISSING' && Array.isArray(missing) ? inputsMissing(missing as Digest[]) : error;
  }
}

async function lookAtInputs(
  storage: ContentAddressableStorage,
  root: Digest,
  options: PrepareOptions,
): Promise<{ readonly missing: readonly Digest[]; readonly inputs: readonly string[] }> {
  const { engine, completeTrees, digestFunction, clock } = options;
  const known = engine && completeTrees.find(engine, root, digestFunction);
  if (known !== undefined) return { missing: [], inputs: known.inputs };
  const lookedAt = clock.now();
  const files = new Map<string, Digest>();
  const missing = new Map<string, Digest>();
  const inputs: string[] = [];
  const walk = walkTree(storage, root, { ...options, onMissing: (digest) => void missing.set(digestKey(digest), digest) });
  for await (const { directory } of walk) {
    if (inputs.length === 0) {
      const folders = childDirectories(directory, digestFunction).slice(0, maxInputs - 1);
      inputs.push(...[root, ...folders].map(digestKey));
    }
    for (const file of childFiles(directory, digestFunction)) files.set(digestKey(file), file);
  }
  for (const digest of await storage.findMissing(files.values(), options)) missing.set(digestKey(digest), digest);
  if (missing.size === 0 && engine !== undefined) completeTrees.add(engine, root, digestFunction, { inputs }, lookedAt);
  return { missing: [...missing.values()], inputs };
}
