import type { ArtifactServer } from '../artifacts/artifact-server.ts';
import type { Diagnostic, SourceLocation } from '../config/diagnostic.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import type { Place } from '../config/place.ts';
import type { YamlSources } from '../config/yaml-sources.ts';
import type { EnvironmentTable } from '../environment/environment-table.ts';
import { matchTargets } from './match-targets.ts';
import type { OptionLayer, PluginReference, Project } from './project.ts';
import type { FoundSources, SourceFinder } from './source-finder.ts';
import type { Target } from './target.ts';

/** What a project is made of once its files were read. */
export interface ProjectParts {
  readonly root: string;
  readonly targets: ReadonlyMap<string, Target>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly environments: EnvironmentTable;
  readonly optionLayers: readonly OptionLayer[];
  readonly artifactServers: readonly ArtifactServer[];
  readonly plugins: readonly PluginReference[];
  readonly yaml: YamlSources;
  readonly sources: SourceFinder;
  /** Called once sources were looked for, to keep what was seen for the next start. */
  readonly remember?: () => void;
}

/** A project that was read from its files. */
export class LoadedProject implements Project {
  readonly root: string;
  readonly targets: ReadonlyMap<string, Target>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly environments: EnvironmentTable;
  readonly optionLayers: readonly OptionLayer[];
  readonly artifactServers: readonly ArtifactServer[];
  readonly plugins: readonly PluginReference[];
  private readonly yaml: YamlSources;
  private readonly sources: SourceFinder;
  private readonly remember: (() => void) | undefined;

  constructor(parts: ProjectParts) {
    this.root = parts.root;
    this.targets = parts.targets;
    this.groups = parts.groups;
    this.environments = parts.environments;
    this.optionLayers = parts.optionLayers;
    this.artifactServers = parts.artifactServers;
    this.plugins = parts.plugins;
    this.yaml = parts.yaml;
    this.sources = parts.sources;
    this.remember = parts.remember;
  }

  match(patterns: readonly string[], from = ''): readonly Target[] {
    return matchTargets(patterns, from, this);
  }

  async expandSources(target: Target): Promise<readonly string[]> {
    const { files, problems } = this.find(target);
    if (problems.length > 0) throw diagnosticsError(await this.yaml.diagnose(problems));
    return files;
  }

  async checkSources(targets: Iterable<Target>): Promise<readonly Diagnostic[]> {
    const problems = [...targets].flatMap((target) => this.find(target).problems);
    this.remember?.();
    return await this.yaml.diagnose(problems);
  }

  async locate(place: Place): Promise<SourceLocation> {
    return await this.yaml.locate(place);
  }

  private find(target: Target): FoundSources {
    const dependencies = target.dependencies.map((label) => this.targets.get(label)).filter((found) => found !== undefined);
    return this.sources.find(target, dependencies);
  }
}
