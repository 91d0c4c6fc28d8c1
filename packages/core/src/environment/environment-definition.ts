import { byteSize } from '../config/byte-size.ts';
import { duration } from '../config/duration.ts';
import { didYouMean } from '../config/nearest-name.ts';
import { type Shape, type Shaped, type ShapeReading, wrongKind } from '../config/shape.ts';
import { anything, type Field, listOf, mapOf, oneOf, oneOrMany, record, text, wholeNumber } from '../config/shapes.ts';
import { wrongServerAddress } from '../options/server-address.ts';
import { ruleFields } from './environment-rules.ts';
import { platformNames } from './platform.ts';

const type = { shape: text(), description: 'local_environment, remote_environment, or a kind that a plugin brings.', required: true };

const common = {
  fallback_environment: {
    shape: text({ expected: 'the name of an environment' }),
    description: 'What to use instead when this one cannot be used: the name of an environment, its address, or __local__.',
  },
  rules: {
    shape: record('rules (a mapping from causes)', ruleFields),
    description: 'For each cause why it cannot be used: fallback (in silence), warn, or fail.',
  },
  env: {
    shape: mapOf(text({ allowEmpty: true }), { expected: 'a mapping of variables' }),
    description: 'Variables for every command in this environment; what a target sets itself wins.',
  },
  path: {
    shape: listOf(text({ expected: 'a folder' }), { allowEmpty: false }),
    description: 'Where commands find tools, becoming PATH: folders inside the sandbox. <PATH> stands for the default PATH.',
  },
  python_bootstrap_search_path: {
    shape: listOf(text({ expected: 'a folder' }), { allowEmpty: false }),
    description: "Pants' name for `path`. <PATH> and <PYENV> are understood.",
  },
} satisfies Record<string, Field<unknown>>;

const limits = record('limits (a mapping)', {
  wall: { shape: duration, description: "Running time, beside the target's own timeout." },
  memory: { shape: byteSize, description: 'Memory of all processes together.' },
  processes: { shape: wholeNumber(1), description: 'Processes and threads at once.' },
  cpu: { shape: duration, description: 'CPU time of all processes together.' },
  output: { shape: byteSize, description: 'Bytes of stdout and stderr, each.' },
  disk: { shape: byteSize, description: 'Bytes that a command may write.' },
});

/** A candidate in `sandbox:`: a kind, or a mapping with `kind` and what that backend's own configuration takes. */
const sandboxCandidate: Shape<string | Readonly<Record<string, unknown>>> = {
  expected: 'the kind of a sandbox, or a mapping with "kind"',
  read(value, reading) {
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrongKind(value, this.expected, reading);
    const kind: unknown = 'kind' in value ? value.kind : undefined;
    if (kind === undefined) return reading.problem('"kind" is missing');
    if (typeof kind !== 'string') return reading.within('kind', () => wrongKind(kind, 'a text', reading));
    return value as Readonly<Record<string, unknown>>;
  },
  jsonSchema: () => ({
    anyOf: [
      { type: 'string', examples: ['bubblewrap', 'chroot'] },
      { type: 'object', properties: { kind: { type: 'string' } }, required: ['kind'] },
    ],
  }),
};

const fingerprint: Shape<'none' | 'default' | readonly string[]> = (() => {
  const paths = listOf(text({ expected: 'a path, or the name of a tool' }), { allowEmpty: false });
  const words = oneOf('none', 'default');
  return {
    expected: '"none", "default", or a list of paths and names of tools',
    read: (value, reading) => (Array.isArray(value) ? paths.read(value, reading) : words.read(value, reading)),
    jsonSchema: () => ({ anyOf: [words.jsonSchema(), paths.jsonSchema()] }),
  };
})();

const localFields = {
  type,
  sandbox: { shape: oneOrMany(sandboxCandidate), description: 'Sandboxes in the order to try. Default: bubblewrap, then chroot.' },
  root: {
    shape: oneOf('host', 'input'),
    description: "host: the machine's tools are there, read-only (default). input: the input root is the whole file system.",
  },
  compatible_platforms: {
    shape: listOf(oneOf(...platformNames), { allowEmpty: false }),
    description: 'Platforms on which it can be used. Default: every one.',
  },
  network: {
    shape: oneOf('off', 'allowed', 'on'),
    description: 'off: none (default). allowed: for commands that ask for it. on: for all.',
  },
  limits: { shape: limits, description: 'Bounds of each command.' },
  fingerprint: {
    shape: fingerprint,
    description:
      "Which of the machine's tools are part of an action's identity where root is host: none, default (every program in `path`, and libc), or a list of names, paths and the word default.",
  },
  ...common,
} satisfies Record<string, Field<unknown>>;

