import type { FarmSandboxOptions } from '../compose/farm-sandbox.ts';
import type { FlagValues } from './flag.ts';

/** Flags of whatever runs the actions of others: `serve` and `worker`. */
export const farmFlags = {
  sandbox: { kind: 'list', placeholder: 'KIND', help: 'Sandboxes to try, in order: bubblewrap, chroot; host for none at all.' },
  root: { kind: 'choice', choices: ['auto', 'host', 'input'], help: 'What actions see as file system: host tools, or their input root.' },
  'allow-network': { kind: 'boolean', help: 'Lets actions with the platform property network=on use the network.' },
  'default-network': { kind: 'choice', choices: ['off', 'on'], help: 'Network of actions that say nothing about it.' },
  'append-only-caches': { kind: 'text', placeholder: 'DIR', help: 'Folder that all actions may write caches to, at this same path.' },
  platform: { kind: 'list', placeholder: 'NAME=VALUE', help: 'Property offered to actions besides OSFamily and ISA.' },
} as const;

/** How actions are confined, from the flags. */
export function farmSandboxFlags(values: FlagValues<typeof farmFlags>): Pick<FarmSandboxOptions, 'kinds' | 'root' | 'network'> {
  const opened = values['default-network'] === 'on' ? 'on' : 'off';
  return {
    kinds: values.sandbox?.flatMap((kinds) => kinds.split(',')) ?? ['bubblewrap', 'chroot'],
    root: values.root ?? 'auto',
    network: opened === 'off' && values['allow-network'] === true ? 'allowed' : opened,
  };
}
