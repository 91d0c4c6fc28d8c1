import { readdirSync, readFileSync } from 'node:fs';

/**
 * Command lines of the processes that a process started, and of those that these started, and so on.
 * @param ancestor its id
 */
export function commandsBelow(ancestor: number | undefined): readonly string[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    // proc(5): the parent is the second field after the name, which ends with the last parenthesis.
    const parent = /\) \S (\d+) [^)]*$/u.exec(/^\d+$/u.test(name) ? contentOf(`/proc/${name}/stat`) : '')?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow).map((pid) => contentOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
