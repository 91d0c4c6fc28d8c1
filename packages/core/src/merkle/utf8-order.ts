/**
 * Compares as bytes of UTF-8 do, which is what REAPI means by lexicographical order. JavaScript's own order differs where one string has
 * a character beyond U+FFFF and the other one from U+E000 on.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left !== right) return left >= 0xd800 && right >= 0xd800 ? rank(left) - rank(right) : left - right;
  }
  return a.length - b.length;
}

/** Of two units from U+D800 on: puts surrogates, which stand for the characters of four bytes, after all those of three. */
function rank(unit: number): number {
  return unit <= 0xdfff ? unit + 0x2000 : unit - 0x800;
}

/**
 * The list itself if it is in order, else a sorted copy.
 * @param list what to sort
 * @param name the string that decides
 */
export function sortedBy<T>(list: readonly T[], name: (item: T) => string): readonly T[] {
  for (let at = 1; at < list.length; at++) {
    if (compareUtf8(name(list[at - 1] as T), name(list[at] as T)) > 0) {
      return list.toSorted((a, b) => compareUtf8(name(a), name(b)));
    }
  }
  return list;
}

/** Name and value pairs by name, then by value. */
export function sortedPairs<T extends { readonly name: string; readonly value: string }>(pairs: readonly T[]): readonly T[] {
  const order = (a: T, b: T): number => compareUtf8(a.name, b.name) || compareUtf8(a.value, b.value);
  return pairs.every((pair, at) => at === 0 || order(pairs[at - 1] as T, pair) <= 0) ? pairs : pairs.toSorted(order);
}
