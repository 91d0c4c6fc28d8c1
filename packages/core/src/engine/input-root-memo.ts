import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Digest } from '../digest/digest.ts';
import { keepMap, readKeptMap } from '../util/kept-map.ts';

type Entry = readonly [key: string, hash: string, sizeBytes: number];

/** Raised when input roots come to be made in another way from the same inputs. */
const version = 1;

/**
 * Remembers the input roots of one project's large targets: encoding thousands of files that did not change takes longer than finding out
 * that they did not. It lies in the cache folder; that it is old or gone costs time and nothing else.
 */
export class InputRootMemo {
  readonly #file: string;
  #entries: Map<string, Entry> | undefined;
  readonly #used = new Set<string>();
  #changed = false;

  /**
   * @param cacheDirectory absolute; a folder `input-roots` is made in it
   * @param projectRoot absolute path of the project
   */
  constructor(cacheDirectory: string, projectRoot: string) {
    this.#file = join(cacheDirectory, 'input-roots', `${hash('sha256', projectRoot, 'hex').slice(0, 32)}.json`);
  }

  /**
   * The root of a target's inputs, if they are what they were.
   * @param label the target
   * @param key stands for all that the root is made of
   */
  get(label: string, key: string): Digest | undefined {
    this.#used.add(label);
    const entry = this.#read().get(label);
    return entry?.[0] === key ? { hash: entry[1], sizeBytes: entry[2] } : undefined;
  }

  set(label: string, key: string, { hash: digest, sizeBytes }: Digest): void {
    this.#used.add(label);
    this.#read().set(label, [key, digest, sizeBytes]);
    this.#changed = true;
  }

  forget(label: string): void {
    if (this.#read().delete(label)) this.#changed = true;
  }

  /** Writes it if something changed. */
  save(isTarget: (label: string) => boolean): void {
    if (!this.#changed) return;
    const entries = [...this.#read()].filter(([label]) => this.#used.has(label) || isTarget(label));
    if (keepMap(this.#file, version, entries)) this.#changed = false;
  }

  #read(): Map<string, Entry> {
    this.#entries ??= readKeptMap(this.#file, version);
    return this.#entries;
  }
}
