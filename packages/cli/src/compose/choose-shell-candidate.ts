import { type CallOptions, type EnvironmentCandidate, type EnvironmentResolver, SandwrightError } from '@sandwright/core';

/**
 * The local sandbox in which a target's shell opens: the first one that its environment allows, or else any local one, that works here and
 * promises `interactive`. Never a remote one: the protocol has no interactive use.
 * @param environments of the project
 * @param name the target's environment
 * @throws SandwrightError SANDBOX_UNAVAILABLE or CAPABILITY_MISSING with the reason of each
 */
export async function chooseShellCandidate(
  environments: EnvironmentResolver,
  name: string,
  options: CallOptions,
): Promise<EnvironmentCandidate> {
  const own = await localCandidates(environments, name, options);
  const candidates = own.length > 0 ? own : await localCandidates(environments, '__local__', options);
  const reasons: string[] = [];
  let works = false;
  for (const candidate of candidates) {
    const availability = await candidate.sandbox.probe(options);
    if (!availability.available) reasons.push(`${candidate.name}: ${availability.reason}`);
    else if (candidate.sandbox.capabilities.has('interactive')) return candidate;
    else {
      works = true;
      reasons.push(`${candidate.name}: it opens no shells`);
    }
  }
  throw new SandwrightError(works ? 'CAPABILITY_MISSING' : 'SANDBOX_UNAVAILABLE', `no shell can be opened here: ${reasons.join('; ')}`, {
    hint: '`sandwright doctor` says what this machine lacks',
  });
}

async function localCandidates(
  environments: EnvironmentResolver,
  name: string,
  options: CallOptions,
): Promise<readonly EnvironmentCandidate[]> {
  const { candidates } = await environments.resolve(name, options);
  return candidates.filter((candidate) => candidate.where === 'local');
}
