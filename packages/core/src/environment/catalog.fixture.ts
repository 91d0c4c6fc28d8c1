import { afterAll } from '@jest/globals';
import type { Action } from '../action/action.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BuildEvent } from '../events/build-event.ts';
import { silentLogger } from '../logging/logger.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import type { Availability, UnavailabilityCause } from '../sandbox/availability.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import { defineSandboxBackend, type SandboxBackend, type SandboxServices } from '../sandbox/sandbox-backend.ts';
import { codeOfCause } from './cause-of-error.ts';
import { EnvironmentCatalog } from './environment-catalog.ts';
import type { ResolvedEnvironment } from './resolved-environment.ts';

/** Remembers the fingerprints of tools, which are not what is tested here. */
const cache = new ProjectFixture({});
afterAll(() => cache[Symbol.dispose]());

/** A backend that says what it is told to say, and counts how often it is asked. */
export class Scripted {
  readonly asked: string[] = [];
  readonly made: { kind: string; config: unknown }[] = [];
  /** How many actions each kind was given. */
  readonly given = new Map<string, number>();
  readonly answers: Partial<Record<string, UnavailabilityCause>>;
  readonly failures: Partial<Record<string, UnavailabilityCause>>;

  /**
   * @param answers what each kind says when it is tried out; without one it works
   * @param failures why each kind fails with an action all the same
   */
  constructor(answers: Partial<Record<string, UnavailabilityCause>> = {}, failures: Partial<Record<string, UnavailabilityCause>> = {}) {
    this.answers = answers;
    this.failures = failures;
  }

  backend(kind: string): SandboxBackend {
    return defineSandboxBackend({
      kind,
      apiVersion: 1,
      configSchema: { parse: (input: unknown) => input },
      create: async (config) => {
        this.made.push({ kind, config });
        return await Promise.resolve({
          name: kind,
          capabilities: new Set<never>(),
          probe: async (): Promise<Availability> => {
            this.asked.push(kind);
            const cause = this.answers[kind];
            return await Promise.resolve(
              cause === undefined ? { available: true } : { available: false, cause, reason: `${kind} says ${cause}`, fix: 'mend it' },
            );
          },
          execute: async (_action: Action, _context: ExecutionContext) => {
            this.given.set(kind, (this.given.get(kind) ?? 0) + 1);
            const cause = this.failures[kind];
            if (cause === undefined) return await Promise.reject(new SandwrightError('ACTION_FAILED', `${kind} ran`));
            const [reason, hint] = [`${kind} says ${cause}`, 'mend it'];
            throw new SandwrightError(codeOfCause(cause), `it failed: ${reason}`, { details: { unavailable: cause, reason }, hint });
          },
          [Symbol.asyncDispose]: async () => {
            this.asked.push(`${kind} disposed`);
            await Promise.resolve();
          },
        });
      },
    });
  }
}

/** A catalog whose sandboxes are scripted. */
export interface Rig {
  readonly catalog: EnvironmentCatalog;
  readonly events: BuildEvent[];
  readonly scripted: Scripted;
}

/** Makes one of a project file; its sandboxes answer and fail as `Scripted` is told. */
export async function rig(
  yaml: string,
  answers: Partial<Record<string, UnavailabilityCause>> = {},
  failures: Partial<Record<string, UnavailabilityCause>> = {},
): Promise<Rig> {
  using fixture = new ProjectFixture({ 'sandwright.yaml': yaml });
  const project = await fixture.load();
  const { values } = await resolveOptions({ root: project.root, layers: project.optionLayers });
  const scripted = new Scripted(answers, failures);
  const events: BuildEvent[] = [];
  const catalog = new EnvironmentCatalog({
    project,
    options: values,
    backends: Object.fromEntries(
      ['bubblewrap', 'chroot', 'remote'].map((kind) => [kind, async () => await Promise.resolve(scripted.backend(kind))]),
    ),
    services: async () => await Promise.resolve({ logger: silentLogger } as SandboxServices),
    cacheDirectory: cache.root,
    events: (event) => events.push(event),
    platform: 'linux_x86_64',
  });
  // What locates lines is read now, for the fixture goes away.
  for (const declared of project.environments.declared) await project.locate(declared.place);
  return { catalog, events, scripted };
}

/** Runs an action as the engine does: the first candidate, and the next as long as there is one. Gives who ran, or the error. */
export async function run(catalog: EnvironmentCatalog, name: string): Promise<string | SandwrightError> {
  let environment: ResolvedEnvironment;
  try {
    environment = await catalog.resolve(name);
  } catch (caught) {
    return SandwrightError.from(caught);
  }
  let candidate = environment.candidates[0];
  while (candidate !== undefined) {
    try {
      await candidate.sandbox.execute({} as Action, { logger: silentLogger });
    } catch (caught) {
      const error = SandwrightError.from(caught);
      // The scripted sandboxes end every execution so.
      if (error.code === 'ACTION_FAILED') return candidate.name;
      candidate = catalog.candidateFailed(environment, candidate, error);
      if (candidate === undefined) return error;
    }
  }
  throw new Error('an environment without candidates');
}

/** The options of a project that executes remotely. */
export const on = 'options: { remote_execution: true, remote_execution_address: "grpc://127.0.0.1:1" }\n';
/** Such a project with a remote environment, and what else stands in that. */
export const remote = (extra = '') =>
  `${on}environments:\n  remote:\n    type: remote_environment\n    fallback_environment: __local__\n${extra}`;
