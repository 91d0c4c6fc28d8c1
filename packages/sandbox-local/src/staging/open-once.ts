/** Something that is opened when it is first wanted. Where that fails, whoever wants it next tries again: a disk may have room by then. */
export class OpenOnce<T> {
  readonly #open: () => Promise<T>;
  #opened: Promise<T> | undefined;

  constructor(open: () => Promise<T>) {
    this.#open = open;
  }

  /** @throws what opening throws */
  get(): Promise<T> {
    if (this.#opened !== undefined) return this.#opened;
    const opened = this.#open();
    this.#opened = opened;
    opened.catch(() => {
      this.#opened = undefined;
    });
    return opened;
  }

  /** What was opened, if anything was. */
  async opened(): Promise<T | undefined> {
    return await this.#opened?.catch(() => undefined);
  }
}
