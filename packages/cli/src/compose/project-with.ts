import type { BuildEngineOptions, Project, Target } from '@sandwright/core';

/**
 * A project with targets that no file declares.
 * @param added their labels are those of no other target
 */
export function projectWith(project: Project, added: readonly Target[]): BuildEngineOptions['project'] {
  return {
    root: project.root,
    environments: project.environments,
    targets: new Map([...project.targets, ...added.map((target) => [target.label, target] as const)]),
    expandSources: (target) => project.expandSources(target),
    checkSources: (targets) => project.checkSources(targets),
    locate: (place) => project.locate(place),
  };
}
