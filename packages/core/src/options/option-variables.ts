import { didYouMean } from '../config/nearest-name.ts';
import { isOptionName, type OptionName, optionNames, variableOf } from './option-table.ts';

/** Variables that set options. */
export interface OptionVariables {
  readonly found: readonly { readonly option: OptionName; readonly variable: string; readonly text: string }[];
  readonly warnings: readonly string[];
}

const prefix = 'SANDWRIGHT_';

/** Variables of ours that are no options. */
const others = new Set(['SANDWRIGHT_CONFIG_FILES', 'SANDWRIGHT_AUTH_TOKEN', 'SANDWRIGHT_SOAK']);

/** Kubernetes tells every container about a service named `sandwright…` in such variables. */
const injected = /_(?:SERVICE_(?:HOST|PORT)(?:_\w+)?|PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)$/u;

/**
 * Finds the variables that set options. Empty ones count as not set.
 * @param environment for instance `process.env`
 */
export function optionVariables(environment: Readonly<Record<string, string | undefined>>): OptionVariables {
  const found: { option: OptionName; variable: string; text: string }[] = [];
  const warnings: string[] = [];
  for (const variable of Object.keys(environment).sort()) {
    const text = environment[variable];
    if (!variable.startsWith(prefix) || text === undefined || text === '' || others.has(variable)) continue;
    if (injected.test(variable) || (variable.endsWith('_PORT') && /^(?:tcp|udp|sctp):\/\//u.test(text))) continue;
    const option = variable.slice(prefix.length).toLowerCase();
    if (isOptionName(option)) found.push({ option, variable, text });
    else warnings.push(`the variable ${variable} sets no option${didYouMean(variable, optionNames.map(variableOf))}`);
  }
  return { found, warnings };
}

/**
 * Files to be laid over `sandwright.yaml`.
 * @param environment its `SANDWRIGHT_CONFIG_FILES` names some, with commas between them
 * @param flags those of `--config`, which come last
 */
export function configFilesFrom(environment: Readonly<Record<string, string | undefined>>, flags: readonly string[]): readonly string[] {
  const named = (environment['SANDWRIGHT_CONFIG_FILES'] ?? '').split(',').map((file) => file.trim());
  return [...named.filter((file) => file !== ''), ...flags];
}
