/** From 0 up to 1, as Math.random. */
export type RandomFraction = () => number;

type Change = { readonly at: number; readonly data: Buffer } | { readonly length: number };

function apply(content: Buffer, change: Change): Buffer {
  if ('length' in change)
    return Buffer.concat([content.subarray(0, change.length), Buffer.alloc(Math.max(0, change.length - content.length))]);
  const end = change.at + change.data.length;
  const grown = end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : Buffer.from(content);
  change.data.copy(grown, change.at);
  return grown;
}

/** A file whose unsynced changes may or may not survive. */
export class FaultyFile {
  #content: Buffer = Buffer.alloc(0);
  #safe: Buffer = Buffer.alloc(0);
  #changes: Change[] = [];

  get size(): number {
    return this.#content.length;
  }

  get pendingWrites(): number {
    return this.#changes.length;
  }

  read(buffer: Uint8Array, position: number): number {
    const part = this.#content.subarray(position, position + buffer.byteLength);
    buffer.set(part);
    return part.length;
  }

  write(data: Uint8Array, at: number): void {
    this.#change({ at, data: Buffer.from(data) });
  }

  truncate(length: number): void {
    this.#change({ length });
  }

  /** The first `count` changes are on the disk now. */
  sync(count: number): void {
    for (const change of this.#changes.splice(0, count)) this.#safe = apply(this.#safe, change);
  }

  /** Any of the unsynced changes, and of the writes any part: blocks reach a disk in no particular order. */
  afterPowerCut(random: RandomFraction): FaultyFile {
    const file = new FaultyFile();
    let content = this.#safe;
    for (const change of this.#changes) {
      const luck = random();
      if (luck < 0.3) continue;
      if (luck < 0.5 || 'length' in change) content = apply(content, change);
      else {
        const from = luck < 0.75 ? 0 : Math.floor(random() * change.data.length);
        const to = Math.floor(from + random() * (change.data.length - from));
        content = apply(content, { at: change.at + from, data: change.data.subarray(from, to) });
        // The size may be on the disk although the bytes are not.
        if (random() < 0.5) content = apply(content, { length: Math.max(content.length, change.at + change.data.length) });
      }
    }
    file.#content = content;
    file.#safe = content;
    return file;
  }

  #change(change: Change): void {
    this.#changes.push(change);
    this.#content = apply(this.#content, change);
  }
}

type Entry = FaultyFile | 'folder';
type NameChange =
  | { readonly set: string; readonly entry: Entry }
  | { readonly unset: string }
  | { readonly from: string; readonly to: string; readonly entry: Entry };

function applyName(names: Map<string, Entry>, change: NameChange): void {
  if ('set' in change) names.set(change.set, change.entry);
  else if ('unset' in change) names.delete(change.unset);
  else {
    names.delete(change.from);
    names.set(change.to, change.entry);
  }
}

/** A folder whose unsynced names may or may not survive; they are written in order, as a journal does. */
export class FaultyFolder {
  readonly #names = new Map<string, Entry>();
  readonly #safe = new Map<string, Entry>();
  #changes: NameChange[] = [];

  get pendingNames(): number {
    return this.#changes.length;
  }

  file(name: string): FaultyFile | undefined {
    const entry = this.#names.get(name);
    return entry === 'folder' ? undefined : entry;
  }

  names(): string[] {
    return [...this.#names.keys()];
  }

  folderNames(): string[] {
    return [...this.#names].filter(([, entry]) => entry === 'folder').map(([name]) => name);
  }

  usedBytes(): number {
    let bytes = 0;
    for (const entry of this.#names.values()) if (entry !== 'folder') bytes += entry.size;
    return bytes;
  }

  create(name: string): FaultyFile {
    const entry = new FaultyFile();
    this.#change({ set: name, entry });
    return entry;
  }

  createFolder(name: string): void {
    this.#change({ set: name, entry: 'folder' });
  }

  unlink(name: string): void {
    if (this.#names.has(name)) this.#change({ unset: name });
  }

  rename(from: string, to: string): void {
    const entry = this.#names.get(from);
    if (entry !== undefined) this.#change({ from, to, entry });
  }

  /** The first `count` changes are on the disk now. */
  sync(count: number): void {
    for (const change of this.#changes.splice(0, count)) applyName(this.#safe, change);
  }

  afterPowerCut(random: RandomFraction): FaultyFolder {
    const names = new Map(this.#safe);
    for (const change of this.#changes.slice(0, Math.floor(random() * (this.#changes.length + 1)))) applyName(names, change);
    const folder = new FaultyFolder();
    for (const [name, entry] of names) {
      const kept = entry === 'folder' ? entry : entry.afterPowerCut(random);
      folder.#names.set(name, kept);
      folder.#safe.set(name, kept);
    }
    return folder;
  }

  #change(change: NameChange): void {
    this.#changes.push(change);
    applyName(this.#names, change);
  }
}
