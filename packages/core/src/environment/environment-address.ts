/** The name that stands for any local environment which works here. */
export const localEnvironmentName = '__local__';

/**
 * The one spelling of an environment's name, by which definitions are found.
 * @param text `remote`, `//dir:remote`, `:remote`, `__local__`
 * @param from the folder in which it is written, relative to the root; empty for the root
 * @returns `//dir:remote` for an address, and the name itself otherwise
 */
export function environmentAddress(text: string, from: string): string {
  return text.startsWith(':') ? `//${from}${text}` : text;
}

/** What people call an environment: the last part of its address. */
export function environmentShortName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
