import type { Project } from '../project/project.ts';
import type { Target } from '../project/target.ts';
import { localEnvironmentName } from './environment-address.ts';
import type { EnvironmentTable } from './environment-table.ts';
import { platformOf } from './remote-properties.ts';

/** Two targets, one of which needs the other, that are for different platforms. */
export interface PlatformDisagreement {
  readonly target: Target;
  readonly dependency: Target;
  readonly message: string;
}

/** The platforms that an environment may be on; undefined where it does not say. */
function platformsOf(name: string, environments: EnvironmentTable, here: string): readonly string[] | undefined {
  const definition = environments.find(name)?.definition;
  if (name === localEnvironmentName || definition === undefined) return [here];
  if (definition.kind !== 'remote') return definition.compatible_platforms ?? [here];
  const platform = platformOf(definition);
  return platform === undefined ? undefined : [platform];
}

/**
 * Finds targets whose environment is for another platform than that of a target which they depend on. A warning only: sources and data are
 * for every platform.
 * @param project whose targets and environments they are
 * @param targets those to look at
 * @param here this machine, as `thisPlatform` spells it
 */
export function platformDisagreements(
  project: Pick<Project, 'targets' | 'environments'>,
  targets: Iterable<Target>,
  here: string,
): readonly PlatformDisagreement[] {
  if (project.environments.declared.length === 0) return [];
  const found: PlatformDisagreement[] = [];
  for (const target of targets) {
    const own = platformsOf(target.environment, project.environments, here);
    for (const label of own === undefined ? [] : target.dependencies) {
      const dependency = project.targets.get(label);
      const others = dependency === undefined ? undefined : platformsOf(dependency.environment, project.environments, here);
      if (dependency === undefined || others === undefined || others.some((platform) => own?.includes(platform))) continue;
      const message =
        `${target.label} is built for ${own?.join(', ')} ("${target.environment}"), ` +
        `but depends on ${dependency.label}, which is built for ${others.join(', ')} ("${dependency.environment}")`;
      found.push({ target, dependency, message });
    }
  }
  return found;
}
