import { isOptionName, type OptionOrigin, optionNames, optionTable, SandwrightError, showOptionValue } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { suggestion } from '../arguments/suggestion.ts';
import { type OpenProject, openProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';

/** `sandwright config show`. */
export const command = defineCommand({
  usage: '[OPTION…]',
  description: `Prints what options are set to: those given, or all. With --origin also who says so, the weakest first, the last one wins.
Layers: built-in, the user's own file, sandwright.yaml, files named by --config or SANDWRIGHT_CONFIG_FILES, SANDWRIGHT_* variables, flags.`,
  flags: {
    ...projectFlags,
    origin: { kind: 'boolean', help: 'Say where each value comes from.' },
    json: { kind: 'boolean', help: 'Print one JSON object a line.' },
  },
  positionals: { minimum: 0, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { positionals, terminal, values } = invocation;
    const wanted = positionals.map((text) => {
      const name = text.replace(/^--/u, '').replaceAll('-', '_');
      if (isOptionName(name)) return name;
      throw new SandwrightError('USAGE_INVALID', `unknown option "${text}"`, {
        hint: suggestion(name, optionNames) ?? 'see "sandwright help-advanced"',
      });
    });
    const opened = await openProject(invocation);
    for (const name of wanted.length === 0 ? optionNames : wanted) {
      const secret = optionTable[name].secret ?? false;
      const origins = await Promise.all(
        opened.options.origins(name).map(async (origin) => ({ origin, where: await placeOf(origin, opened) })),
      );
      const value = opened.options.values[name];
      if (values.json === true) {
        const said = origins.map(({ origin, where }) => ({ layer: origin.layer, where, value: secret ? undefined : origin.value }));
        terminal.out.write(`${JSON.stringify({ option: name, value: secret ? undefined : value, origins: said })}\n`);
        continue;
      }
      terminal.out.write(`${name} = ${showOptionValue(value, secret)}\n`);
      if (values.origin !== true) continue;
      for (const { origin, where } of origins) terminal.out.write(`  ${where}: ${showOptionValue(origin.value, secret)}\n`);
    }
    return 0;
  },
});

async function placeOf(origin: OptionOrigin, { project }: OpenProject): Promise<string> {
  if (origin.place === undefined)
    return origin.layer === 'variable' || origin.layer === 'flag' ? `${origin.layer} ${origin.name}` : origin.name;
  const { file, line, column } = await project.locate(origin.place);
  return `${file}:${line}:${column}`;
}
