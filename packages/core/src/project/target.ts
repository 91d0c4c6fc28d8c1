import type { Place } from '../config/place.ts';

/** Something that a project can build: a command, what it reads and what it makes. */
export interface Target {
  /** `//dir:name`; `//dir:name/FILE` for a member of a group; followed by `@ENVIRONMENT` for a further environment. Unique. */
  readonly label: string;
  /** The folder of the file that declares it, relative to the project's root; empty for the root. The command's working directory. */
  readonly directory: string;
  /** What stands after the colon in the label. */
  readonly name: string;
  /** argv; a command written as text is `sh -eu -c TEXT`. */
  readonly command: readonly string[];
  /** The command as the user wrote it: the text, or the arguments. */
  readonly writtenCommand: string | readonly string[];
  /** Globs as written, relative to `directory`; those that begin with `!` exclude. */
  readonly sources: readonly string[];
  /** Labels, each that of one target (a group is replaced by its members), each once, in the order written. */
  readonly dependencies: readonly string[];
  /** Files or folders, relative to `directory`, normalised: no `.`, no `..`, no slash at the end. */
  readonly outputs: readonly string[];
  /** Variables for the command, sorted by name. */
  readonly env: readonly { readonly name: string; readonly value: string }[];
  /** Milliseconds; undefined for no limit. */
  readonly timeoutMs: number | undefined;
  readonly description: string | undefined;
  /** Whether it is run by `sandwright test`. */
  readonly test: boolean;
  /** Where it is built: the name of an environment, its address, or `__local__`. */
  readonly environment: string;
  /** Set for every environment of a target but its first: what follows `@` in the label; its outputs appear in `out/@VARIANT/`. */
  readonly variant: string | undefined;
  /** Folders that survive actions, by the name of the cache; relative to `directory`. Sorted by name. */
  readonly appendOnlyCaches: readonly { readonly name: string; readonly path: string }[];
  /** Where it is declared; fields stand below it: `{ file, path: [...path, 'sources', 0] }`. */
  readonly place: Place;
  /** For a member of a group: the file that it stands for, relative to the project's root. It is one of its sources. */
  readonly eachFile: string | undefined;
}
