import { BinaryHeap } from './binary-heap.ts';
import { type InvocationTurn, InvocationTurns } from './invocation-turns.ts';

/** What waits in a queue. */
export interface QueueItem {
  /** Lower runs sooner. */
  readonly priority: number;
  /** Grows with time; of two equal ones the older runs sooner. */
  readonly sequence: number;
  /** Items of one invocation take turns with those of others. */
  readonly invocation: string;
}

/** An item and whose turn it is; of two, the one that `before` prefers runs sooner. */
export interface QueueHead<Item> {
  readonly item: Item;
  readonly turn: number;
}

/** Fair between invocations, then priority, then age. */
export function before<Item extends QueueItem>(a: QueueHead<Item>, b: QueueHead<Item>): boolean {
  if (a.turn !== b.turn) return a.turn < b.turn;
  if (a.item.priority !== b.item.priority) return a.item.priority < b.item.priority;
  return a.item.sequence < b.item.sequence;
}

interface Invocation<Item> {
  readonly name: string;
  readonly items: BinaryHeap<Item>;
  standing: InvocationTurn;
  /** Which of its entries in the order is the true one; others are left over from before. */
  entry: Entry<Item> | undefined;
}

interface Entry<Item> extends QueueHead<Item> {
  readonly invocation: Invocation<Item>;
}

/** A queue in which invocations take turns; within one, lower priority numbers come first, then older items. */
export class FairQueue<Item extends QueueItem> {
  readonly #turns: InvocationTurns;
  readonly #invocations = new Map<string, Invocation<Item>>();
  readonly #order = new BinaryHeap<Entry<Item>>(before);
  readonly #removed = new Set<Item>();
  #size = 0;

  /** @param turns shared with the other queues of a scheduler, so that turns are counted over all of them */
  constructor(turns: InvocationTurns = new InvocationTurns()) {
    this.#turns = turns;
  }

  /** How many items wait. */
  get size(): number {
    return this.#size;
  }

  push(item: Item): void {
    this.#size += 1;
    const standing = this.#turns.add(item.invocation);
    let invocation = this.#invocations.get(item.invocation);
    if (invocation === undefined) {
      const items = new BinaryHeap<Item>((a, b) => a.priority < b.priority || (a.priority === b.priority && a.sequence < b.sequence));
      invocation = { name: item.invocation, items, standing, entry: undefined };
      this.#invocations.set(item.invocation, invocation);
    }
    invocation.standing = standing;
    invocation.items.push(item);
    if (invocation.items.peek() === item) this.#place(invocation, item);
  }

  /** The item that `pop` would give, and whose turn it is. */
  peek(): QueueHead<Item> | undefined {
    while (true) {
      const entry = this.#order.peek();
      if (entry === undefined) return undefined;
      const { invocation } = entry;
      if (invocation.entry === entry) {
        const item = this.#headOf(invocation);
        if (item === entry.item && entry.turn === invocation.standing.turn) return entry;
        this.#order.pop();
        if (item === undefined) this.#forget(invocation);
        else this.#place(invocation, item);
      } else this.#order.pop();
    }
  }

  /** All that wait, in no order. */
  *values(): Generator<Item, void, undefined> {
    for (const { items } of this.#invocations.values()) for (const item of items.values()) if (!this.#removed.has(item)) yield item;
  }

  pop(): Item | undefined {
    const head = this.peek();
    const entry = this.#order.pop();
    if (head === undefined || entry === undefined) return undefined;
    const { invocation, item } = entry;
    invocation.items.pop();
    this.#size -= 1;
    this.#turns.served(invocation.name);
    const next = this.#headOf(invocation);
    if (next === undefined) this.#forget(invocation);
    else this.#place(invocation, next);
    return item;
  }

  /** Takes an item out that is in the queue. */
  remove(item: Item): void {
    this.#removed.add(item);
    this.#size -= 1;
    this.#turns.remove(item.invocation);
    // Removed items are dropped when they come to the head; many that never do are dropped together.
    if (this.#removed.size <= 1_000 || this.#removed.size <= this.#size) return;
    for (const { items } of this.#invocations.values()) items.filter((each) => !this.#removed.has(each));
    this.#order.filter((entry) => entry.invocation.entry === entry);
    this.#removed.clear();
  }

  /** Gives an invocation a new place in the order; its old entry stays there and is passed over. */
  #place(invocation: Invocation<Item>, item: Item): void {
    invocation.entry = { invocation, item, turn: invocation.standing.turn };
    this.#order.push(invocation.entry);
  }

  #forget(invocation: Invocation<Item>): void {
    invocation.entry = undefined;
    this.#invocations.delete(invocation.name);
  }

  #headOf(invocation: Invocation<Item>): Item | undefined {
    while (true) {
      const item = invocation.items.peek();
      if (item === undefined || !this.#removed.delete(item)) return item;
      invocation.items.pop();
    }
  }
}
