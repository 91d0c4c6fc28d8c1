import type { Diagnostic, SourceLocation } from '../config/diagnostic.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import type { Place } from '../config/place.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { SandboxBackend, SandboxServices } from '../sandbox/sandbox-backend.ts';
import type { BackendRegistry } from './backend-registry.ts';
import { LazySandbox } from './lazy-sandbox.ts';
import type { PlannedCandidate } from './planned-candidate.ts';

/** What a pool works with. */
export interface SandboxPoolOptions {
  readonly registry: BackendRegistry;
  readonly services: () => Promise<SandboxServices>;
  readonly locate: (place: Place) => Promise<SourceLocation>;
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly on: 'key' | 'value';
}

/** What a schema found wrong; schemas of zod and its likes say where. */
function issuesOf(error: unknown): readonly Issue[] {
  const issues: unknown = typeof error === 'object' && error !== null && 'issues' in error ? error.issues : undefined;
  if (Array.isArray(issues) && issues.length > 0) {
    return issues.map((issue: Partial<Issue> & { readonly keys?: readonly string[] }) => ({
      path: [...(issue.path ?? []), ...(issue.keys?.slice(0, 1) ?? [])],
      message: issue.message ?? 'is wrong',
      on: issue.keys === undefined ? 'value' : 'key',
    }));
  }
  return [{ path: [], message: error instanceof Error ? error.message : String(error), on: 'value' }];
}

/** Sandboxes by kind and configuration, each made once, when it is first used. */
export class SandboxPool implements AsyncDisposable {
  private readonly options: SandboxPoolOptions;
  private readonly sandboxes = new Map<string, LazySandbox>();

  constructor(options: SandboxPoolOptions) {
    this.options = options;
  }

  /** The sandbox of a candidate; nothing is loaded yet. */
  sandboxFor(candidate: PlannedCandidate): LazySandbox {
    const key = JSON.stringify([candidate.kind, candidate.config]);
    let sandbox = this.sandboxes.get(key);
    if (sandbox === undefined) {
      sandbox = new LazySandbox(candidate.kind, async () => {
        const { backend, config } = await this.read(candidate);
        return await backend.create(config, await this.options.services());
      });
      this.sandboxes.set(key, sandbox);
    }
    return sandbox;
  }

  /** @throws SandwrightError BACKEND_UNKNOWN or CONFIG_INVALID, at the line that is wrong */
  async check(candidate: PlannedCandidate): Promise<void> {
    await this.read(candidate);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sandboxes = [...this.sandboxes.values()];
    this.sandboxes.clear();
    const ended = await Promise.allSettled(sandboxes.map(async (sandbox) => await sandbox[Symbol.asyncDispose]()));
    const failed = ended.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw SandwrightError.from(failed.reason);
  }

  private async read(candidate: PlannedCandidate): Promise<{ readonly backend: SandboxBackend; readonly config: unknown }> {
    const backend = await this.options.registry.find(candidate);
    try {
      return { backend, config: backend.configSchema.parse(candidate.config) };
    } catch (caught) {
      if (SandwrightError.is(caught)) throw caught;
      const diagnostics = await Promise.all(
        issuesOf(caught).map(async ({ path, message, on }): Promise<Diagnostic> => {
          const place = candidate.placeOf(path) ?? candidate.place;
          const location = place === undefined ? { file: 'options', line: 0, column: 0 } : await this.options.locate({ ...place, on });
          return { ...location, message: `the sandbox "${candidate.kind}" does not take this: ${message}` };
        }),
      );
      throw diagnosticsError(diagnostics);
    }
  }
}
