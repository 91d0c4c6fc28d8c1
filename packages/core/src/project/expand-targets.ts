import type { Problem } from '../config/place.ts';
import { environmentShortName, localEnvironmentName } from '../environment/environment-address.ts';
import type { EnvironmentTable } from '../environment/environment-table.ts';
import type { DefaultsChain, TargetDefaults } from './defaults-chain.ts';
import { type EachFound, eachFileOf } from './each-file.ts';
import type { FileTree } from './file-tree.ts';
import { escapeGlob } from './glob.ts';
import { insidePath, joinPath } from './inside-path.ts';
import { labelOf } from './label.ts';
import { argvOf } from './packed-target.ts';
import { type Placeholders, placeholdersFor, quoteForShell, substitute, withoutLeadingDash } from './placeholders.ts';
import type { DeclaredTarget } from './project-file.ts';
import type { Target } from './target.ts';

/** A target whose dependencies are still as written; they are replaced by labels once all targets are known. */
export type UnresolvedTarget = Omit<Target, 'dependencies'> & { dependencies: readonly string[] };

/** What a target as written turns into. */
export interface ExpandedTarget {
  /** For a target with `for_each`, its members; in the order of environments, then files. */
  readonly targets: readonly UnresolvedTarget[];
  /** Label of the group if it is one. */
  readonly group: string | undefined;
}

/** What expanding a target goes by. */
export interface ExpansionContext {
  readonly tree: FileTree;
  readonly environments: EnvironmentTable;
  /** Takes what is wrong. */
  readonly problems: Problem[];
  /** Takes what every `for_each` found, for that is all that targets depend on beside the files that declare them. */
  readonly found: EachFound[];
}

/** A target as written, and where. */
export interface WrittenTarget {
  readonly name: string;
  readonly file: string;
  /** The folder of the file, relative to the root. */
  readonly directory: string;
  readonly declared: DeclaredTarget;
  readonly defaults: DefaultsChain;
}

const none: readonly never[] = [];

function variablesOf(
  own: ReadonlyMap<string, string> | undefined,
  defaults: TargetDefaults,
  fill: (text: string) => string,
): Target['env'] {
  if (own === undefined && defaults.env === undefined) return none;
  const merged = defaults.env === undefined ? own : new Map([...defaults.env, ...(own ?? [])]);
  const entries = [...(merged ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, value]) => ({ name, value: fill(value) }));
}

function argumentsOf(written: string | readonly string[], values: Placeholders | undefined): Target['writtenCommand'] {
  if (values === undefined) return written;
  if (typeof written === 'string') return substitute(written, values, quoteForShell);
  return written.map((argument) => substitute(argument, values, argument.startsWith('{') ? withoutLeadingDash : undefined));
}

function outputsOf(written: WrittenTarget, fill: (text: string) => string, problems: Problem[]): readonly string[] {
  const outputs = (written.declared.outputs ?? none).map((output, index) => {
    const clean = insidePath(fill(output), '');
    const whole = clean === undefined ? undefined : joinPath(written.directory, clean);
    const place = { file: written.file, path: ['targets', written.name, 'outputs', index] };
    if (clean === undefined || whole === undefined)
      problems.push({ ...place, message: `"${fill(output)}" leaves the folder of this file` });
    else if (clean === '') problems.push({ ...place, message: 'the folder of this file itself cannot be an output' });
    else if (whole === 'out' || whole.startsWith('out/')) {
      problems.push({ ...place, message: `"${output}" lies in out/, where sandwright itself puts outputs; leave "out/" away` });
    } else if (whole.split('/').includes('.git')) problems.push({ ...place, message: `"${output}" lies in .git/` });
    return clean ?? '';
  });
  return [...new Set(outputs.filter((output) => output !== ''))];
}

/** The environments of a target, in its order, with the variant that each makes; the first makes none. */
function environmentsOf(
  written: WrittenTarget,
  defaults: TargetDefaults,
  context: ExpansionContext,
): readonly [string, string | undefined][] {
  const own = written.declared.environment;
  const from = own === undefined ? defaults.environmentFrom : written.directory;
  const chosen = own ?? defaults.environment ?? [localEnvironmentName];
  const found: [string, string | undefined][] = [];
  chosen.forEach((name, index) => {
    const path = ['targets', written.name, 'environment', index];
    // A wrong name in `defaults` is told once, where it stands, and not for each target.
    if (own !== undefined && !context.environments.knows(name, from)) {
      context.problems.push({ file: written.file, path, message: context.environments.unknown(name) });
    }
    const canonical = context.environments.canonical(name, from);
    const variant = index === 0 ? undefined : environmentShortName(canonical);
    if (found.some(([other]) => other === canonical || (variant !== undefined && environmentShortName(other) === variant))) {
      context.problems.push({ file: written.file, path, message: `the environment "${name}" is named twice` });
    } else found.push([canonical, variant]);
  });
  return found;
}

function filesFor(written: WrittenTarget, globs: readonly string[], context: ExpansionContext): readonly string[] {
  const { directory, file, name } = written;
  const files = eachFileOf(globs, directory, { file, path: ['targets', name, 'for_each'] }, context);
  context.found.push({ directory, globs, files });
  return files;
}

/**
 * Turns a target as written into those that are built: one for each file of `for_each`, and each once in every environment.
 * @param written the target and where it stands
 * @param context the project around it
 */
export function expandTarget(written: WrittenTarget, context: ExpansionContext): ExpandedTarget {
  const { declared, directory, file, name } = written;
  const test = declared.test ?? false;
  const defaults = written.defaults.for(name, test);
  const environments = environmentsOf(written, defaults, context);
  const files = declared.for_each === undefined ? [undefined] : filesFor(written, declared.for_each, context);
  const targets = files.flatMap((eachFile): readonly UnresolvedTarget[] => {
    const inFolder = eachFile === undefined ? '' : eachFile.slice(directory === '' ? 0 : directory.length + 1);
    const values = eachFile === undefined ? undefined : placeholdersFor(inFolder);
    const fill = (text: string): string => (values === undefined ? text : substitute(text, values));
    const fillGlob = (text: string): string => (values === undefined ? text : substitute(text, values, escapeGlob));
    const fullName = eachFile === undefined ? name : `${name}/${inFolder}`;
    const label = labelOf(directory, fullName);
    const writtenCommand = argumentsOf(declared.command ?? '', values);
    const target: UnresolvedTarget & { environment: string } = {
      label,
      directory,
      name: fullName,
      command: argvOf(writtenCommand),
      writtenCommand,
      sources: values === undefined ? (declared.sources ?? none) : (declared.sources ?? none).map(fillGlob),
      dependencies: values === undefined ? (declared.dependencies ?? none) : (declared.dependencies ?? none).map(fill),
      outputs: outputsOf(written, fill, context.problems),
      env: variablesOf(declared.env, defaults, fill),
      timeoutMs: declared.timeout ?? defaults.timeout,
      description: declared.description === undefined ? undefined : fill(declared.description),
      test,
      environment: localEnvironmentName,
      variant: undefined,
      appendOnlyCaches: [...(declared.append_only_caches ?? none)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([cache, path]) => ({ name: cache, path: fill(path) })),
      place: { file, path: ['targets', name], on: 'key' },
      eachFile,
    };
    const [first, ...others] = environments;
    const further = others.map(([environment, variant]) => ({ ...target, environment, variant, label: `${label}@${variant ?? ''}` }));
    target.environment = first?.[0] ?? localEnvironmentName;
    return [target, ...further];
  });
  return { targets, group: declared.for_each === undefined ? undefined : labelOf(directory, name) };
}
