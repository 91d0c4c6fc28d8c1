import { type Shape, wrongKind } from './shape.ts';

const units: Readonly<Record<string, number>> = { B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
const expected = 'a size: bytes as a number, or a text such as "512MiB", "2GiB"';

/** A size: bytes as a number, or `64KiB`, `512MiB`, `2GiB`. Read as whole bytes, at least 1. */
export const byteSize: Shape<number> = {
  expected,
  read(value, reading) {
    let bytes: number | undefined;
    if (typeof value === 'number') bytes = value;
    if (typeof value === 'string') {
      const found = /^(\d+(?:\.\d+)?)\s*(B|KiB|MiB|GiB|TiB)$/u.exec(value.trim());
      if (found === null) return reading.problem(`expected ${expected}, found "${value}"`);
      bytes = Math.round(Number(found[1]) * (units[found[2] ?? ''] ?? 0));
    }
    if (bytes === undefined) return wrongKind(value, expected, reading);
    return Number.isSafeInteger(bytes) && bytes >= 1 ? bytes : reading.problem('must be a whole number of bytes, at least 1');
  },
  jsonSchema: () => ({
    anyOf: [
      { type: 'integer', minimum: 1 },
      { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*(B|KiB|MiB|GiB|TiB)$' },
    ],
  }),
};
