import type { SourceLocation } from '../config/diagnostic.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import type { Place } from '../config/place.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { EventSink } from '../events/event-sink.ts';
import type { OptionValues } from '../options/option-table.ts';
import type { Project } from '../project/project.ts';
import type { Availability } from '../sandbox/availability.ts';
import type { SkippedCandidate } from '../sandbox/sandbox.ts';
import type { SandboxServices } from '../sandbox/sandbox-backend.ts';
import type { CallOptions } from '../util/call-options.ts';
import { type BackendLoaders, BackendRegistry } from './backend-registry.ts';
import { causeOfError, codeOfCause } from './cause-of-error.ts';
import { localEnvironmentName } from './environment-address.ts';
import { type EnvironmentExplanation, type ExplainedCandidate, outcomeOf } from './environment-explanation.ts';
import { type Fingerprint, HostFingerprints } from './host-fingerprint.ts';
import type { LazySandbox } from './lazy-sandbox.ts';
import { type EnvironmentContext, planEnvironment } from './plan-environment.ts';
import type { PlannedCandidate } from './planned-candidate.ts';
import { thisPlatform } from './platform.ts';
import type { EnvironmentCandidate, EnvironmentResolver, ResolvedEnvironment } from './resolved-environment.ts';
import { SandboxPool } from './sandbox-pool.ts';

/** What a catalog works with. */
export interface EnvironmentCatalogOptions {
  readonly project: Pick<Project, 'root' | 'environments' | 'plugins' | 'locate'>;
  readonly options: OptionValues;
  /** Sandboxes that are built in, by kind: `bubblewrap`, `chroot`, `remote`. Each is loaded when first needed. */
  readonly backends: BackendLoaders;
  /** What sandboxes are lent; asked for when the first one is made. */
  readonly services: () => Promise<SandboxServices>;
  /** Absolute; remembers the fingerprints of tools. */
  readonly cacheDirectory: string;
  /** Takes warnings. */
  readonly events: EventSink;
  /** This machine, as `thisPlatform` spells it, which is the default. */
  readonly platform?: string;
}

type Skip = Extract<Availability, { available: false }>;

/** A candidate that was made ready, and the plan that it comes from. */
interface Prepared {
  readonly planned: PlannedCandidate;
  readonly candidate: EnvironmentCandidate;
  readonly sandbox: LazySandbox;
}

/** Says what environments mean, from their definitions, the options, and what works here. Decides once for each cause. */
export class EnvironmentCatalog implements EnvironmentResolver, AsyncDisposable {
  private readonly options: EnvironmentCatalogOptions;
  private readonly context: EnvironmentContext;
  private readonly pool: SandboxPool;
  private readonly fingerprints: HostFingerprints;
  private readonly prepared = new Map<string, Promise<readonly Prepared[]>>();
  private readonly planOf = new WeakMap<EnvironmentCandidate, Prepared>();
  /** Why sandboxes do not work, found out by using them. */
  private readonly brokenSandboxes = new Map<LazySandbox, Skip>();
  /** The same for candidates, where the cause lies in what they ask for and not in the sandbox. */
  private readonly brokenCandidates = new Map<string, Skip>();
  private readonly warned = new Set<string>();

  constructor(options: EnvironmentCatalogOptions) {
    this.options = options;
    this.context = { environments: options.project.environments, options: options.options, platform: options.platform ?? thisPlatform() };
    const { root, plugins } = options.project;
    const locate = (place: Place) => options.project.locate(place);
    this.pool = new SandboxPool({
      registry: new BackendRegistry(options.backends, plugins, { root, locate }),
      services: options.services,
      locate,
    });
    this.fingerprints = new HostFingerprints(options.cacheDirectory);
  }

  async resolve(name: string, options: CallOptions = {}): Promise<ResolvedEnvironment> {
    options.signal?.throwIfAborted();
    const all = await this.prepare(name);
    const skipped: SkippedCandidate[] = [];
    const fixes = new Map<string, string>();
    let last: { readonly prepared: Prepared; readonly skip: Skip } | undefined;
    for (const [index, prepared] of all.entries()) {
      const skip = this.knownSkip(prepared);
      if (skip === undefined) {
        const candidates = all.slice(index).filter((other) => this.knownSkip(other) === undefined);
        return { name, candidates: candidates.map((one) => one.candidate), skipped };
      }
      last = { prepared, skip };
      if (skip.fix !== undefined) fixes.set(prepared.planned.name, skip.fix);
      if (this.ruleFor(prepared, skip) === 'fail') break;
      this.warn(prepared, skip);
      skipped.push({ candidate: prepared.planned.name, cause: skip.cause, reason: skip.reason });
    }
    throw this.nothingLeft(name, skipped, last, fixes);
  }

