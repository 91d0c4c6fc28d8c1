import { type PlatformProperties, SandwrightError } from '@sandwright/core';

/** What an action's platform properties ask of a local sandbox. */
export interface PlatformRequest {
  /** User id inside; undefined where the action does not care. */
  readonly uid: number | undefined;
  /** Group id inside; undefined where the action does not care. */
  readonly gid: number | undefined;
  readonly network: boolean;
}

/**
 * Reads `unixUID`, `unixGID` and `network`; properties that choose a machine (`OSFamily`, `ISA` and the like) are for a scheduler, not for a sandbox.
 * @param platform the action's
 * @throws SandwrightError ACTION_INVALID for a value that means nothing, CAPABILITY_MISSING for a property that no local sandbox can honour
 */
export function readPlatformRequest(platform: PlatformProperties): PlatformRequest {
  const value = (name: string): string | undefined => platform.find((property) => property.name === name)?.value;
  if (value('remoteApisSocketPath') !== undefined) {
    throw new SandwrightError('CAPABILITY_MISSING', 'the platform property remoteApisSocketPath cannot be honoured by a local sandbox');
  }
  const network = value('network') ?? 'off';
  if (network !== 'on' && network !== 'off') {
    throw new SandwrightError('ACTION_INVALID', `the platform property network is ${JSON.stringify(network)}; "on" or "off" is wanted`);
  }
  return { uid: idOf('unixUID', value('unixUID')), gid: idOf('unixGID', value('unixGID')), network: network === 'on' };
}

function idOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  // The highest 32-bit number means "no id" to the kernel.
  if (/^\d{1,10}$/.test(text) && Number(text) < 0xff_ff_ff_ff) return Number(text);
  throw new SandwrightError(
    'ACTION_INVALID',
    `the platform property ${name} is ${JSON.stringify(text)}; an id from 0 to 4294967294 is wanted`,
  );
}
