import { throwIfAborted } from '../util/abort.ts';

/** A graph of tasks and how to run them. */
export interface GraphOptions<Node, Result> {
  /** Every task by its name. */
  readonly nodes: ReadonlyMap<string, Node>;
  /** Names of the tasks that must be there first; each is in `nodes`. No cycles. */
  readonly dependenciesOf: (node: Node) => readonly string[];
  /** Runs a task. It must not throw; what went wrong is in the result. */
  readonly run: (node: Node, name: string) => Promise<Result>;
  /** Whether tasks that depend on one with this result can run. */
  readonly succeeded: (result: Result) => boolean;
  /** The result of a task that is not run. `because` is the dependency that failed; undefined where the whole run stops. */
  readonly skip: (node: Node, name: string, because: string | undefined) => Result;
  /** Whether tasks that depend on no failed one go on after a failure. */
  readonly keepGoing: boolean;
  /** Started and unfinished tasks at most. */
  readonly maxInFlight: number;
  /** No task starts once it is aborted; those that run have to end by themselves. */
  readonly signal?: AbortSignal | undefined;
  /** Called once when a failure stops the run. */
  readonly onStop?: () => void;
}

interface State<Node> {
  readonly name: string;
  readonly node: Node;
  readonly dependents: State<Node>[];
  missing: number;
  /** Length of the longest chain of tasks that wait for this one. */
  height: number;
  failedDependency: string | undefined;
}

/**
 * Runs every task once, after all that it depends on. Tasks that most others wait for come first.
 * @returns the result of every task, run or skipped, in the order of their ends
 */
export async function runGraph<Node, Result>(options: GraphOptions<Node, Result>): Promise<ReadonlyMap<string, Result>> {
  const results = new Map<string, Result>();
  const ready = statesOf(options)
    .filter((state) => state.missing === 0)
    .sort((one, other) => other.height - one.height);
  let next = 0;
  let inFlight = 0;
  let stopped = false;
  const { promise: finished, resolve, reject } = Promise.withResolvers<void>();

  const settle = (state: State<Node>, result: Result, failed: string | undefined): void => {
    results.set(state.name, result);
    for (const dependent of state.dependents) {
      dependent.failedDependency ??= failed;
      dependent.missing -= 1;
      if (dependent.missing === 0) ready.push(dependent);
    }
  };
  const launch = async (state: State<Node>): Promise<void> => {
    inFlight += 1;
    try {
      const result = await options.run(state.node, state.name);
      const succeeded = options.succeeded(result);
      if (!succeeded && !options.keepGoing && !stopped) {
        stopped = true;
        options.onStop?.();
      }
      settle(state, result, succeeded ? undefined : state.name);
    } finally {
      inFlight -= 1;
    }
    advance();
  };
  const advance = (): void => {
    while (next < ready.length) {
      const state = ready[next];
      if (state === undefined) break;
      const idle = stopped || options.signal?.aborted === true;
      if (state.failedDependency !== undefined || idle) {
        next += 1;
        settle(state, options.skip(state.node, state.name, state.failedDependency), state.failedDependency);
      } else if (inFlight < options.maxInFlight) {
        next += 1;
        launch(state).catch(reject);
      } else {
        return;
      }
    }
    if (inFlight === 0) resolve();
  };
  advance();
  await finished;
  if (results.size !== options.nodes.size) {
    throwIfAborted(options.signal);
    throw new Error('a graph of tasks with a cycle');
  }
  return results;
}

function statesOf<Node, Result>(options: GraphOptions<Node, Result>): readonly State<Node>[] {
  const { nodes, dependenciesOf } = options;
  const states = new Map<string, State<Node>>();
  for (const [name, node] of nodes) states.set(name, { name, node, dependents: [], missing: 0, height: 0, failedDependency: undefined });
  for (const state of states.values()) {
    for (const dependency of new Set(dependenciesOf(state.node))) {
      const found = states.get(dependency);
      if (found === undefined) throw new Error(`${state.name} depends on ${dependency}, which is not in the graph`);
      found.dependents.push(state);
      state.missing += 1;
    }
  }
  measureHeights([...states.values()], dependenciesOf, states);
  return [...states.values()];
}

/** Goes from the tasks that nothing waits for down to what they need, each after all that wait for it; a cycle is left out. */
function measureHeights<Node>(
  all: readonly State<Node>[],
  dependenciesOf: (node: Node) => readonly string[],
  states: ReadonlyMap<string, State<Node>>,
): void {
  const waiting = new Map(all.map((state) => [state, state.dependents.length]));
  const queue = all.filter((state) => state.dependents.length === 0);
  for (const state of queue) {
    for (const dependency of new Set(dependenciesOf(state.node))) {
      const below = states.get(dependency);
      if (below === undefined) continue;
      below.height = Math.max(below.height, state.height + 1);
      const left = (waiting.get(below) ?? 0) - 1;
      waiting.set(below, left);
      if (left === 0) queue.push(below);
    }
  }
}
