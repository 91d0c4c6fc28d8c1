import { BinaryHeap } from './binary-heap.ts';

/** What waits in a queue. */
export interface QueueItem {
  /** Lower runs sooner. */
  readonly priority: number;
  /** Grows with time; of two equal ones the older runs sooner. */
  readonly sequence: number;
  /** Items of one invocation take turns with those of others. */
  readonly invocation: string;
}

interface Invocation<Item> {
  readonly name: string;
  readonly items: BinaryHeap<Item>;
  /** Sequence of the item with which it came; decides between equal turns. */
  readonly since: number;
  /** How many turns it has had, in the time of the queue. */
  turn: number;
}

/** A queue in which invocations take turns; within one, lower priority numbers come first, then older items. */
export class FairQueue<Item extends QueueItem> {
  readonly #invocations = new Map<string, Invocation<Item>>();
  readonly #order = new BinaryHeap<Invocation<Item>>((a, b) => a.turn < b.turn || (a.turn === b.turn && a.since < b.since));
  readonly #removed = new Set<Item>();
  /** The turn of the invocation that was served last; who comes new starts here, not at zero. */
  #turn = 0;
  #size = 0;

  /** How many items wait. */
  get size(): number {
    return this.#size;
  }

  push(item: Item): void {
    this.#size += 1;
    const known = this.#invocations.get(item.invocation);
    if (known !== undefined) {
      known.items.push(item);
      return;
    }
    const items = new BinaryHeap<Item>((a, b) => a.priority < b.priority || (a.priority === b.priority && a.sequence < b.sequence));
    items.push(item);
    const invocation = { name: item.invocation, items, since: item.sequence, turn: this.#turn };
    this.#invocations.set(item.invocation, invocation);
    this.#order.push(invocation);
  }

  /** The item that `pop` would give. */
  peek(): Item | undefined {
    while (true) {
      const invocation = this.#order.peek();
      if (invocation === undefined) return undefined;
      const item = this.#headOf(invocation);
      if (item !== undefined) return item;
      this.#order.pop();
      this.#invocations.delete(invocation.name);
    }
  }

  pop(): Item | undefined {
    const item = this.peek();
    const invocation = this.#order.pop();
    if (item === undefined || invocation === undefined) return undefined;
    invocation.items.pop();
    this.#size -= 1;
    this.#turn = invocation.turn;
    invocation.turn += 1;
    if (invocation.items.size > 0) this.#order.push(invocation);
    else this.#invocations.delete(invocation.name);
    return item;
  }

  /** Takes an item out that is in the queue. */
  remove(item: Item): void {
    this.#removed.add(item);
    this.#size -= 1;
    // Removed items are dropped when they come to the head; many that never do are dropped together.
    if (this.#removed.size <= 1_000 || this.#removed.size <= this.#size) return;
    for (const { items } of this.#invocations.values()) items.filter((each) => !this.#removed.has(each));
    this.#removed.clear();
  }

  #headOf(invocation: Invocation<Item>): Item | undefined {
    while (true) {
      const item = invocation.items.peek();
      if (item === undefined || !this.#removed.delete(item)) return item;
      invocation.items.pop();
    }
  }
}
