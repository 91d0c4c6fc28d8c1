import type { ArtifactServer } from '../artifacts/artifact-server.ts';
import type { Diagnostic, SourceLocation } from '../config/diagnostic.ts';
import type { Place } from '../config/place.ts';
import type { EnvironmentTable } from '../environment/environment-table.ts';
import type { Target } from './target.ts';

/** The options of one file, as they stand there. */
export interface OptionLayer {
  readonly file: string;
  readonly values: ReadonlyMap<string, unknown>;
}

/** A module named under `plugins:`. */
export interface PluginReference {
  /** As written: `./file.mjs` relative to the file's folder, or the name of a package. */
  readonly name: string;
  readonly place: Place;
}

/** A project as its files declare it: read, checked, and with every name resolved. */
export interface Project {
  /** Absolute path of the folder that holds `sandwright.yaml`, links resolved. */
  readonly root: string;
  /** Every target by its label, sorted by label. */
  readonly targets: ReadonlyMap<string, Target>;
  /** Members' labels of every group (a target with `for_each`), by the group's label. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Every environment that the files define. */
  readonly environments: EnvironmentTable;
  /** What the files say under `options:`, strongest last: `sandwright.yaml`, then those named by `--config`. */
  readonly optionLayers: readonly OptionLayer[];
  /** Servers that keep the whole results of targets, in the order in which they are asked. */
  readonly artifactServers: readonly ArtifactServer[];
  /** Modules that bring sandboxes, in the order in which they are named. */
  readonly plugins: readonly PluginReference[];
  /**
   * The targets that somebody asked for.
   * @param patterns `//dir:name` (a target or a group), `//dir:`, `//dir::`, `//dir/...`, or relative to `from`; `-` in front takes away
   * @param from folder relative to the root; empty for the root
   * @returns in the order of `targets`, each once
   * @throws SandwrightError TARGET_UNKNOWN with the nearest name, USAGE_INVALID
   */
  match(patterns: readonly string[], from?: string): readonly Target[];
  /**
   * The files that a target declares as sources: symbolic links as themselves, folders as all the files below them.
   * @returns relative to the root, sorted, each once
   * @throws SandwrightError CONFIG_INVALID with every glob that matches nothing, or reaches out of the project
   */
  expandSources(target: Target): Promise<readonly string[]>;
  /** Everything that is wrong with the sources of these targets; nothing is thrown. */
  checkSources(targets: Iterable<Target>): Promise<readonly Diagnostic[]>;
  /** Line and column of a place, for instance that of a target's field. */
  locate(place: Place): Promise<SourceLocation>;
}
