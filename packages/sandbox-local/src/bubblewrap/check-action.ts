import { type Action, SandwrightError } from '@sandwright/core';
import { resolveOutputs, workingDirectorySegments } from '../collection/resolved-outputs.ts';
import { type PlatformRequest, readPlatformRequest } from '../root/platform-request.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';

/**
 * Refuses what can be refused before anything is staged.
 * @param action what is to be run
 * @param config whether actions may use the network
 * @returns what its platform properties ask for
 * @throws SandwrightError ACTION_INVALID, CAPABILITY_MISSING
 */
export function checkAction(action: Action, config: Pick<BubblewrapConfig, 'network'>): PlatformRequest {
  const { command } = action;
  if (command.arguments.length === 0) throw new SandwrightError('ACTION_INVALID', 'the command has no arguments');
  const strings = [...command.arguments, ...command.environment.flatMap(({ name, value }) => [name, value])];
  if (strings.some((text) => text.includes('\0'))) throw new SandwrightError('ACTION_INVALID', 'the command holds a NUL');
  for (const { name } of command.environment) {
    if (name === '' || name.includes('=')) {
      throw new SandwrightError('ACTION_INVALID', `${JSON.stringify(name)} cannot be the name of an environment variable`);
    }
  }
  workingDirectorySegments(command);
  resolveOutputs(command);
  const request = readPlatformRequest(action.platform);
  if (request.network && config.network === 'off') {
    throw new SandwrightError('CAPABILITY_MISSING', 'the action asks for the network, which this environment does not allow', {
      hint: 'set "network: allowed" beside the sandbox of the environment',
    });
  }
  return request;
}
