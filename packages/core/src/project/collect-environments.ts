import type { Problem } from '../config/place.ts';
import { type DeclaredEnvironment, EnvironmentTable } from '../environment/environment-table.ts';
import type { ProjectFiles } from './project-files.ts';

/**
 * Joins the environments of all files: overlays replace those of the project file that have the same name.
 * @param files everything that was read
 * @param problems takes unknown names, cycles, and names that stand for two things
 */
export function collectEnvironments(files: ProjectFiles, problems: Problem[]): EnvironmentTable {
  const declared: DeclaredEnvironment[] = [];
  const aliases = new Map<string, string>();
  for (const { file, content } of [...(files.project === undefined ? [] : [files.project]), ...files.overlays]) {
    for (const [name, definition] of content.environments ?? []) {
      const place = { file, path: ['environments', name] };
      if (definition.kind === 'alias') aliases.set(name, definition.address);
      else {
        aliases.delete(name);
        declared.push({ name, definition, directory: '', place });
      }
    }
  }
  const ownNames = new Set(declared.map((one) => one.name));
  for (const { file, directory, content } of files.builds) {
    for (const [name, definition] of content.environments ?? []) {
      const place = { file, path: ['environments', name] };
      if (directory === '' && ownNames.has(name)) {
        const message = `the environment "${name}" is defined in the project file already`;
        problems.push({ ...place, on: 'key', message });
      }
      declared.push({ name: `//${directory}:${name}`, definition, directory, place });
    }
  }
  const table = new EnvironmentTable(declared, aliases);
  for (const { file, content } of [...(files.project === undefined ? [] : [files.project]), ...files.overlays]) {
    for (const [name, definition] of content.environments ?? []) {
      if (definition.kind !== 'alias' || table.find(definition.address) !== undefined) continue;
      problems.push({ file, path: ['environments', name], message: table.unknown(definition.address) });
    }
  }
  problems.push(...table.problems());
  return table;
}
