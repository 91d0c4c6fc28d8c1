import { artifactsShape } from '../artifacts/artifact-server.ts';
import { duration } from '../config/duration.ts';
import type { Shape, Shaped } from '../config/shape.ts';
import { anything, type Field, listOf, mapOf, oneOrMany, record, text, truth } from '../config/shapes.ts';
import { type EnvironmentDefinition, environmentDefinitionShape } from '../environment/environment-definition.ts';
import { optionsJsonSchema } from '../options/option-schema.ts';
import { wrongRelativePath } from './inside-path.ts';
import { wrongName } from './label.ts';

const withoutMark = (glob: string): string => (glob.startsWith('!') ? glob.slice(1) : glob);
const glob = text({
  expected: 'a glob',
  check: (value) => (withoutMark(value) === '' ? 'must not be empty' : wrongRelativePath(withoutMark(value))),
});
const relativePath = text({ expected: 'a path', check: wrongRelativePath });
const label = text({ expected: 'a label such as //dir:name' });
const environmentName = text({ expected: 'the name of an environment' });

const variableNames = {
  key: (name: string) =>
    name === '' || name.includes('=') || name.includes('\0') ? `"${name}" cannot be the name of a variable` : undefined,
};
const variables = mapOf(text({ allowEmpty: true }), { ...variableNames, expected: 'a mapping of variables' });

const command: Shape<string | readonly string[]> = (() => {
  const list = listOf(text({ allowEmpty: true }), { allowEmpty: false });
  const expected = 'a shell command (a text), or a list of arguments';
  const line = text({ expected });
  return {
    expected,
    read: (value, reading) => (Array.isArray(value) ? list : line).read(value, reading),
    jsonSchema: () => ({ anyOf: [line.jsonSchema(), list.jsonSchema()] }),
  };
})();

const shared = {
  environment: {
    shape: oneOrMany(environmentName),
    description: 'Where it is built: the name of an environment, its address, or __local__. With several it is built once in each.',
  },
  env: { shape: variables, description: 'The variables of the command. There are no others but PATH.' },
  timeout: { shape: duration, description: 'Seconds as a number, or 500ms, 30s, 5m.' },
} satisfies Record<string, Field<unknown>>;

const targetShape = record('a target (a mapping)', {
  command: {
    shape: command,
    description: 'A text, run by `sh -eu -c`, or a list of arguments. Runs in the folder of this file.',
    required: true,
  },
  sources: { shape: oneOrMany(glob), description: 'Files that it reads: globs relative to this file; those with ! in front exclude.' },
  dependencies: { shape: oneOrMany(label), description: 'Targets whose outputs it reads: //dir:name, :name.' },
  outputs: { shape: oneOrMany(relativePath), description: 'Files or folders that it makes, relative to this file; they appear in out/.' },
  ...shared,
  description: { shape: text(), description: 'What it is, for people.' },
  test: { shape: truth, description: 'Whether `sandwright test` runs it.' },
  for_each: {
    shape: oneOrMany(glob),
    description: 'One target for each file that matches; {name}, {path} and {dir} stand for it in the other keys.',
  },
  append_only_caches: {
    shape: mapOf(relativePath, { key: wrongName }),
    description: 'Folders that survive actions, by the name of the cache. Never part of the inputs or outputs.',
  },
});

const defaultsShape = mapOf(record('defaults (a mapping)', shared), {
  expected: 'a mapping from "all", "tests" or a glob of names to defaults',
});

const environmentsShape = mapOf(environmentDefinitionShape, { key: wrongName, expected: 'a mapping of environments' });

/** A further name for an environment that a `BUILD.yaml` defines. */
export interface EnvironmentAlias {
  readonly kind: 'alias';
  /** As written: `//dir:name`. */
  readonly address: string;
}

const namedEnvironment: Shape<EnvironmentDefinition | EnvironmentAlias> = {
  expected: 'an environment (a mapping with "type"), or the address of one',
  read(value, reading) {
    if (typeof value !== 'string') return environmentDefinitionShape.read(value, reading);
    return value.startsWith('//')
      ? { kind: 'alias', address: value }
      : reading.problem(`expected an address such as "//:remote", found "${value}"`);
  },
  jsonSchema: () => ({ anyOf: [environmentDefinitionShape.jsonSchema(), { type: 'string', pattern: '^//' }] }),
};

const namedEnvironments: Field<ReadonlyMap<string, EnvironmentDefinition | EnvironmentAlias>> = {
  shape: mapOf(namedEnvironment, { key: wrongName, expected: 'a mapping of environments' }),
  description: 'Where and how targets can be built, by the names that targets use.',
};

const buildFileFields = {
  targets: {
    shape: mapOf(targetShape, { key: wrongName, expected: 'a mapping of targets' }),
    description: 'What can be built, by name.',
  },
  defaults: {
    shape: defaultsShape,
    description: 'What targets here and below have unless they say otherwise: for all, for tests, or for globs of names.',
  },
  environments: { shape: environmentsShape, description: 'Where and how targets can be built, by name.' },
} satisfies Record<string, Field<unknown>>;

/** `BUILD.yaml`, in any folder. */
export const buildFileShape = record('a build file (a mapping)', buildFileFields);

const readOptions = mapOf(anything, { expected: 'a mapping of options' });

const optionsField: Field<ReadonlyMap<string, unknown>> = {
  // Values are read when all layers are known, so that each can be reported with its origin.
  shape: { ...readOptions, jsonSchema: optionsJsonSchema },
  description: 'Settings; each is also a flag and a variable.',
};

const artifacts = { shape: artifactsShape, description: 'Servers that keep the whole results of targets.' };

const overlayFields = {
  options: optionsField,
  artifacts,
  environments: namedEnvironments,
  plugins: {
    shape: listOf(text({ expected: 'a path or a package' })),
    description: 'Modules that bring sandboxes: ./file.mjs relative to this file, or a package.',
  },
  defaults: buildFileFields.defaults,
} satisfies Record<string, Field<unknown>>;

/** A file named by `--config`: a layer over `sandwright.yaml` without targets. */
export const overlayFileShape = record('a configuration file (a mapping)', overlayFields);
/** The user's own file: options for every project. */
export const userFileShape = record("the user's file (a mapping)", {
  options: overlayFields.options,
});

/** `sandwright.yaml`, at the root. */
export const projectFileShape = record('a project file (a mapping)', {
  options: optionsField,
  artifacts,
  plugins: {
    shape: listOf(text({ expected: 'a path or a package' })),
    description: 'Modules that bring sandboxes: ./file.mjs relative to this file, or a package.',
  },
  ...buildFileFields,
  environments: namedEnvironments,
});

/** One target as a file declares it. */
export type DeclaredTarget = Shaped<typeof targetShape>;
/** Defaults as a file declares them, by "all", "tests" or a glob of names. */
export type DeclaredDefaults = Shaped<typeof defaultsShape>;
/** A `BUILD.yaml` that was read. */
export type BuildFile = Shaped<typeof buildFileShape>;
/** A `sandwright.yaml` that was read. */
export type ProjectFile = Shaped<typeof projectFileShape>;
/** A file named by `--config` that was read. */
export type OverlayFile = Shaped<typeof overlayFileShape>;
