import type { PlatformProperties } from '../action/platform-properties.ts';
import type { Problem } from '../config/place.ts';
import type { RemoteEnvironment } from './environment-definition.ts';
import type { DeclaredEnvironment } from './environment-table.ts';
import type { PlatformName } from './platform.ts';

/** What `platform:` adds; the spelling is the one that the protocol's own table of properties recommends. */
const propertiesOf: Readonly<Record<PlatformName, readonly string[]>> = {
  linux_x86_64: ['ISA=x86-64', 'OSFamily=linux'],
  linux_arm64: ['ISA=arm-a64', 'OSFamily=linux'],
  macos_x86_64: ['ISA=x86-64', 'OSFamily=macos'],
  macos_arm64: ['ISA=arm-a64', 'OSFamily=macos'],
};

function split(property: string): { readonly name: string; readonly value: string } {
  const cut = property.indexOf('=');
  return { name: property.slice(0, cut), value: property.slice(cut + 1) };
}

/**
 * The platform properties of a remote environment, sorted by name, then value.
 * @param definition its own
 * @param extra those of the whole project, `key=value` each; what the environment says about a name wins
 */
export function remoteProperties(definition: RemoteEnvironment, extra: readonly string[]): PlatformProperties {
  const own = definition.platform_properties ?? [];
  const named = new Set(own.map((property) => split(property).name));
  const added = [...(definition.platform === undefined ? [] : propertiesOf[definition.platform]), ...extra];
  const all = new Set([...own, ...added.filter((property) => !named.has(split(property).name))]);
  return [...all].map(split).sort((a, b) => (a.name === b.name ? (a.value < b.value ? -1 : 1) : a.name < b.name ? -1 : 1));
}

/**
 * The platform that an environment says it is for, as far as it does.
 * @returns undefined if it leaves that open
 */
export function platformOf(definition: RemoteEnvironment): PlatformName | undefined {
  if (definition.platform !== undefined) return definition.platform;
  const properties = new Set(definition.platform_properties?.map((property) => property.toLowerCase()));
  return (Object.keys(propertiesOf) as PlatformName[]).find((name) =>
    propertiesOf[name].every((property) => properties.has(property.toLowerCase())),
  );
}

/** Properties of one remote environment that are listed twice, or that contradict its `platform`. */
export function propertyProblems(declared: DeclaredEnvironment): readonly Problem[] {
  const { definition, place } = declared;
  if (definition.kind !== 'remote') return [];
  const { platform } = definition;
  const properties = definition.platform_properties ?? [];
  const wanted = new Map(
    (platform === undefined ? [] : propertiesOf[platform]).map((property) => [split(property).name.toLowerCase(), property]),
  );
  return properties.flatMap((property, index): readonly Problem[] => {
    const at = { file: place.file, path: [...place.path, 'platform_properties', index] };
    if (properties.indexOf(property) !== index) return [{ ...at, message: `the property "${property}" is listed twice` }];
    const right = wanted.get(split(property).name.toLowerCase());
    if (right === undefined || right.toLowerCase() === property.toLowerCase()) return [];
    const related = [{ file: place.file, path: [...place.path, 'platform'], message: `it says ${platform}` }];
    return [{ ...at, message: `"${property}" contradicts the platform ${platform}, which is ${right}`, related }];
  });
}
