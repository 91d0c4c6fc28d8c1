import { didYouMean } from '../config/nearest-name.ts';
import { placeText } from '../config/print-diagnostic.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { PluginReference } from '../project/project.ts';
import type { SandboxBackend } from '../sandbox/sandbox-backend.ts';
import { foreignBackend } from './foreign-backend.ts';
import { loadPlugin, type PluginContext } from './load-plugins.ts';
import type { PlannedCandidate } from './planned-candidate.ts';

/** Loads a backend that is built in. */
export type BackendLoaders = Readonly<Record<string, () => Promise<SandboxBackend>>>;

/** Finds the backend of a kind; plugins are loaded when the first kind is wanted that is not built in. */
export class BackendRegistry {
  private readonly builtIn: BackendLoaders;
  private readonly plugins: readonly PluginReference[];
  private readonly context: PluginContext;
  private loaded: Promise<ReadonlyMap<string, SandboxBackend>> | undefined;

  /**
   * @param builtIn by kind
   * @param plugins modules that bring more; a kind that is built in cannot be replaced
   * @param context the project
   */
  constructor(builtIn: BackendLoaders, plugins: readonly PluginReference[], context: PluginContext) {
    this.builtIn = builtIn;
    this.plugins = plugins;
    this.context = context;
  }

  /**
   * The backend for a candidate.
   * @throws SandwrightError BACKEND_UNKNOWN if nothing brings it; CONFIG_INVALID if a plugin cannot be loaded
   */
  async find(candidate: Pick<PlannedCandidate, 'kind' | 'placeOf'>): Promise<SandboxBackend> {
    const { kind } = candidate;
    const load = Object.hasOwn(this.builtIn, kind) ? this.builtIn[kind] : undefined;
    if (load !== undefined) return await load();
    this.loaded ??= this.loadPlugins();
    const brought = await this.loaded;
    const found = brought.get(kind);
    if (found !== undefined) return found;
    const place = candidate.placeOf([]);
    const where = place === undefined ? '' : `${placeText(await this.context.locate(place))} `;
    const near = didYouMean(kind, [...Object.keys(this.builtIn), ...brought.keys()]);
    throw new SandwrightError('BACKEND_UNKNOWN', `${where}there is no sandbox of the kind "${kind}"${near}`, {
      hint: 'a module that brings it must stand under "plugins:" in sandwright.yaml',
    });
  }

  private async loadPlugins(): Promise<ReadonlyMap<string, SandboxBackend>> {
    const backends = await Promise.all(
      this.plugins.map(async (plugin) => (await loadPlugin(plugin, this.context)).map((backend) => foreignBackend(backend, plugin.name))),
    );
    return new Map(backends.flat().map((backend) => [backend.kind, backend]));
  }
}
