/** A place in a file that a person wrote. */
export interface SourceLocation {
  /** Relative to the project's root where it lies in there, else absolute. The name of a variable or a flag where `line` is 0. */
  readonly file: string;
  /** From 1; 0 where it is no file but a variable or a flag. */
  readonly line: number;
  /** From 1, in UTF-16 units as editors count. */
  readonly column: number;
}

/** One thing that is wrong with what a person wrote, and where. */
export interface Diagnostic extends SourceLocation {
  readonly message: string;
  /** Whether the line must not be shown, for it may hold a secret. */
  readonly secret?: boolean;
  /** Other places that belong to it, for instance the first of two definitions. */
  readonly related?: readonly (SourceLocation & { readonly message: string })[];
}
