// Line feed, tab and colours (CSI … m) pass; every other control character, and an escape that begins anything else, is spelled out.
const unsafe = /\u001B(?!\[[\d;]*m)|[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F]/gu;

/**
 * Text that cannot play tricks on a terminal: an action's output may hold sequences that retitle the window or rewrite what was printed.
 * @param text what is about to be printed
 */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unsafe, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