  candidateFailed(
    environment: ResolvedEnvironment,
    candidate: EnvironmentCandidate,
    error: SandwrightError,
  ): EnvironmentCandidate | undefined {
    const cause = causeOfError(error);
    const prepared = this.planOf.get(candidate);
    if (cause === undefined || prepared === undefined) return undefined;
    const told = error.details['reason'];
    const skip: Skip = {
      available: false,
      cause,
      reason: typeof told === 'string' ? told : error.message,
      ...(error.hint === undefined ? {} : { fix: error.hint }),
    };
    if (cause === 'no_worker' || cause === 'capability') this.brokenCandidates.set(keyOf(prepared), skip);
    else this.brokenSandboxes.set(prepared.sandbox, skip);
    if (this.ruleFor(prepared, skip) === 'fail') return undefined;
    this.warn(prepared, skip);
    return environment.candidates.slice(environment.candidates.indexOf(candidate) + 1).find((next) => {
      const other = this.planOf.get(next);
      return other !== undefined && this.knownSkip(other) === undefined;
    });
  }

  /**
   * Tries every candidate until one matches, and tells about all of them.
   * @throws SandwrightError ENVIRONMENT_UNKNOWN, and those of a definition that is wrong
   */
  async explain(name: string, options: CallOptions = {}): Promise<EnvironmentExplanation> {
    const candidates: ExplainedCandidate[] = [];
    let decided = false;
    for (const prepared of await this.prepare(name)) {
      const { planned, candidate, sandbox } = prepared;
      const availability: Availability | undefined = decided ? undefined : (this.knownSkip(prepared) ?? (await sandbox.probe(options)));
      const outcome: ReturnType<typeof outcomeOf> | undefined = availability === undefined ? undefined : outcomeOf(planned, availability);
      decided ||= outcome?.outcome === 'matched' || outcome?.outcome === 'failed';
      candidates.push({
        name: planned.name,
        environment: planned.environment,
        kind: planned.kind,
        where: planned.where,
        root: planned.root,
        platform: planned.platform,
        variables: planned.variables,
        location: candidate.location,
        ...(outcome ?? { outcome: 'not tried', cause: undefined, reason: undefined, fix: undefined, rule: undefined }),
        fingerprint: planned.fingerprintText ?? (await this.fingerprintOf(planned)),
      });
    }
    return { name, candidates };
  }

  /**
   * Reads the configuration of every candidate of every environment, loading plugins; no sandbox is made.
   * @throws SandwrightError CONFIG_INVALID or BACKEND_UNKNOWN for the first that is wrong
   */
  async check(): Promise<void> {
    for (const name of [...this.context.environments.declared.map((one) => one.name), localEnvironmentName]) {
      // What remote execution needs need not be known where it is off.
      await this.checkCandidates(name, (planned) => planned.skipped?.cause !== 'disabled');
    }
  }

  async checkWritten(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      if (this.context.environments.knows(name)) await this.prepare(name);
      await this.checkCandidates(name, (planned) => planned.skipped === undefined && (planned.configured || !this.isBuiltIn(planned.kind)));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.pool[Symbol.asyncDispose]();
  }

  private isBuiltIn(kind: string): boolean {
    return Object.hasOwn(this.options.backends, kind);
  }

  private async checkCandidates(name: string, wanted: (planned: PlannedCandidate) => boolean): Promise<void> {
    if (!this.context.environments.knows(name)) return;
    for (const planned of planEnvironment(name, this.context)) if (wanted(planned)) await this.pool.check(planned);
  }

  private prepare(name: string): Promise<readonly Prepared[]> {
    if (!this.context.environments.knows(name)) {
      throw new SandwrightError('ENVIRONMENT_UNKNOWN', this.context.environments.unknown(name), {
        hint: '`sandwright env list` shows every environment',
      });
    }
    let found = this.prepared.get(name);
    if (found === undefined) {
      found = Promise.all(planEnvironment(name, this.context).map(async (planned) => await this.prepareOne(planned)));
      this.prepared.set(name, found);
    }
    return found;
  }

