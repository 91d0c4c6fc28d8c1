import {
  type Availability,
  type EnvironmentCandidate,
  type EnvironmentResolver,
  type ExecutedAction,
  type Sandbox,
  type SandboxCapability,
  SandwrightError,
} from '@sandwright/core';

/** Runs nothing: what no cache has is an error. */
class StoredOnlySandbox implements Sandbox {
  readonly name = 'stored results only';
  readonly capabilities: ReadonlySet<SandboxCapability> = new Set();

  probe(): Promise<Availability> {
    return Promise.resolve({ available: true });
  }

  execute(): Promise<ExecutedAction> {
    return Promise.reject(new SandwrightError('ARTIFACT_MISSING', 'its result is neither here nor on an artifact server'));
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/**
 * The same environments, with nothing that runs: every candidate is looked up in the caches, and that is all.
 * @param environments what targets' environments mean
 */
export function storedOnly(environments: EnvironmentResolver): EnvironmentResolver {
  const stands = new Map<EnvironmentCandidate, EnvironmentCandidate>();
  const standIn = (candidate: EnvironmentCandidate): EnvironmentCandidate => {
    const known = stands.get(candidate) ?? { ...candidate, sandbox: new StoredOnlySandbox() };
    stands.set(candidate, known);
    return known;
  };
  return {
    resolve: async (name, options) => {
      const resolved = await environments.resolve(name, options);
      return { ...resolved, candidates: resolved.candidates.map(standIn) };
    },
    // The result may be that of any candidate.
    candidateFailed: ({ candidates }, failed, error) =>
      error.code === 'ARTIFACT_MISSING' ? candidates[candidates.indexOf(failed) + 1] : undefined,
  };
}
