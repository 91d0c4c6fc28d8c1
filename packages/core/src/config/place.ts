/**
 * A place in a YAML file by the keys and indexes that lead to it. Cheap to carry along; `locate` turns it into a line and a column, which
 * costs a second parse of the file and so happens only when something is wrong.
 */
export interface Place {
  /** Relative to the project's root where it lies in there, else absolute. */
  readonly file: string;
  readonly path: readonly (string | number)[];
  /** Whether the key is meant, or the value that stands behind it (the default). */
  readonly on?: 'key' | 'value';
}

/** Something wrong at a place, before the place was turned into a line and a column. */
export interface Problem extends Place {
  readonly message: string;
  /** Whether the line must not be shown, for it may hold a secret. */
  readonly secret?: boolean;
  /** Other places that belong to it. */
  readonly related?: readonly (Place & { readonly message: string })[];
}
