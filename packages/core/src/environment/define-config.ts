import type { SourceLocation } from '../config/diagnostic.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import type { Place, Problem } from '../config/place.ts';
import { ShapeReading } from '../config/shape.ts';
import { readYamlSetting } from '../options/option-setting.ts';
import { isOptionName, type OptionValues, optionNames, optionTable } from '../options/option-table.ts';
import type { Project } from '../project/project.ts';
import {
  type EnvironmentDefinition,
  environmentDefinitionShape,
  type LocalEnvironment,
  type RemoteEnvironment,
} from './environment-definition.ts';
import { EnvironmentTable } from './environment-table.ts';

type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type Plain<T> =
  T extends ReadonlyMap<string, infer V>
    ? Readonly<Record<string, V>>
    : T extends readonly unknown[] | string
      ? T
      : { readonly [K in keyof T]?: NonNullable<T[K]> };
type CamelKeys<T> = { readonly [K in Exclude<keyof T & string, 'kind'> as Camel<K>]?: Plain<NonNullable<T[K]>> };

/** What `localEnvironment` takes: the keys of a `local_environment` in YAML, written as JavaScript writes them. */
export type LocalEnvironmentInput = CamelKeys<LocalEnvironment>;
/** What `remoteEnvironment` takes: the keys of a `remote_environment` in YAML, written as JavaScript writes them. */
export type RemoteEnvironmentInput = CamelKeys<RemoteEnvironment>;

/** Environments and options made by a program, to be used instead of those of a project. */
export interface DefinedConfig {
  readonly environments: EnvironmentTable;
  readonly options: OptionValues;
}

function snake(name: string): string {
  return name.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

function readDefinition(type: string, input: object): EnvironmentDefinition {
  const yaml: Record<string, unknown> = { type };
  for (const [key, value] of Object.entries(input)) if (value !== undefined) yaml[snake(key)] = value;
  const reading = new ShapeReading(type);
  const definition = environmentDefinitionShape.read(yaml, reading);
  if (definition === undefined || reading.problems.length > 0) fail(reading.problems);
  return definition;
}

function fail(problems: readonly Problem[]): never {
  throw diagnosticsError(problems.map(({ file, path, message }) => ({ file: [file, ...path].join('.'), line: 0, column: 0, message })));
}

/**
 * A `local_environment`, as a value.
 * @param input its keys; `limits` and `rules` have the keys that they have in YAML
 * @throws SandwrightError CONFIG_INVALID with every key that is wrong
 */
export function localEnvironment(input: LocalEnvironmentInput = {}): EnvironmentDefinition {
  return readDefinition('local_environment', input);
}

/**
 * A `remote_environment`, as a value: `remoteEnvironment({ fallbackEnvironment: '__local__' })`.
 * @param input its keys; `rules` has the keys that it has in YAML
 * @throws SandwrightError CONFIG_INVALID with every key that is wrong
 */
export function remoteEnvironment(input: RemoteEnvironmentInput = {}): EnvironmentDefinition {
  return readDefinition('remote_environment', input);
}

/**
 * Environments and options for a build tool of one's own, checked like those of a project file.
 * @param config environments by name; options by the names that they have in YAML, the others have their defaults
 * @throws SandwrightError CONFIG_INVALID with everything that is wrong
 */
export function defineConfig(config: {
  readonly environments?: Readonly<Record<string, EnvironmentDefinition>>;
  readonly options?: Partial<OptionValues>;
}): DefinedConfig {
  const file = 'defineConfig';
  const environments = new EnvironmentTable(
    Object.entries(config.environments ?? {}).map(([name, definition]) => ({
      name,
      definition,
      directory: '',
      place: { file, path: ['environments', name] },
    })),
  );
  const problems: Problem[] = [...environments.problems()];
  const values: Record<string, unknown> = Object.fromEntries(optionNames.map((name) => [name, optionTable[name].default]));
  for (const [name, value] of Object.entries(config.options ?? {})) {
    if (value === undefined) continue;
    const read = isOptionName(name) ? readYamlSetting(optionTable[name], value, false) : { wrong: `unknown option "${name}"` };
    if ('wrong' in read) problems.push({ file, path: ['options', name], message: read.wrong });
    else values[name] = read.setting.value;
  }
  if (problems.length > 0) fail(problems);
  return { environments, options: values as OptionValues };
}

/**
 * The part of a project that an `EnvironmentCatalog` needs, for environments that a program defines.
 * @param config what `defineConfig` gave
 * @param root absolute path of the folder that the build tool works in
 */
export function projectOf(config: DefinedConfig, root: string): Pick<Project, 'root' | 'environments' | 'plugins' | 'locate'> {
  const locate = async (place: Place): Promise<SourceLocation> => {
    return await Promise.resolve({ file: [place.file, ...place.path].join('.'), line: 0, column: 0 });
  };
  return { root, environments: config.environments, plugins: [], locate };
}
