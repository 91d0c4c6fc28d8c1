import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceLocation } from '../config/diagnostic.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import type { Place } from '../config/place.ts';
import type { PluginReference } from '../project/project.ts';
import type { SandboxBackend } from '../sandbox/sandbox-backend.ts';

const version = 1;

/** What a plugin loader works with. */
export interface PluginContext {
  /** Absolute path of the project's root. */
  readonly root: string;
  readonly locate: (place: Place) => Promise<SourceLocation>;
}

interface Claimed {
  readonly kind: string;
  readonly apiVersion: unknown;
}

/** Whether something wants to be a backend, of whatever version. */
function claimsToBeBackend(value: unknown): value is Claimed {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && 'apiVersion' in value;
}

function whatIsWrong(value: Claimed): string | undefined {
  const { kind, apiVersion } = value;
  if (apiVersion !== version) {
    return `brings the sandbox "${kind}" for version ${String(apiVersion)} of the plugin interface; this sandwright has version ${version}`;
  }
  const { configSchema, create } = value as Partial<SandboxBackend>;
  if (typeof create !== 'function') return `brings the sandbox "${kind}" without a function "create"`;
  if (typeof configSchema?.parse !== 'function') return `brings the sandbox "${kind}" without a "configSchema" that can parse`;
  return undefined;
}

function urlOf(name: string, file: string, root: string): string {
  const folder = dirname(resolve(root, file));
  const path = /^\.{0,2}\//u.test(name) ? resolve(folder, name) : createRequire(join(root, 'package.json')).resolve(name);
  return pathToFileURL(path).href;
}

/**
 * Loads a module named under `plugins:`.
 * @param plugin as written; a path is relative to the file that names it, a package is looked for from the project's root
 * @param context the project
 * @returns every backend that it exports, by whatever name, alone or in a list
 * @throws SandwrightError CONFIG_INVALID at the line that names it if it cannot be loaded, or brings nothing that fits
 */
export async function loadPlugin(plugin: PluginReference, context: PluginContext): Promise<readonly SandboxBackend[]> {
  const fail = async (message: string): Promise<never> => {
    throw diagnosticsError([{ ...(await context.locate(plugin.place)), message: `the plugin "${plugin.name}" ${message}` }]);
  };
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(urlOf(plugin.name, plugin.place.file, context.root))) as Readonly<Record<string, unknown>>;
  } catch (caught) {
    return await fail(`cannot be loaded: ${caught instanceof Error ? caught.message.split('\n')[0] : String(caught)}`);
  }
  const found = [...new Set(Object.values(exported).flat().filter(claimsToBeBackend))];
  if (found.length === 0) return await fail('exports no sandbox; export what defineSandboxBackend gives');
  for (const one of found) {
    const wrong = whatIsWrong(one);
    if (wrong !== undefined) return await fail(wrong);
  }
  return found as readonly unknown[] as readonly SandboxBackend[];
}
