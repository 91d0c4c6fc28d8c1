import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processes whose command line or environment holds a text, for instance the path of a test's own folder.
 * @param text what to look for
 * @returns their command lines
 */
export function processesWith(text: string): readonly string[] {
  return (
    readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid)
      .map((pid) => ({
        line: contentOf(`/proc/${pid}/cmdline`),
        variables: contentOf(`/proc/${pid}/environ`),
        status: contentOf(`/proc/${pid}/stat`),
      }))
      // A zombie does nothing any more and waits for whoever reaps in this container.
      .filter(({ line, variables, status }) => !/\) Z /u.test(status) && (line.includes(text) || variables.includes(text)))
      .map(({ line }) => line.replaceAll('\0', ' '))
  );
}

/**
 * Mounts of this mount namespace below a folder.
 * @param directory absolute
 */
export function mountsBelow(directory: string): readonly string[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.split(' ')[1]?.startsWith(`${directory}/`) === true);
}

/**
 * Whether a command runs in a process below another one. Reads no more of /proc than it must, for it is asked all the time.
 * @param pid of the upper process
 * @param command how the command line begins
 */
export function isRunBelow(pid: number | undefined, command: string): boolean {
  return contentOf(`/proc/${pid}/task/${pid}/children`)
    .split(' ')
    .filter((child) => child !== '')
    .some((child) => contentOf(`/proc/${child}/cmdline`).replaceAll('\0', ' ').startsWith(command) || isRunBelow(Number(child), command));
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
