/** What the placeholders of a target with `for_each` stand for. */
export interface Placeholders {
  /** The file, relative to the target's folder. */
  readonly path: string;
  /** Its last name without the last extension. */
  readonly name: string;
  /** The folder that it is in, relative to the target's folder; `.` for that folder itself. */
  readonly dir: string;
}

/**
 * What the placeholders stand for.
 * @param path the file, relative to the target's folder
 */
export function placeholdersFor(path: string): Placeholders {
  const cut = path.lastIndexOf('/');
  const last = path.slice(cut + 1);
  const dot = last.lastIndexOf('.');
  return { path, name: dot > 0 ? last.slice(0, dot) : last, dir: cut === -1 ? '.' : path.slice(0, cut) };
}

/**
 * Replaces `{name}`, `{path}` and `{dir}`. `${name}` stays as it is, for in a shell command that is a variable.
 * @param text what the user wrote
 * @param values what they stand for
 * @param quote how to write a value in this place; as it is by default
 */
export function substitute(text: string, values: Placeholders, quote: (value: string) => string = (value) => value): string {
  return text.replace(/(\$?)\{(name|path|dir)\}/gu, (whole, dollar: string, key: keyof Placeholders) =>
    dollar === '' ? quote(values[key]) : whole,
  );
}

/** Writes a value so that the shell takes it as one plain word; most need nothing. A leading `-` would make it an option. */
export function quoteForShell(value: string): string {
  const safe = withoutLeadingDash(value);
  return /^[\p{L}\p{N}\p{M}_@%+=:,./-]+$/u.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}

/** Keeps a path from being taken for an option. */
export function withoutLeadingDash(value: string): string {
  return value.startsWith('-') ? `./${value}` : value;
}
