import { type Shape, wrongKind } from './shape.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const longestMs = 2 ** 31 - 1;
const expected = 'a time: seconds as a number, or a text such as "500ms", "30s", "5m", "1h"';

/** A time: seconds as a number, or `500ms`, `30s`, `5m`, `1h`. Read as whole milliseconds, at least 1, at most 24 days (what timers take). */
export const duration: Shape<number> = {
  expected,
  read(value, reading) {
    let milliseconds: number | undefined;
    if (typeof value === 'number') milliseconds = value * 1000;
    if (typeof value === 'string') {
      const found = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/u.exec(value.trim());
      if (found === null) return reading.problem(`expected ${expected}, found "${value}"`);
      milliseconds = Number(found[1]) * (units[found[2] ?? ''] ?? 0);
    }
    if (milliseconds === undefined) return wrongKind(value, expected, reading);
    const rounded = Math.round(milliseconds);
    return rounded >= 1 && rounded <= longestMs ? rounded : reading.problem('must be more than nothing and at most 24 days');
  },
  jsonSchema: () => ({
    anyOf: [
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' },
    ],
  }),
};
