const escape = String.fromCharCode(0x1b);

/**
 * Text that cannot play tricks on a terminal: an action's output may hold sequences that retitle the window or rewrite what was printed.
 * Line feed, tab and colours (CSI … m) pass; every other control character, and an escape that begins anything else, is spelled out.
 * @param text what is about to be printed
 */
export function printable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/(?<control>\p{Cc})(?<colour>\[[\d;]*m)?/gu, (match: string, control: string, colour?: string) => {
      if (control === '\n' || control === '\t' || (control === escape && colour !== undefined)) return match;
      return `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}${colour ?? ''}`;
    });
}
