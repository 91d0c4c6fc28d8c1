/** A write to a file or a socket, a new name, or a sync, as `strace -f -y -x` told it. */
export interface SystemCall {
  readonly name: string;
  /** What stands in `<…>` after the first descriptor or, without one, the last text in quotes. */
  readonly target: string;
  /** The bytes written. */
  readonly data: Buffer;
  /** Whether it made a name that was not there. */
  readonly creates: boolean;
  /** Lines of the trace where it began and where it had ended. */
  readonly began: number;
  readonly ended: number;
}

/**
 * Reads a trace.
 * @param text what strace wrote with `-f -y -x`, and with `-s` large enough that nothing is cut
 * @returns calls that succeeded, in the order in which they ended
 */
export function parseTrace(text: string): SystemCall[] {
  const calls: SystemCall[] = [];
  const unfinished = new Map<string, { readonly text: string; readonly began: number }>();
  for (const [line, content] of text.split('\n').entries()) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/u.exec(content) ?? [];
    const suspended = / <unfinished \.\.\.>$/u.exec(rest);
    if (suspended !== null) {
      unfinished.set(thread, { text: rest.slice(0, suspended.index), began: line });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/u.exec(rest);
    const before = resumed === null ? undefined : unfinished.get(thread);
    const call = parseCall((before?.text ?? '') + rest.slice(resumed?.[0].length ?? 0), before?.began ?? line, line);
    if (call !== undefined) calls.push(call);
  }
  return calls;
}

function parseCall(text: string, began: number, ended: number): SystemCall | undefined {
  const [, name, given, result] = /^(\w+)\((.*)\) += (-?\d+)/u.exec(text) ?? [];
  if (name === undefined || given === undefined || Number(result) < 0) return undefined;
  const quoted = [...given.matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map(([, inside = '']) => unescape(inside));
  const [, descriptor] = /^\d+<((?:[^>]|->)*)>/u.exec(given) ?? [];
  const creates = /^(?:mkdir|rename)/u.test(name) || given.includes('O_CREAT');
  return { name, target: descriptor ?? quoted.at(-1)?.toString() ?? '', data: Buffer.concat(quoted), creates, began, ended };
}

const named: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12 };

function unescape(text: string): Buffer {
  const bytes: number[] = [];
  for (const [, hex, octal, letter, plain] of text.matchAll(/\\x([0-9a-f]{2})|\\([0-7]{1,3})|\\(.)|([^\\])/gu)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(named[letter] ?? letter.charCodeAt(0));
    else bytes.push(...Buffer.from(plain ?? ''));
  }
  return Buffer.from(bytes);
}

/** The types of the HTTP/2 frames in what was sent at once. Source: RFC 9113 section 4.1. */
export function frameTypesIn(data: Buffer): number[] {
  const types: number[] = [];
  for (let at = 0; at + 9 <= data.byteLength; at += 9 + data.readUIntBE(at, 3)) types.push(data[at + 3] ?? -1);
  return types;
}
