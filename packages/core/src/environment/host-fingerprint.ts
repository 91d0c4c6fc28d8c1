import { createHash, hash } from 'node:crypto';
import { createReadStream, type Dirent, readdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { makeDirectory } from '../util/make-directory.ts';
import { defaultToolPath } from './tool-path.ts';

/**
 * Tools that builds commonly take from the machine; those that are not there count as absent. Large ones that few targets run (node, cmake,
 * java) are left to lists in the environment, for reading them all would be most of a first build.
 */
const usualTools: readonly string[] =
  'sh bash make cc c++ gcc g++ clang clang++ cpp as ld ar ranlib strip python3 perl go rustc sed awk grep'.split(' ');

/** Where a machine keeps its libc and its dynamic loader. */
const libcFolders: readonly string[] = ['/lib64', '/lib', '/lib/x86_64-linux-gnu', '/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
const libcName = /^(?:libc\.so\.6|libc\.musl-\w+\.so\.1|ld-linux-[\w-]+\.so\.\d+|ld-musl-\w+\.so\.1|libSystem\.B\.dylib)$/u;

const filesAtMost = 20_000;

/** What a fingerprint is taken of. */
export interface FingerprintRequest {
  /** `default`: the usual tools and libc. A list: absolute paths of files or folders, and names of tools. */
  readonly tools: 'default' | readonly string[];
  /** Folders in which tools are looked for. */
  readonly path?: readonly string[] | undefined;
}

/** One thing that was looked at. */
export interface FingerprintPart {
  /** As it was asked for. */
  readonly name: string;
  /** Absolute, links resolved; undefined where there is no such thing. */
  readonly file: string | undefined;
  /** SHA-256 of its content. */
  readonly digest: string | undefined;
}

/** The machine's tools as a part of an action's identity. */
export interface Fingerprint {
  /** SHA-256 over all parts. */
  readonly digest: string;
  readonly parts: readonly FingerprintPart[];
}

interface Remembered {
  readonly stat: string;
  readonly digest: string;
}

function resolved(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Names of the files in a folder that make up libc, in order. Libraries are thousands, so they are left out before anything else. */
function libcNamesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => libcName.test(name))
      .toSorted();
  } catch {
    return [];
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function lookUp(name: string, path: readonly string[]): string | undefined {
  if (name.includes('/')) return resolved(name);
  for (const folder of path) {
    const found = resolved(join(folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The files that a fingerprint is taken of, by the name that goes into it; a folder stands for every file below it. */
function filesFor({ tools, path = defaultToolPath }: FingerprintRequest): ReadonlyMap<string, string | undefined> {
  const files = new Map<string, string | undefined>();
  const add = (name: string, file: string | undefined): void => {
    if (file === undefined || !statSync(file).isDirectory()) {
      files.set(name, file);
    } else {
      for (const entry of entriesOf(file)) {
        const inner = join(file, entry.name);
        if (entry.isDirectory() || entry.isFile()) add(`${name}/${entry.name}`, inner);
        else if (entry.isSymbolicLink()) files.set(`${name}/${entry.name}`, resolved(inner));
      }
    }
    if (files.size > filesAtMost) {
      throw new SandwrightError('CONFIG_INVALID', `the fingerprint of "${name}" has more than ${filesAtMost} files; name fewer`);
    }
  };
  for (const tool of tools === 'default' ? usualTools : tools) add(tool, lookUp(tool, path));
  if (tools === 'default') {
    for (const folder of libcFolders) for (const name of libcNamesIn(folder)) add(name, resolved(join(folder, name)));
  }
  return files;
}

async function digestOfFile(file: string): Promise<string> {
  const sum = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), sum);
  return sum.digest('hex');
}

/**
 * Takes fingerprints of the machine's tools by what their files contain. Digests are remembered by stat, so that a second one takes a few
 * milliseconds.
 */
export class HostFingerprints {
  private readonly memory: string;
  private readonly taken = new Map<string, Promise<Fingerprint>>();
  private known: Map<string, Remembered> | undefined;

  /** @param cacheDirectory absolute; what is remembered is kept in it */
  constructor(cacheDirectory: string) {
    this.memory = join(cacheDirectory, 'host-tools.json');
  }

  /** The fingerprint; the same one for equal requests as long as this object lives. */
  take(request: FingerprintRequest): Promise<Fingerprint> {
    const key = JSON.stringify([request.tools, request.path]);
    let taken = this.taken.get(key);
    if (taken === undefined) {
      taken = this.compute(request);
      this.taken.set(key, taken);
    }
    return taken;
  }

  private async compute(request: FingerprintRequest): Promise<Fingerprint> {
    const parts: FingerprintPart[] = [];
    let learned = false;
    for (const [name, file] of filesFor(request)) {
      if (file === undefined) {
        parts.push({ name, file, digest: undefined });
        continue;
      }
      const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
      const stat = [dev, ino, size, mtimeNs, ctimeNs].join(':');
      let remembered = this.recall().get(file);
      if (remembered?.stat !== stat) {
        remembered = { stat, digest: await digestOfFile(file) };
        this.recall().set(file, remembered);
        learned = true;
      }
      parts.push({ name, file, digest: remembered.digest });
    }
    if (learned) this.remember();
    // Not the places: two machines with equal tools in different places are alike.
    const text = JSON.stringify(parts.map(({ name, digest }) => [name, digest ?? 'absent']));
    return { digest: hash('sha256', text, 'hex'), parts };
  }

  private recall(): Map<string, Remembered> {
    if (this.known === undefined) {
      try {
        this.known = new Map(Object.entries(JSON.parse(readFileSync(this.memory, 'utf8')) as Readonly<Record<string, Remembered>>));
      } catch {
        // Nothing is remembered yet, or it cannot be read: it is learned again.
        this.known = new Map();
      }
    }
    return this.known;
  }

  private remember(): void {
    const temporary = `${this.memory}.${process.pid}`;
    try {
      makeDirectory(dirname(this.memory));
      writeFileSync(temporary, JSON.stringify(Object.fromEntries(this.recall())));
      renameSync(temporary, this.memory);
    } catch {
      // It only saves time; a cache folder that cannot be written is told about by those who need it.
    }
  }
}