const propertyList = listOf(
  text({
    expected: 'a text such as OSFamily=linux',
    check: (value) => (/^[^=]+=/u.test(value) ? undefined : `expected key=value, found "${value}"`),
    jsonSchema: { pattern: '^[^=]+=' },
  }),
);

const remoteFields = {
  type,
  platform: { shape: oneOf(...platformNames), description: 'The platform of the workers; adds its platform properties.' },
  platform_properties: { shape: propertyList, description: 'What a worker must have: a list of key=value.' },
  remote_execution_address: {
    shape: text({ check: wrongServerAddress }),
    description: 'Own address for executing, instead of the option.',
  },
  remote_store_address: { shape: text({ check: wrongServerAddress }), description: 'Own address for storage, instead of the option.' },
  remote_instance_name: { shape: text({ allowEmpty: true }), description: 'Own instance name, instead of the option.' },
  fingerprint: {
    shape: text(),
    description: "A text of your own that is part of each action's identity, for instance the version of the workers' image.",
  },
  ...common,
} satisfies Record<string, Field<unknown>>;

const pluginFields = {
  type,
  config: { shape: anything, description: 'What the plugin takes.' },
  compatible_platforms: localFields.compatible_platforms,
  root: localFields.root,
  fingerprint: localFields.fingerprint,
  ...common,
} satisfies Record<string, Field<unknown>>;

const localShape = record('a local environment (a mapping)', localFields);
const remoteShape = record('a remote environment (a mapping)', remoteFields);
const pluginShape = record('an environment (a mapping)', pluginFields);

type Read<S, K extends string> = Omit<Shaped<S>, 'type'> & { readonly kind: K };

/** A `local_environment` as declared. */
export type LocalEnvironment = Read<typeof localShape, 'local'>;
/** A `remote_environment` as declared. */
export type RemoteEnvironment = Read<typeof remoteShape, 'remote'>;
/** An environment of a kind that a plugin brings, as declared. */
export type PluginEnvironment = Read<typeof pluginShape, 'plugin'> & { readonly type: string };

/** What stands below a name in `environments:`. */
export type EnvironmentDefinition = LocalEnvironment | RemoteEnvironment | PluginEnvironment;

const builtInTypes = ['local_environment', 'remote_environment'];

function readByType(value: unknown, reading: ShapeReading): EnvironmentDefinition | undefined {
  const given: unknown = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  if (given === 'local_environment') {
    const read = localShape.read(value, reading);
    return read && { ...read, kind: 'local' };
  }
  if (given === 'remote_environment') {
    const read = remoteShape.read(value, reading);
    return read && { ...read, kind: 'remote' };
  }
  // Whether a plugin brings such a kind is seen when all files are read; a slip of the pen is told at once.
  const whole = `${String(given)}_environment`;
  const near = typeof given === 'string' ? didYouMean(builtInTypes.includes(whole) ? whole : given, builtInTypes) : '';
  if (near !== '') return reading.within('type', () => reading.problem(`unknown type "${String(given)}"${near}`));
  const read = pluginShape.read(value, reading);
  return read?.type === undefined ? undefined : { ...read, type: read.type, kind: 'plugin' };
}

/** The shape of an environment, whatever its type. */
export const environmentDefinitionShape: Shape<EnvironmentDefinition> = {
  expected: 'an environment (a mapping with "type")',
  read: readByType,
  jsonSchema: () => {
    const only = (shape: Shape<unknown>, types: object): object => {
      const schema = shape.jsonSchema();
      const properties = schema['properties'] as Readonly<Record<string, object>>;
      return { ...schema, properties: { ...properties, type: { ...properties['type'], ...types } } };
    };
    return {
      anyOf: [
        only(localShape, { const: 'local_environment' }),
        only(remoteShape, { const: 'remote_environment' }),
        only(pluginShape, { not: { enum: builtInTypes } }),
      ],
    };
  },
};
