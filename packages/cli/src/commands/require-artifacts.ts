import { SandwrightError } from '@sandwright/core';
import type { BuildComposition } from '../compose/compose-build.ts';
import type { LazyArtifactCache } from '../compose/lazy-artifact-cache.ts';

/** @throws SandwrightError CONFIG_INVALID if the project names no artifact servers */
export async function requireArtifacts(composition: BuildComposition): Promise<LazyArtifactCache> {
  const artifacts = await composition.artifacts();
  if (artifacts !== undefined) return artifacts;
  throw new SandwrightError('CONFIG_INVALID', 'the project names no artifact servers', {
    hint: 'add "artifacts: { servers: [{ address: grpc://HOST:PORT }] }" to sandwright.yaml',
  });
}
