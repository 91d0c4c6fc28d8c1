/** What every option has, whatever its type. */
interface OptionBase {
  /** One or two sentences for `help`. */
  readonly description: string;
  /** Listed by `help-advanced SCOPE` only. */
  readonly advanced?: boolean;
  /** Never printed. */
  readonly secret?: boolean;
}

/** `true` or `false`. */
export interface BooleanOption extends OptionBase {
  readonly kind: 'boolean';
  readonly default: boolean;
}

/** A whole number within bounds. */
export interface IntegerOption extends OptionBase {
  readonly kind: 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum?: number;
}

/** A text; undefined for none. */
export interface TextOption extends OptionBase {
  readonly kind: 'text';
  readonly default: string | undefined;
  /** What is wrong with a text; undefined if nothing is. */
  readonly check?: (text: string) => string | undefined;
}

/** One of a few words. */
export interface ChoiceOption<Choice extends string = string> extends OptionBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
  readonly default: NoInfer<Choice>;
}

/** Several texts; a layer replaces those below it, or adds to them with `+`. */
export interface ListOption extends OptionBase {
  readonly kind: 'list';
  readonly default: readonly string[];
  /** What is wrong with one of them; undefined if nothing is. */
  readonly check?: (item: string) => string | undefined;
}

/** Texts by name; a layer replaces those below it, or adds to them with `+`. */
export interface MapOption extends OptionBase {
  readonly kind: 'map';
  readonly default: Readonly<Record<string, string>>;
}

/** One option: its type, its default, and what it is for. */
export type OptionDefinition = BooleanOption | IntegerOption | TextOption | ChoiceOption | ListOption | MapOption;

/** The value of an option. */
export type OptionValue<D extends OptionDefinition = OptionDefinition> = D extends { kind: 'choice'; choices: readonly (infer C)[] }
  ? C
  : D extends BooleanOption
    ? boolean
    : D extends IntegerOption
      ? number
      : D extends TextOption
        ? string | undefined
        : D extends ListOption
          ? readonly string[]
          : D extends MapOption
            ? Readonly<Record<string, string>>
            : never;

/** What an option takes, in error messages after "expected". */
export function expectedOf(definition: OptionDefinition): string {
  switch (definition.kind) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return definition.maximum === undefined
        ? `a whole number from ${definition.minimum}`
        : `a whole number from ${definition.minimum} to ${definition.maximum}`;
    case 'text':
      return 'a text';
    case 'choice':
      return definition.choices.map((choice) => `"${choice}"`).join(' or ');
    case 'list':
      return 'a list of texts';
    case 'map':
      return 'a mapping from names to texts';
  }
}
