import * as z from 'zod';

const bytesPerUnit: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  K: 1024,
  KiB: 1024,
  KB: 1000,
  M: 1024 ** 2,
  MiB: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GiB: 1024 ** 3,
  GB: 1000 ** 3,
  T: 1024 ** 4,
  TiB: 1024 ** 4,
  TB: 1000 ** 4,
};
const millisecondsPerUnit: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A number of bytes: `4194304`, `4MiB`, `4M`. */
export const byteSize = z.union([z.number(), z.string()]).transform((value, context) => measure(value, bytesPerUnit, '4MiB', context));

/** A number of bytes, or a part of something as `10%`. */
export const byteAmount = z.union([z.number(), z.string()]).transform((value, context): number | `${number}%` => {
  const [, part] = /^\s*([0-9]+(?:\.[0-9]+)?)\s*%\s*$/.exec(String(value)) ?? [];
  if (part !== undefined && Number(part) <= 100) return `${Number(part)}%`;
  return measure(value, bytesPerUnit, '50GiB or 20%', context);
});

/** A span of time, milliseconds inside: `30s`, `5m`, `250ms`. */
export const duration = z.string().transform((value, context) => measure(value, millisecondsPerUnit, '30s', context));

/** A whole number, also where it comes as text from a flag or a variable. */
export const count = z.union([z.number(), z.string()]).transform((value, context) => measure(value, { '': 1 }, '100', context));

/** `true` or `false`, also where it comes as text from a flag or a variable. */
export const truth = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform((value) => value === true || value === 'true' || value === '1');

/** Names in a list, or with commas between them where they come from a flag or a variable. */
export const names = z
  .union([z.array(z.string().min(1)), z.string()])
  .transform((value) => (typeof value === 'string' ? value.split(',') : value).map((name) => name.trim()).filter((name) => name !== ''));

function measure(value: number | string, units: Readonly<Record<string, number>>, example: string, context: z.RefinementCtx): number {
  const [, number, unit] = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([A-Za-z]*)\s*$/.exec(String(value)) ?? [];
  const factor = unit === undefined ? undefined : units[unit];
  const result = number === undefined || factor === undefined ? Number.NaN : Math.round(Number(number) * factor);
  if (Number.isSafeInteger(result)) return result;
  context.addIssue({ code: 'custom', message: `expected something like ${example}, found "${value}"` });
  return z.NEVER;
}
