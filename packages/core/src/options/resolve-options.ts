import { existsSync } from 'node:fs';
import type { Diagnostic } from '../config/diagnostic.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import { didYouMean } from '../config/nearest-name.ts';
import type { Place, Problem } from '../config/place.ts';
import { sortDiagnostics, YamlSources } from '../config/yaml-sources.ts';
import type { OptionLayer } from '../project/project.ts';
import { userFileShape } from '../project/project-file.ts';
import { FileReader } from '../project/read-files.ts';
import { applySetting, type ReadSetting, readFlagSetting, readTextSetting, readYamlSetting } from './option-setting.ts';
import { flagOf, isOptionName, type OptionName, type OptionValues, optionNames, optionTable } from './option-table.ts';
import { optionVariables } from './option-variables.ts';
import type { OptionLayerKind, OptionOrigin, ResolvedOptions } from './resolved-options.ts';

/** What flags said, by the option's name. */
export type OptionFlags = Readonly<Partial<Record<OptionName, boolean | number | string | readonly string[] | undefined>>>;

/** Everything that can set options. */
export interface OptionSources {
  /** Absolute path of the project's root, or of the working directory where there is no project. */
  readonly root: string;
  /** Absolute path of the user's own file; it need not be there. */
  readonly userFile?: string;
  /** What the project's files say, weakest first; the first is `sandwright.yaml`. */
  readonly layers?: readonly OptionLayer[];
  /** For instance `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly flags?: OptionFlags;
}

/** Options while layers are put over each other. */
class OptionStack {
  readonly problems: Problem[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private readonly origins = new Map<OptionName, OptionOrigin[]>(
    optionNames.map((name) => [name, [{ layer: 'built-in', name: 'built-in default', value: optionTable[name].default }]]),
  );

  of(name: OptionName): readonly OptionOrigin[] {
    return this.origins.get(name) ?? [];
  }

  /** Puts a setting over the others; says what is wrong with it if it cannot be read. */
  put(option: OptionName, read: ReadSetting, origin: Omit<OptionOrigin, 'value'>): string | undefined {
    if ('wrong' in read) return read.wrong;
    const below = this.of(option).at(-1)?.value;
    this.origins.get(option)?.push({ ...origin, value: applySetting(below, read.setting) });
    return undefined;
  }

  putFile({ file, values }: OptionLayer, layer: OptionLayerKind): void {
    for (const [key, value] of values) {
      const place: Place = { file, path: ['options', key] };
      const adds = key.endsWith('+');
      const name = adds ? key.slice(0, -1) : key;
      if (!isOptionName(name)) {
        this.problems.push({ ...place, on: 'key', message: `unknown option "${name}"${didYouMean(name, optionNames)}` });
        continue;
      }
      const wrong = this.put(name, readYamlSetting(optionTable[name], value, adds), { layer, name: file, place: { ...place, on: 'key' } });
      // Who takes an address for the place of a password does not want to see it again.
      const secret = optionTable[name].secret === true || (typeof value === 'string' && value.includes('@'));
      if (wrong !== undefined) this.problems.push({ ...place, message: wrong, ...(secret ? { secret } : {}) });
    }
  }

  putNamed(option: OptionName, read: ReadSetting, layer: OptionLayerKind, name: string): void {
    const message = this.put(option, read, { layer, name });
    if (message !== undefined) this.diagnostics.push({ file: name, line: 0, column: 0, message });
  }
}

async function readUserFile(
  path: string,
  yaml: YamlSources,
  root: string,
): Promise<{ layer?: OptionLayer; diagnostics: readonly Diagnostic[] }> {
  if (!existsSync(path)) return { diagnostics: [] };
  const reader = new FileReader(root, yaml);
  const content = await reader.read({ file: path, shape: userFileShape });
  const values = content?.options;
  return values === undefined ? { diagnostics: reader.diagnostics } : { layer: { file: path, values }, diagnostics: reader.diagnostics };
}

/**
 * Puts all layers of options over each other: built-in < user's file < `sandwright.yaml` < overlays < variables < flags.
 * @param sources where to look
 * @throws SandwrightError CONFIG_INVALID with every wrong setting, each with its file and line, variable or flag
 */
export async function resolveOptions(sources: OptionSources): Promise<ResolvedOptions> {
  const stack = new OptionStack();
  const yaml = new YamlSources(sources.root);
  if (sources.userFile !== undefined) {
    const { layer, diagnostics } = await readUserFile(sources.userFile, yaml, sources.root);
    stack.diagnostics.push(...diagnostics);
    if (layer !== undefined) stack.putFile(layer, 'user');
  }
  for (const [index, layer] of (sources.layers ?? []).entries()) stack.putFile(layer, index === 0 ? 'project' : 'overlay');
  const variables = optionVariables(sources.environment ?? {});
  for (const { option, variable, text } of variables.found) {
    stack.putNamed(option, readTextSetting(optionTable[option], text), 'variable', variable);
  }
  for (const option of optionNames) {
    const given = sources.flags?.[option];
    if (given !== undefined) stack.putNamed(option, readFlagSetting(optionTable[option], given), 'flag', flagOf(option));
  }
  if (stack.problems.length > 0 || stack.diagnostics.length > 0) {
    throw diagnosticsError(sortDiagnostics([...stack.diagnostics, ...(await yaml.diagnose(stack.problems))]));
  }
  const values = Object.fromEntries(optionNames.map((name) => [name, stack.of(name).at(-1)?.value])) as OptionValues;
  return { values, origins: (name) => stack.of(name), warnings: variables.warnings };
}
