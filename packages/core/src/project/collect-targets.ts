import { DefaultsChain } from './defaults-chain.ts';
import type { UnresolvedTarget } from './expand-targets.ts';
import { type ExpansionContext, expandTarget } from './expand-targets.ts';
import { labelOf } from './label.ts';
import type { DeclaredDefaults, DeclaredTarget } from './project-file.ts';
import type { ProjectFiles } from './project-files.ts';
import { resolveDependencies } from './resolve-dependencies.ts';
import type { Target } from './target.ts';

interface DeclaringFile {
  readonly file: string;
  readonly directory: string;
  readonly targets: ReadonlyMap<string, DeclaredTarget> | undefined;
  readonly defaults: DeclaredDefaults | undefined;
}

/** Every target and group of a project, by label. */
export interface CollectedTargets {
  readonly targets: ReadonlyMap<string, Target>;
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** Files with targets or defaults, parents before children, and of one folder the weakest first. */
function declaringFiles(files: ProjectFiles): readonly DeclaringFile[] {
  const top = (files.project === undefined ? [] : [files.project]).map(({ file, directory, content }) => ({
    file,
    directory,
    targets: content.targets,
    defaults: content.defaults,
  }));
  const overlays = files.overlays.map(({ file, directory, content }) => ({
    file,
    directory,
    targets: undefined,
    defaults: content.defaults,
  }));
  const builds = files.builds.map(({ file, directory, content }) => ({
    file,
    directory,
    targets: content.targets,
    defaults: content.defaults,
  }));
  return [...top, ...overlays, ...builds];
}

/** The defaults of every folder that has some, those above merged in. */
function chains(files: readonly DeclaringFile[], context: ExpansionContext): (directory: string) => DefaultsChain {
  const byFolder = new Map<string, DefaultsChain>();
  const find = (directory: string): DefaultsChain => {
    for (let at = directory; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const found = byFolder.get(at);
      if (found !== undefined) return found;
      if (at === '') return DefaultsChain.empty;
    }
  };
  for (const { file, directory, defaults } of files) {
    if (defaults === undefined) continue;
    byFolder.set(directory, find(directory).with(defaults, directory, file, context.problems));
    for (const [key, { environment }] of defaults) {
      environment?.forEach((name, index) => {
        if (context.environments.knows(name, directory)) return;
        context.problems.push({ file, path: ['defaults', key, 'environment', index], message: context.environments.unknown(name) });
      });
    }
  }
  return find;
}

/**
 * Turns what the files say into targets, with every dependency resolved.
 * @param files everything that was read
 * @param context the project around it; its `problems` take what is wrong
 */
export function collectTargets(files: ProjectFiles, context: ExpansionContext): CollectedTargets {
  const declaring = declaringFiles(files);
  const defaultsFor = chains(declaring, context);
  const written = new Map<string, string>();
  const unresolved: UnresolvedTarget[] = [];
  const groups = new Map<string, readonly string[]>();
  for (const { file, directory, targets } of declaring) {
    const defaults = defaultsFor(directory);
    for (const [name, declared] of targets ?? []) {
      const label = labelOf(directory, name);
      const place = { file, path: ['targets', name], on: 'key' as const };
      const before = written.get(label);
      if (before !== undefined) {
        const related = [{ ...place, file: before, message: 'the other one stands here' }];
        context.problems.push({ ...place, message: `the target ${label} stands in ${before} as well`, related });
        continue;
      }
      written.set(label, file);
      const expanded = expandTarget({ name, file, directory, declared, defaults }, context);
      unresolved.push(...expanded.targets);
      if (expanded.group !== undefined) {
        groups.set(
          expanded.group,
          expanded.targets.filter((target) => target.variant === undefined).map((target) => target.label),
        );
      }
    }
  }
  const byLabel = new Map(unresolved.map((target) => [target.label, target]));
  // Sorting the labels alone needs no call back for each comparison.
  const targets = new Map([...byLabel.keys()].sort().map((label) => [label, byLabel.get(label) as UnresolvedTarget]));
  const index = { targets, groups, brokenFolders: files.brokenFolders };
  for (const target of targets.values()) target.dependencies = resolveDependencies(target, index, context.problems);
  return { targets, groups };
}
