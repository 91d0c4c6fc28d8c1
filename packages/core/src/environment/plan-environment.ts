import type { PlatformProperties } from '../action/platform-properties.ts';
import type { Place } from '../config/place.ts';
import type { OptionValues } from '../options/option-table.ts';
import { remoteOptions } from '../options/remote-options.ts';
import { localEnvironmentName } from './environment-address.ts';
import type { LocalEnvironment, PluginEnvironment, RemoteEnvironment } from './environment-definition.ts';
import { defaultRules } from './environment-rules.ts';
import type { DeclaredEnvironment, EnvironmentTable } from './environment-table.ts';
import type { PlannedCandidate } from './planned-candidate.ts';
import { remoteProperties } from './remote-properties.ts';
import { environmentVariables, toolPath } from './tool-path.ts';

/** What the meaning of environments depends on. */
export interface EnvironmentContext {
  readonly environments: EnvironmentTable;
  readonly options: OptionValues;
  /** This machine, as `thisPlatform` spells it. */
  readonly platform: string;
}

const builtInSandboxes = ['bubblewrap', 'chroot'];
const noConfig: Readonly<Record<string, unknown>> = {};

/** Keys of `limits:` and what the local backends call them. */
const limitNames = {
  wall: 'wallMs',
  memory: 'memoryBytes',
  processes: 'processes',
  cpu: 'cpuSeconds',
  output: 'outputBytes',
  disk: 'diskBytes',
} as const;

function limitsOf({ limits }: LocalEnvironment): Readonly<Record<string, unknown>> {
  if (limits === undefined) return noConfig;
  const entries = (Object.keys(limitNames) as (keyof typeof limitNames)[]).flatMap((key) => {
    const value = limits[key];
    return value === undefined ? [] : [[limitNames[key], key === 'cpu' ? value / 1000 : value]];
  });
  return { limits: Object.fromEntries(entries) as unknown };
}

function platformSkip(definition: LocalEnvironment | PluginEnvironment, platform: string): PlannedCandidate['skipped'] {
  const fits: readonly string[] | undefined = definition.compatible_platforms;
  if (fits === undefined || fits.includes(platform)) return undefined;
  return { cause: 'platform', reason: `it is for ${fits.join(', ')}, and this machine is ${platform}` };
}

function common(declared: DeclaredEnvironment) {
  const { definition, name, place } = declared;
  return {
    environment: name,
    place,
    variables: environmentVariables(definition),
    toolPath: toolPath(definition),
    rules: { ...defaultRules, ...Object.fromEntries(Object.entries(definition.rules ?? {}).filter(([, rule]) => rule !== undefined)) },
  };
}

function below(place: Place, ...steps: readonly PropertyKey[]): Place {
  return { file: place.file, path: [...place.path, ...steps.filter((step) => typeof step !== 'symbol')] };
}

function localCandidates(
  declared: DeclaredEnvironment,
  definition: LocalEnvironment,
  context: EnvironmentContext,
  platform: PlatformProperties,
): readonly PlannedCandidate[] {
  const shared = {
    ...(definition.root === undefined ? {} : { root: definition.root }),
    ...(definition.network === undefined ? {} : { network: definition.network }),
    ...limitsOf(definition),
  };
  return (definition.sandbox ?? builtInSandboxes).map((candidate, index): PlannedCandidate => {
    const { kind, ...own } = typeof candidate === 'string' ? { kind: candidate } : candidate;
    return {
      ...common(declared),
      name: `local: ${String(kind)}`,
      where: 'local',
      kind: String(kind),
      config: { ...shared, ...own },
      configured: Object.keys(own).length > 0,
      placeOf: (path) => {
        const [first] = path;
        if (first !== undefined && Object.hasOwn(own, first)) return below(declared.place, 'sandbox', index, ...path);
        if (first === undefined || !Object.hasOwn(shared, first)) return below(declared.place, 'sandbox', index);
        const limit = (Object.keys(limitNames) as (keyof typeof limitNames)[]).find((key) => limitNames[key] === path[1]);
        return below(declared.place, first, ...(limit === undefined ? [] : [limit]));
      },
      platform,
      root: definition.root ?? 'host',
      fingerprint: definition.fingerprint ?? 'default',
      fingerprintText: undefined,
      skipped: platformSkip(definition, context.platform),
    };
  });
}