  private async prepareOne(planned: PlannedCandidate): Promise<Prepared> {
    const location = planned.place === undefined ? undefined : await this.options.project.locate({ ...planned.place, on: 'key' });
    if (planned.where === 'remote' && planned.skipped === undefined && planned.config['remote_execution_address'] === undefined) {
      throw diagnosticsError([noAddress(location)]);
    }
    const fingerprint = planned.skipped === undefined ? await this.fingerprintOf(planned) : undefined;
    const sandbox = this.pool.sandboxFor(planned);
    const candidate: EnvironmentCandidate = {
      name: planned.name,
      where: planned.where,
      sandbox,
      salt: saltOf(this.options.options.process_execution_cache_namespace, fingerprint?.digest ?? planned.fingerprintText),
      platform: planned.platform,
      variables: planned.variables,
      root: planned.root,
      location,
    };
    const prepared = { planned, candidate, sandbox };
    this.planOf.set(candidate, prepared);
    return prepared;
  }

  private async fingerprintOf(planned: PlannedCandidate): Promise<Fingerprint | undefined> {
    const { fingerprint, root } = planned;
    if (fingerprint === undefined || fingerprint === 'none' || root === 'input') return undefined;
    return await this.fingerprints.take({ tools: fingerprint, path: planned.toolPath });
  }

  private knownSkip(prepared: Prepared): Skip | undefined {
    const { skipped } = prepared.planned;
    if (skipped !== undefined) return { available: false, ...skipped };
    return this.brokenSandboxes.get(prepared.sandbox) ?? this.brokenCandidates.get(keyOf(prepared));
  }

  private ruleFor({ planned }: Prepared, { cause }: Skip): 'fallback' | 'warn' | 'fail' {
    return planned.rules[cause];
  }

  private warn(prepared: Prepared, skip: Skip): void {
    if (this.ruleFor(prepared, skip) !== 'warn') return;
    const key = `${keyOf(prepared)}\0${skip.cause}`;
    if (this.warned.has(key)) return;
    this.warned.add(key);
    const { location } = prepared.candidate;
    this.options.events({
      type: 'warning',
      message: `${prepared.planned.name} cannot be used (${skip.cause}): ${skip.reason}`,
      ...(location === undefined ? {} : { location }),
      ...(skip.fix === undefined ? {} : { hint: skip.fix }),
    });
  }

  private nothingLeft(
    name: string,
    skipped: readonly SkippedCandidate[],
    last: { readonly prepared: Prepared; readonly skip: Skip } | undefined,
    fixes: ReadonlyMap<string, string>,
  ): SandwrightError {
    if (last === undefined) return new SandwrightError('SANDBOX_UNAVAILABLE', `the environment "${name}" has no candidates`);
    const { prepared, skip } = last;
    const failed = this.ruleFor(prepared, skip) === 'fail';
    const one = { candidate: prepared.planned.name, cause: skip.cause, reason: skip.reason };
    const all = failed ? [...skipped, one] : skipped;
    const tried = all.map(({ candidate, cause, reason }) => `${candidate} (${cause}): ${reason}`).join('; ');
    const why = failed ? `its rule for "${skip.cause}" is to fail` : 'nothing is left to try';
    return new SandwrightError(codeOfCause(skip.cause), `the environment "${name}" cannot be used, and ${why}: ${tried}`, {
      retryable: false,
      details: { environment: name, skipped: all },
      ...(fixes.size === 0 ? hintFor(skip) : { hint: hintOf(fixes) }),
    });
  }
}

function hintFor({ cause }: Skip): { readonly hint?: string } {
  return cause === 'disabled' ? { hint: 'turn remote_execution on, or give the environment a fallback_environment' } : {};
}

/** One fix is enough, so whoever reads is to choose: the first one makes the sandbox work that is wanted most. */
function hintOf(fixes: ReadonlyMap<string, string>): string {
  if (fixes.size === 1) return [...fixes.values()].join('');
  return [...fixes].map(([candidate, fix]) => `${candidate}: ${fix}`).join('; or ');
}

/** What a candidate asks of which sandbox; two environments that ask the same share their fate. */
function keyOf({ planned }: Prepared): string {
  return JSON.stringify([planned.kind, planned.config, planned.platform, planned.root]);
}

function noAddress(location: SourceLocation | undefined) {
  const message = 'remote_execution is on, but neither the options nor this environment say a remote_execution_address';
  return { ...(location ?? { file: 'sandwright.yaml', line: 1, column: 1 }), message };
}

function saltOf(namespace: string | undefined, fingerprint: string | undefined): Uint8Array {
  const parts = [
    ...(namespace === undefined || namespace === '' ? [] : [`namespace ${namespace}`]),
    ...(fingerprint === undefined ? [] : [`fingerprint ${fingerprint}`]),
  ];
  return new TextEncoder().encode(parts.join('\n'));
}
