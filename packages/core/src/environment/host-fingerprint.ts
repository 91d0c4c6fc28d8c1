import { hash } from 'node:crypto';
import { readlinkSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addNamedTool } from './named-tools.ts';
import { addReachableTools } from './reachable-tools.ts';
import { statSum } from './stat-sum.ts';
import { toolIdentity } from './tool-identity.ts';
import { ToolListing } from './tool-listing.ts';
import { type RememberedTool, ToolMemory } from './tool-memory.ts';
import { defaultToolPath } from './tool-path.ts';

/** Kernels mark a change with the time of their last tick, so that two within one tick look alike: what is so young is not remembered. */
const tickMs = 50;

/** What a fingerprint is taken of. */
export interface FingerprintRequest {
  /**
   * `default`: every program that is found by its name, what compilers have beside them, and libc. A list: absolute paths of files or
   * folders, names of tools, and the word `default` for the above.
   */
  readonly tools: 'default' | readonly string[];
  /** Folders in which tools are looked for. */
  readonly path?: readonly string[] | undefined;
}

/** One thing that was looked at. */
export interface FingerprintPart {
  /** As it was asked for, or as commands call it. */
  readonly name: string;
  /** Absolute; undefined where there is no such thing. */
  readonly file: string | undefined;
  /** What `toolIdentity` gives. */
  readonly digest: string | undefined;
}

/** The machine's tools as a part of an action's identity. */
export interface Fingerprint {
  /** SHA-256 over all parts. */
  readonly digest: string;
  readonly parts: readonly FingerprintPart[];
}

/**
 * Takes fingerprints of the machine's tools by what their files contain. Digests are remembered by stat, so that a second one takes a few
 * milliseconds.
 */
export class HostFingerprints {
  readonly #memoryFile: string;
  readonly #taken = new Map<string, Promise<Fingerprint>>();
  #memory: ToolMemory | undefined;

  /** @param cacheDirectory absolute; what is remembered is kept in it */
  constructor(cacheDirectory: string) {
    this.#memoryFile = join(cacheDirectory, 'host-tools.json');
  }

  /** The fingerprint; the same one for equal requests as long as this object lives. */
  take(request: FingerprintRequest): Promise<Fingerprint> {
    const key = JSON.stringify([request.tools, request.path]);
    let taken = this.#taken.get(key);
    if (taken === undefined) {
      taken = this.#compute(request, key);
      this.#taken.set(key, taken);
    }
    return taken;
  }

  async #compute(request: FingerprintRequest, key: string): Promise<Fingerprint> {
    const memory = (this.#memory ??= new ToolMemory(this.#memoryFile));
    const known = memory.request(key);
    if (known !== undefined && statSum(known.paths).sum === known.sum) {
      return {
        digest: known.digest,
        // Only those who explain want to know each.
        get parts() {
          return partsOf(memory.tools.get(key) ?? []);
        },
      };
    }
    const begunMs = Date.now();
    const { tools, looked } = listTools(request);
    const found: RememberedTool[] = [];
    for (const [name, path] of tools) {
      const digest = path === undefined ? undefined : await digestOfTool(path, memory);
      if (path === undefined || digest !== undefined)
        found.push(path === undefined || digest === undefined ? [name] : [name, path, digest]);
      // A link in a search path that leads to no file now may lead to one later, with nothing changed in its own folder.
      else looked.add(path);
    }
    // Not the places: two machines with equal tools in different places are alike.
    const sorted = found.map(([name, , digest = 'absent']) => [name, digest]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
    const digest = hash('sha256', JSON.stringify(sorted), 'hex');
    const files = found.flatMap(([, path]) => path ?? []);
    const paths = [...looked, ...withoutAliases(files, looked)];
    const { sum, changedMs } = statSum(paths);
    if (changedMs < begunMs - tickMs) memory.learn(key, { digest, paths, sum }, found);
    return { digest, parts: partsOf(found) };
  }
}

/**
 * Leaves out names for a file that is looked at anyway: a link that leads to another file of its own folder changes only with the folder. Half
 * of the names of compilers are such.
 */
function withoutAliases(files: readonly string[], folders: ReadonlySet<string>): readonly string[] {
  const all = new Set(files);
  return files.filter((file) => {
    const folder = dirname(file);
    const target = folders.has(folder) ? linkTextOf(file) : undefined;
    return target === undefined || target.includes('/') || !all.has(`${folder}/${target}`);
  });
}

function linkTextOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // It is no link.
    return undefined;
  }
}

function partsOf(tools: readonly RememberedTool[]): readonly FingerprintPart[] {
  return tools.map(([name, file, digest]) => ({ name, file, digest }));
}

function listTools({ tools, path = defaultToolPath }: FingerprintRequest): ToolListing {
  const listing = new ToolListing();
  for (const tool of tools === 'default' ? [tools] : tools) {
    if (tool === 'default') addReachableTools(listing, path);
    else addNamedTool(listing, tool, path);
  }
  return listing;
}

async function digestOfTool(path: string, memory: ToolMemory): Promise<string | undefined> {
  const { sum } = statSum([path]);
  const known = memory.files.get(path);
  if (known?.sum === sum) return known.digest;
  const stats = statOf(path);
  if (stats?.isFile() !== true) return undefined;
  const digest = await toolIdentity(path, stats);
  memory.files.set(path, { sum, digest });
  return digest;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // A link that leads through what is no folder, or in a circle.
    return undefined;
  }
}
