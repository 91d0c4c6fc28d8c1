import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const dayMs = 24 * 60 * 60 * 1000;
let names = 0;

/**
 * A new name for a folder that belongs to this process. It tells when the process is gone: a process id alone may have been given away again
 * since, and means nothing in another process namespace.
 */
export function processName(): string {
  names += 1;
  return `${process.pid}-${startOf(process.pid) ?? 0}-${namespaceOf()}-${names}`;
}

/**
 * Whether the process that a folder was named for is gone.
 * @param name of the folder
 * @param touchedMs tells when the folder was last touched, milliseconds since 1970; asked only where the process cannot be looked for
 */
export function isAbandoned(name: string, touchedMs: () => number): boolean {
  const [, pid, start, namespace] = /^(\d+)-(\d+)-([0-9a-z]+)-\d+$/.exec(name) ?? [];
  if (pid === undefined || namespace !== namespaceOf()) return Date.now() - touchedMs() > dayMs;
  return String(startOf(Number(pid)) ?? '') !== start;
}

let namespaceName: string | undefined;

/** Short name of this machine, its present run, and the process namespace. */
function namespaceOf(): string {
  if (namespaceName === undefined) {
    let text = hostname();
    for (const read of [() => readlinkSync('/proc/self/ns/pid'), () => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1')]) {
      try {
        text += read();
      } catch {
        // Not on this system; the rest must do.
      }
    }
    let hash = 0;
    for (const character of text) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
    namespaceName = hash.toString(36);
  }
  return namespaceName;
}

/** When a process started, in ticks since the machine did; undefined if there is none. Source: proc(5), /proc/PID/stat, field 22. */
function startOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything, so fields are counted from its end.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}
