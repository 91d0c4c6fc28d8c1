import type { Target } from './target.ts';

/** A target without what follows from the rest, so that many of them are quick to read. */
export type PackedTarget = readonly [
  label: string,
  name: string,
  directory: string,
  file: string,
  key: string,
  command: string | readonly string[],
  sources: Target['sources'],
  dependencies: Target['dependencies'],
  outputs: Target['outputs'],
  environment: string,
  timeoutMs: number | null,
  others: (Pick<Target, 'env' | 'test' | 'appendOnlyCaches'> & Partial<Pick<Target, 'description' | 'variant' | 'eachFile'>>) | 0,
];

const none: readonly never[] = [];

/** argv of a command as written: a text is run by the shell, which stops at the first failure and at an unset variable. */
export function argvOf(written: Target['writtenCommand']): readonly string[] {
  return typeof written === 'string' ? ['sh', '-eu', '-c', written] : written;
}

/** Makes a target small. */
export function packTarget(target: Target): PackedTarget {
  const { env, test, appendOnlyCaches, description, variant, eachFile } = target;
  const plain =
    env.length === 0 &&
    !test &&
    appendOnlyCaches.length === 0 &&
    description === undefined &&
    variant === undefined &&
    eachFile === undefined;
  return [
    target.label,
    target.name,
    target.directory,
    target.place.file,
    String(target.place.path[1]),
    target.writtenCommand,
    target.sources,
    target.dependencies,
    target.outputs,
    target.environment,
    target.timeoutMs ?? null,
    plain
      ? 0
      : {
          env,
          test,
          appendOnlyCaches,
          ...(description === undefined ? {} : { description }),
          ...(variant === undefined ? {} : { variant }),
          ...(eachFile === undefined ? {} : { eachFile }),
        },
  ];
}

/** Makes it whole again. */
export function unpackTarget(packed: PackedTarget): Target {
  const [label, name, directory, file, key, writtenCommand, sources, dependencies, outputs, environment, timeoutMs, others] = packed;
  return {
    label,
    directory,
    name,
    command: argvOf(writtenCommand),
    writtenCommand,
    sources,
    dependencies,
    outputs,
    env: others === 0 ? none : others.env,
    timeoutMs: timeoutMs ?? undefined,
    description: others === 0 ? undefined : others.description,
    test: others === 0 ? false : others.test,
    environment,
    variant: others === 0 ? undefined : others.variant,
    appendOnlyCaches: others === 0 ? none : others.appendOnlyCaches,
    place: { file, path: ['targets', key], on: 'key' },
    eachFile: others === 0 ? undefined : others.eachFile,
  };
}
