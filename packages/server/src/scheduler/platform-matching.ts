import type { PlatformProperties } from '@sandwright/core';

/** Names that are the same whatever their case, as clients spell them differently. */
const caseless = new Set(['OSFamily', 'ISA']);

/** One property as text that is equal exactly when the property is. */
function pairOf(name: string, value: string): string {
  return `${name}=${caseless.has(name) ? value.toLowerCase() : value}`;
}

/** What is needed of a worker. */
export interface Requirement {
  readonly platform: PlatformProperties;
  /** The instance whose action it is. */
  readonly instanceName: string;
}

/** What a worker offers: any number of values a name, one of which a request may ask for. */
export class OfferedProperties {
  readonly #pairs: ReadonlySet<string>;
  readonly #list: PlatformProperties;
  /** The only instance that is served; undefined for all. */
  readonly #instanceName: string | undefined;

  constructor(properties: PlatformProperties, instanceName?: string) {
    this.#list = properties;
    this.#pairs = new Set(properties.map(({ name, value }) => pairOf(name, value)));
    this.#instanceName = instanceName;
  }

  /** A string that two workers share exactly when they offer the same. */
  get key(): string {
    return JSON.stringify([[...this.#pairs].sort(), this.#instanceName ?? null]);
  }

  /** Whether actions of an instance are taken at all. */
  serves(instanceName: string): boolean {
    return this.#instanceName === undefined || this.#instanceName === instanceName;
  }

  /** Whether all is offered that is needed. */
  fits({ platform, instanceName }: Requirement): boolean {
    return this.serves(instanceName) && platform.every(({ name, value }) => this.#pairs.has(pairOf(name, value)));
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
export function requirementKey({ platform, instanceName }: Requirement): string {
  return JSON.stringify([instanceName, ...[...new Set(platform.map(({ name, value }) => pairOf(name, value)))].sort()]);
}

/**
 * Says why no worker fits: which property is missing on the worker that comes nearest.
 * @param request what is needed
 * @param workers what there is
 */
export function describeMismatch(
  { platform, instanceName }: Requirement,
  workers: Iterable<{ readonly name: string; readonly offered: OfferedProperties }>,
): string {
  let nearest: { readonly name: string; readonly offered: OfferedProperties; readonly missing: PlatformProperties } | undefined;
  let others = 0;
  for (const { name, offered } of workers) {
    if (!offered.serves(instanceName)) {
      others += 1;
      continue;
    }
    const missing = offered.missingOf(platform);
    if (nearest === undefined || missing.length < nearest.missing.length) nearest = { name, offered, missing };
  }
  if (nearest === undefined) {
    return others === 0
      ? 'no worker is connected'
      : `no worker serves the instance "${instanceName}"; the ${others} that are connected serve others`;
  }
  const { name, offered, missing } = nearest;
  const lacks = missing.map((property) => {
    const values = offered.valuesOf(property.name);
    return `${property.name}=${property.value} (it offers ${values.length === 0 ? 'no such property' : values.join(', ')})`;
  });
  return `no worker offers what the action needs; the nearest, ${name}, lacks ${lacks.join(', ')}`;
}