function remoteCandidate(declared: DeclaredEnvironment, definition: RemoteEnvironment, context: EnvironmentContext): PlannedCandidate {
  const { options } = context;
  const ownKeys = ['remote_execution_address', 'remote_store_address', 'remote_instance_name'] as const;
  const config: Record<string, unknown> = {};
  for (const key of Object.keys(remoteOptions) as (keyof typeof remoteOptions)[]) {
    if (options[key] !== undefined) config[key] = options[key];
  }
  for (const key of ownKeys) if (definition[key] !== undefined) config[key] = definition[key];
  return {
    ...common(declared),
    name: declared.name === 'remote' ? 'remote' : `remote: ${declared.name}`,
    where: 'remote',
    kind: 'remote',
    config,
    configured: false,
    placeOf: ([first]) => {
      const own = ownKeys.find((key) => key === first && definition[key] !== undefined);
      return own === undefined ? declared.place : below(declared.place, own);
    },
    platform: remoteProperties(definition, options.remote_execution_extra_platform_properties),
    root: 'host',
    fingerprint: undefined,
    fingerprintText: definition.fingerprint,
    skipped: options.remote_execution ? undefined : { cause: 'disabled', reason: 'remote_execution is off' },
  };
}

function pluginCandidate(
  declared: DeclaredEnvironment,
  definition: PluginEnvironment,
  context: EnvironmentContext,
  platform: PlatformProperties,
): PlannedCandidate {
  const config =
    typeof definition.config === 'object' && definition.config !== null ? (definition.config as PlannedCandidate['config']) : noConfig;
  return {
    ...common(declared),
    name: `local: ${definition.type}`,
    where: 'local',
    kind: definition.type,
    config,
    configured: definition.config !== undefined,
    placeOf: (path) => below(declared.place, ...(path.length === 0 ? ['type'] : ['config', ...path])),
    platform,
    root: definition.root ?? 'host',
    fingerprint: definition.fingerprint ?? 'default',
    fingerprintText: undefined,
    skipped: platformSkip(definition, context.platform),
  };
}

function candidatesOf(
  declared: DeclaredEnvironment,
  context: EnvironmentContext,
  platform: PlatformProperties,
): readonly PlannedCandidate[] {
  const { definition } = declared;
  if (definition.kind === 'local') return localCandidates(declared, definition, context, platform);
  if (definition.kind === 'plugin') return [pluginCandidate(declared, definition, context, platform)];
  return [remoteCandidate(declared, definition, context)];
}

function builtInCandidate(kind: string, platform: PlatformProperties): PlannedCandidate {
  return {
    name: `local: ${kind}`,
    where: 'local',
    environment: undefined,
    kind,
    config: noConfig,
    configured: false,
    placeOf: () => undefined,
    place: undefined,
    platform,
    variables: [],
    root: 'host',
    fingerprint: 'default',
    toolPath: undefined,
    fingerprintText: undefined,
    rules: defaultRules,
    skipped: undefined,
  };
}

/**
 * `__local__`: every local environment that fits this machine and offers its tools, bubblewrap first; where there is none, the built-in one.
 * Those with `root: input` are meant for targets that bring all they need, and so must be named.
 */
function anyLocal(context: EnvironmentContext, platform: PlatformProperties): readonly PlannedCandidate[] {
  const candidates = context.environments.declared.flatMap((declared) => {
    const { definition } = declared;
    if (definition.kind !== 'local' || definition.root === 'input') return [];
    return localCandidates(declared, definition, context, platform).filter((candidate) => candidate.skipped === undefined);
  });
  if (candidates.length === 0) return builtInSandboxes.map((kind) => builtInCandidate(kind, platform));
  return candidates.toSorted((a, b) => Number(b.kind === 'bubblewrap') - Number(a.kind === 'bubblewrap'));
}

/**
 * Everything that an environment may mean, in the order to try, as far as the files and options say; nothing is loaded or tried.
 * @param name of an environment that exists, or `__local__`
 * @param context the project's environments, its options, and this machine
 */
export function planEnvironment(name: string, context: EnvironmentContext): readonly PlannedCandidate[] {
  const planned: PlannedCandidate[] = [];
  const seen = new Set<string>();
  // A local run stands in for the remote one before it: with equal properties the two are one and the same action.
  let platform: PlatformProperties = [];
  let wanted: string | undefined = name;
  let from = '';
  while (wanted !== undefined) {
    const declared: DeclaredEnvironment | undefined = context.environments.find(wanted, from);
    const key: string = declared?.name ?? wanted;
    if (seen.has(key)) break;
    seen.add(key);
    const found = declared === undefined ? anyLocal(context, platform) : candidatesOf(declared, context, platform);
    planned.push(...found);
    platform = found.find((candidate) => candidate.where === 'remote')?.platform ?? platform;
    wanted = declared === undefined || key === localEnvironmentName ? undefined : declared.definition.fallback_environment;
    from = declared?.directory ?? '';
  }
  return planned;
}
