/** Colours for one stream; each is the identity where colours are not wanted. */
export interface Style {
  good(text: string): string;
  bad(text: string): string;
  warning(text: string): string;
  dim(text: string): string;
  bold(text: string): string;
}

const wrap =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const coloured: Style = { good: wrap(32, 39), bad: wrap(31, 39), warning: wrap(33, 39), dim: wrap(2, 22), bold: wrap(1, 22) };

const same = (text: string): string => text;

const plain: Style = { good: same, bad: same, warning: same, dim: same, bold: same };

/**
 * The style for a stream.
 * @param colours whether whoever reads it wants colours
 */
export function styleFor(colours: boolean): Style {
  return colours ? coloured : plain;
}
