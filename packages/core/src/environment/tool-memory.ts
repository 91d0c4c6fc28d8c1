import { readFileSync } from 'node:fs';
import { keepFile } from '../util/keep-file.ts';

const version = 2;
const requestsAtMost = 16;

/** A file when it was read. */
export interface RememberedFile {
  /** `statSum` of it alone. */
  readonly sum: string;
  readonly digest: string;
}

/** What one request found. */
export interface RememberedRequest {
  readonly digest: string;
  /** All that it depends on: folders and files. */
  readonly paths: readonly string[];
  /** `statSum` of them. */
  readonly sum: string;
}

/** Name, path and digest of one tool; no path and no digest for what is not there. */
export type RememberedTool = readonly [name: string, path?: string, digest?: string];

/** What is read at once: a line of its own in the file. */
interface Heads {
  readonly version: number;
  readonly requests: Readonly<Record<string, RememberedRequest>>;
}

interface Details {
  readonly files: Readonly<Record<string, RememberedFile>>;
  readonly tools: Readonly<Record<string, readonly RememberedTool[]>>;
}

/** What is known of this machine's tools, from one run to the next. It only saves time: whatever is wrong with it, tools are read again. */
export class ToolMemory {
  readonly #path: string;
  readonly #details: string;
  readonly #requests: Map<string, RememberedRequest>;
  #files: Map<string, RememberedFile> | undefined;
  #tools: Map<string, readonly RememberedTool[]> | undefined;

  /** @param path absolute; of the file that holds it */
  constructor(path: string) {
    this.#path = path;
    const [heads, details] = readLines(path);
    this.#details = details;
    const { version: found, requests } = parse<Heads>(heads);
    this.#requests = new Map(found === version && requests !== undefined ? Object.entries(requests) : []);
  }

  /** What a request found when it was last made. */
  request(key: string): RememberedRequest | undefined {
    return this.#requests.get(key);
  }

  /** What is known of a file, by its path. */
  get files(): Map<string, RememberedFile> {
    this.#files ??= new Map(Object.entries(parse<Details>(this.#details).files ?? {}));
    return this.#files;
  }

  /** Every tool of a request, by its key. */
  get tools(): Map<string, readonly RememberedTool[]> {
    this.#tools ??= new Map(Object.entries(parse<Details>(this.#details).tools ?? {}));
    return this.#tools;
  }

  /** Keeps it for the next run. */
  learn(key: string, request: RememberedRequest, tools: readonly RememberedTool[]): void {
    this.#requests.delete(key);
    this.#requests.set(key, request);
    this.tools.set(key, tools);
    const kept = [...this.#requests].slice(-requestsAtMost);
    const keptTools = kept.map(([name]) => [name, this.tools.get(name) ?? []] as const);
    const used = new Set(keptTools.flatMap(([, all]) => all.map(([, path]) => path)));
    const heads: Heads = { version, requests: Object.fromEntries(kept) };
    const details: Details = {
      files: Object.fromEntries([...this.files].filter(([path]) => used.has(path))),
      tools: Object.fromEntries(keptTools),
    };
    // A cache folder that cannot be written is told about by those who need it.
    keepFile(this.#path, `${JSON.stringify(heads)}\n${JSON.stringify(details)}\n`);
  }
}

function readLines(path: string): readonly [heads: string, details: string] {
  try {
    const [heads = '', details = ''] = readFileSync(path, 'utf8').split('\n');
    return [heads, details];
  } catch {
    return ['', ''];
  }
}

function parse<T>(text: string): Partial<T> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
