import { readFileSync } from 'node:fs';
import { type Diagnostic, diagnosticsError, didYouMean, SandwrightError } from '@sandwright/core';
import { isMap, isScalar, LineCounter, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { type ServerConfig, serverConfigSchema } from './server-config.ts';

/** Where settings come from, weakest first: the file, the variables, the flags. */
export interface ServerConfigSources {
  /** Path of a YAML file. */
  readonly file?: string | undefined;
  /** The process's variables; those named `SANDWRIGHT_SERVE_…` count. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** By the name of the setting, as text. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
}

/** Settings and where each of them that is not the default came from. */
export interface LoadedServerConfig {
  readonly config: ServerConfig;
  /** By the name of the setting: `FILE:LINE:COLUMN`, `SANDWRIGHT_SERVE_NAME` or `--flag-name`. */
  readonly origins: ReadonlyMap<string, string>;
}

const prefix = 'SANDWRIGHT_SERVE_';

/** Settings of which a file is the only source, for they are not one value. */
const fileOnly = new Set(['instances']);

/** Every setting by its name. */
export const settingNames: readonly string[] = Object.keys(serverConfigSchema.shape);

/** Those settings that flags and variables can give. */
export const plainSettingNames: readonly string[] = settingNames.filter((name) => !fileOnly.has(name));

/**
 * Reads and joins the settings of a server.
 * @throws SandwrightError CONFIG_INVALID with everything that is wrong and where it stands; unknown names are errors
 */
export function loadServerConfig(sources: ServerConfigSources): LoadedServerConfig {
  const values: Record<string, unknown> = {};
  const origins = new Map<string, string>();
  const file = sources.file === undefined ? undefined : new ConfigFile(sources.file);
  for (const [name, value] of Object.entries(file?.values ?? {})) {
    values[name] = value;
    origins.set(name, file?.placeOf([name]) ?? '');
  }
  for (const [variable, value] of Object.entries(sources.environment ?? {})) {
    if (!variable.startsWith(prefix) || value === undefined) continue;
    const name = variable.slice(prefix.length).toLowerCase();
    if (!plainSettingNames.includes(name)) {
      throw new SandwrightError('CONFIG_INVALID', `unknown variable ${variable}${didYouMean(variable, plainSettingNames.map(variableOf))}`);
    }
    values[name] = value;
    origins.set(name, variable);
  }
  for (const [name, value] of Object.entries(sources.flags ?? {})) {
    if (value === undefined) continue;
    values[name] = value;
    origins.set(name, `--${name.replaceAll('_', '-')}`);
  }
  const parsed = serverConfigSchema.safeParse(values);
  if (parsed.success) return { config: parsed.data, origins };
  throw errorOf(parsed.error.issues, origins, file);
}

/** The variable that gives a setting. */
export function variableOf(name: string): string {
  return prefix + name.toUpperCase();
}

/** A configuration file, read once; keeps where everything stands. */
class ConfigFile {
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #root: Node | null;
  readonly values: Readonly<Record<string, unknown>>;

  constructor(path: string) {
    this.#path = path;
    let content: string;
    try {
      content = readFileSync(path, 'utf8');
    } catch (cause) {
      throw new SandwrightError('CONFIG_INVALID', `${path} cannot be read: ${(cause as Error).message}`, { cause });
    }
    const document = parseDocument(content, { lineCounter: this.#lines, prettyErrors: false });
    this.#root = document.contents;
    const broken = document.errors.map(({ message, pos }) => this.#diagnostic(pos[0], message.split('\n', 1)[0] ?? message));
    if (broken.length > 0) throw diagnosticsError(broken);
    if (this.#root === null) {
      this.values = {};
      return;
    }
    if (!isMap(this.#root)) throw diagnosticsError([this.#diagnostic(0, 'expected a mapping of settings')]);
    this.values = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  }

  /** A diagnostic at a key, or as near as there is something in the file. */
  at(path: readonly PropertyKey[], message: string): Diagnostic {
    return this.#diagnostic(this.#offsetOf(path), message);
  }

  /** `FILE:LINE:COLUMN` of a key. */
  placeOf(path: readonly PropertyKey[]): string {
    const { file, line, column } = this.at(path, '');
    return `${file}:${line}:${column}`;
  }

  #offsetOf(path: readonly PropertyKey[]): number {
    let node: Node | null = this.#root;
    let offset = 0;
    for (const step of path) {
      if (!isMap(node)) break;
      const pair: YAMLMap['items'][number] | undefined = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    }
    return offset;
  }

  #diagnostic(offset: number, message: string): Diagnostic {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#path, line, column: col, message };
  }
}

function errorOf(issues: readonly z.core.$ZodIssue[], origins: ReadonlyMap<string, string>, file: ConfigFile | undefined): SandwrightError {
  const diagnostics: Diagnostic[] = [];
  const others: string[] = [];
  for (const issue of issues) {
    for (const { path, message } of partsOf(issue)) {
      const [name] = path;
      const origin = origins.get(String(name)) ?? '';
      const inFile = file !== undefined && !origin.startsWith(prefix) && !origin.startsWith('--');
      if (inFile) diagnostics.push(file.at(path, `${path.join('.')}: ${message}`));
      else others.push(`${origin === '' ? String(name) : origin}: ${message}`);
    }
  }
  if (others.length === 0) return diagnosticsError(diagnostics);
  return new SandwrightError(
    'CONFIG_INVALID',
    [...others, ...diagnostics.map(({ line, message }) => `line ${line}: ${message}`)].join('\n'),
  );
}

/** One message for each unknown key, and one for anything else. */
function partsOf(issue: z.core.$ZodIssue): { readonly path: readonly PropertyKey[]; readonly message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
  const known = issue.path.length === 0 ? settingNames : ['storage', 'client_updates'];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: `unknown setting${didYouMean(key, known)}` }));
}
