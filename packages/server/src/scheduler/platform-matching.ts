import type { PlatformProperties } from '@sandwright/core';

/** Names that are the same whatever their case, as clients spell them differently. */
const caseless = new Set(['OSFamily', 'ISA']);

/** One property as text that is equal exactly when the property is. */
function pairOf(name: string, value: string): string {
  return `${name}=${caseless.has(name) ? value.toLowerCase() : value}`;
}

/** What a worker offers: any number of values a name. */
export class OfferedProperties {
  readonly #pairs: ReadonlySet<string>;
  readonly #list: PlatformProperties;

  constructor(properties: PlatformProperties) {
    this.#list = properties;
    this.#pairs = new Set(properties.map(({ name, value }) => pairOf(name, value)));
  }

  /** The properties of a request that are not offered; several values of one name are all required. Source: REAPI `Platform`. */
  missingOf(request: PlatformProperties): PlatformProperties {
    return request.filter(({ name, value }) => !this.#pairs.has(pairOf(name, value)));
  }

  /** What is offered under a name. */
  valuesOf(name: string): readonly string[] {
    return this.#list.filter((property) => property.name === name).map(({ value }) => value);
  }
}

/** A string that two requests share exactly when they need the same of a worker. */
export function platformKey(request: PlatformProperties): string {
  return JSON.stringify([...new Set(request.map(({ name, value }) => pairOf(name, value)))].sort());
}

/**
 * Says why no worker fits: which property is missing on the worker that comes nearest.
 * @param request what is needed
 * @param workers what there is
 */
export function describeMismatch(
  request: PlatformProperties,
  workers: Iterable<{ readonly name: string; readonly offered: OfferedProperties }>,
): string {
  let nearest: { readonly name: string; readonly offered: OfferedProperties; readonly missing: PlatformProperties } | undefined;
  for (const { name, offered } of workers) {
    const missing = offered.missingOf(request);
    if (nearest === undefined || missing.length < nearest.missing.length) nearest = { name, offered, missing };
  }
  if (nearest === undefined) return 'no worker is connected';
  const { name, offered, missing } = nearest;
  const lacks = missing.map((property) => {
    const values = offered.valuesOf(property.name);
    return `${property.name}=${property.value} (it offers ${values.length === 0 ? 'no such property' : values.join(', ')})`;
  });
  return `no worker offers what the action needs; the nearest, ${name}, lacks ${lacks.join(', ')}`;
}
