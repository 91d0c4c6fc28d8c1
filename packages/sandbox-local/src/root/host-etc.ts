import { copyFileSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Parts of the host's /etc without which its tools do not run: where libraries are, and which of several programs a name means. */
const neededFiles = ['ld.so.cache', 'ld.so.conf', 'ld-musl-x86_64.path', 'ld-musl-aarch64.path'];
const neededFolders = ['ld.so.conf.d', 'alternatives'];

const ownFiles: Readonly<Record<string, string>> = {
  passwd: 'root:x:0:0:root:/:/bin/sh\nsandwright:x:1000:1000:sandwright:/tmp:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  group: 'root:x:0:\nsandwright:x:1000:\nnogroup:x:65534:\n',
  hosts: '127.0.0.1 localhost\n::1 localhost\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};

/**
 * Makes the folder that stands in for /etc with `root: host`: users, groups and hosts that are the same on every machine, and of the host's
 * only what its tools need to run. No time zone, so that it is UTC everywhere.
 * @param path absolute; must not exist
 * @param mountPoints absolute paths below /etc that will be mounted over
 */
export function makeHostEtc(path: string, mountPoints: readonly string[]): void {
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(ownFiles)) writeFileSync(join(path, name), text);
  for (const name of neededFiles) if (stat(`/etc/${name}`)?.isFile() === true) copyFileSync(`/etc/${name}`, join(path, name));
  for (const name of neededFolders) {
    if (stat(`/etc/${name}`)?.isDirectory() === true) copyFolder(`/etc/${name}`, join(path, name));
  }
  for (const point of mountPoints) {
    const at = join(path, point.slice('/etc/'.length));
    if (stat(at) !== undefined) continue;
    if (stat(point)?.isDirectory() === true) {
      mkdirSync(at, { recursive: true });
    } else {
      mkdirSync(dirname(at), { recursive: true });
      writeFileSync(at, '');
    }
  }
}

/** Links and files of one folder. Not by cpSync, which takes milliseconds for each of hundreds of links. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    // Manual pages are most of the alternatives, and no tool needs them.
    if (entry.isSymbolicLink() && !entry.name.endsWith('.gz')) symlinkSync(readlinkSync(source), join(to, entry.name));
    else if (entry.isFile()) copyFileSync(source, join(to, entry.name));
  }
}

function stat(path: string): ReturnType<typeof statSync> {
  return statSync(path, { throwIfNoEntry: false });
}
