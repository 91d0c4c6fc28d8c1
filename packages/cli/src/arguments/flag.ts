interface FlagBase {
  /** One sentence for `--help`. */
  readonly help: string;
  /** A single letter, so that `-j 4` and `-j4` work. */
  readonly short?: string;
  /** Not listed by the command's own `--help`. */
  readonly advanced?: boolean;
}

/** `--force`, `--no-force`, `--force=false`. */
export interface BooleanFlag extends FlagBase {
  readonly kind: 'boolean';
}

/** `--name VALUE`. */
export interface TextFlag extends FlagBase {
  readonly kind: 'text';
  /** What stands for the value in `--help`. */
  readonly placeholder: string;
}

/** A whole number within bounds. */
export interface IntegerFlag extends FlagBase {
  readonly kind: 'integer';
  readonly placeholder: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** One of a few words. */
export interface ChoiceFlag<Choice extends string = string> extends FlagBase {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

/** May be given several times; each adds one value. */
export interface ListFlag extends FlagBase {
  readonly kind: 'list';
  readonly placeholder: string;
}

/** How one flag of a command is written. */
export type Flag = BooleanFlag | TextFlag | IntegerFlag | ChoiceFlag | ListFlag;

/** Flags by their long name without dashes. */
export type FlagTable = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F extends BooleanFlag
  ? boolean
  : F extends IntegerFlag
    ? number
    : F extends ListFlag
      ? readonly string[]
      : F extends ChoiceFlag<infer Choice>
        ? Choice
        : string;

/** What the user gave, by long name; a flag not given is absent. */
export type FlagValues<Table extends FlagTable> = { readonly [Name in keyof Table]?: FlagValue<Table[Name]> };

/** How a flag is written in messages and in `--help`: `--jobs=N`, `--[no-]force`. */
export function flagUsage(name: string, flag: Flag): string {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  switch (flag.kind) {
    case 'boolean':
      return `${short}--[no-]${name}`;
    case 'choice':
      return `${short}--${name}=${flag.choices.join('|')}`;
    case 'text':
    case 'integer':
    case 'list':
      return `${short}--${name}=${flag.placeholder}`;
  }
}
