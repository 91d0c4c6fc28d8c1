import { join } from 'node:path';
import { OverlayMounts } from '../spawner/overlay-mounts.ts';
import { folderNames } from '../spawner/protocol.ts';
import type { FromLauncher, ToLauncher } from './launch-request.ts';
import { libc } from './libc.ts';
import { linux } from './linux-flags.ts';
import { takeOwnMountNamespace } from './namespaces.ts';

/**
 * Mounts or unmounts the overlay of one action in the launcher's own mount namespace.
 * @param message what is wanted
 */
export function overlay(message: Extract<ToLauncher, { type: 'mount' | 'unmount' }>): FromLauncher {
  const { folder, name } = message;
  try {
    if (message.type === 'mount') {
      takeOwnMountNamespace();
      new OverlayMounts(folder, false).mount(name, message.lowers);
    } else {
      // Not by a thread of its own: that would be in another mount namespace.
      libc.umount2(join(folder, name, folderNames.merged), linux.MNT_DETACH);
    }
    return { type: 'mounted' };
  } catch (error) {
    const { code, message: text } = error as NodeJS.ErrnoException;
    return { type: 'mounted', error: text, ...(code === undefined ? {} : { errno: code }) };
  } finally {
    process.chdir('/');
  }
}
