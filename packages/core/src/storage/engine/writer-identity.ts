import { readFileSync, readlinkSync } from 'node:fs';

/** Who writes a segment, in a form that another process can ask the machine about. */
export interface WriterIdentity {
  readonly pid: number;
  /** Clock ticks from the start of the machine to that of the process: tells a process from a later one of the same number. */
  readonly startTicks: number;
  /** Process numbers of another namespace mean nothing here. */
  readonly pidNamespace: string;
  readonly bootId: string;
}

function startTicksOf(pid: number | 'self'): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field, the program's name, may hold spaces and brackets; the fields after its last bracket are plain (proc(5)).
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return undefined;
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

let own: Omit<WriterIdentity, 'bootId'> | undefined;

/** This process. */
export function ownIdentity(bootId: string): WriterIdentity {
  own ??= { pid: process.pid, startTicks: startTicksOf('self') ?? 0, pidNamespace: pidNamespace() };
  return { ...own, bootId };
}

/**
 * Whether a writer may still be at work. Says yes where it cannot know: then its segment is left alone.
 * @param writer who
 * @param bootId the machine's present start
 */
export function mayBeAlive(writer: WriterIdentity, bootId: string): boolean {
  const self = ownIdentity(bootId);
  if (writer.bootId !== bootId) return false;
  if (writer.pidNamespace !== self.pidNamespace) return true;
  if (self.startTicks !== 0) return startTicksOf(writer.pid) === writer.startTicks;
  try {
    process.kill(writer.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
