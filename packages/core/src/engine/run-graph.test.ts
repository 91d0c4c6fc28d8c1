import { expect, test } from '@jest/globals';
import { randomNumbers } from '../testing/random-numbers.ts';
import { runGraph } from './run-graph.ts';

interface Task {
  readonly dependencies: readonly string[];
  readonly fails: boolean;
}

function randomGraph(random: () => number): ReadonlyMap<string, Task> {
  const size = 1 + Math.floor(random() * 40);
  const failing = random() < 0.5 ? 0 : random() * 0.3;
  const tasks: [string, Task][] = [];
  for (let index = 0; index < size; index += 1) {
    const dependencies = tasks.filter(() => random() < 3 / size).map(([name]) => name);
    tasks.push([`t${index}`, { dependencies, fails: random() < failing }]);
  }
  // The order in which tasks are declared must not matter.
  return new Map(
    tasks
      .map((task) => [random(), task] as const)
      .sort(([one], [other]) => one - other)
      .map(([, task]) => task),
  );
}

/** Every task that cannot run because of a failed one, straight or not. */
function doomed(graph: ReadonlyMap<string, Task>): ReadonlySet<string> {
  const found = new Set<string>();
  const isDoomed = (name: string): boolean =>
    graph.get(name)?.dependencies.some((dependency) => graph.get(dependency)?.fails === true || isDoomed(dependency)) === true;
  for (const name of graph.keys()) if (isDoomed(name)) found.add(name);
  return found;
}

const rounds = process.env['SANDWRIGHT_SOAK'] === '1' ? 5000 : 100;

test.each([true, false])(
  'random graphs: each task once, after what it needs; keepGoing %s',
  async (keepGoing) => {
    const random = randomNumbers(keepGoing ? 1 : 2);
    for (let round = 0; round < rounds; round += 1) {
      const graph = randomGraph(random);
      const started: string[] = [];
      const done = new Set<string>();
      let stopped = false;
      let inFlight = 0;
      const maxInFlight = 1 + Math.floor(random() * 5);
      const results = await runGraph<Task, string>({
        nodes: graph,
        dependenciesOf: (task) => task.dependencies,
        run: async (task, name) => {
          expect(started).not.toContain(name);
          for (const dependency of task.dependencies) expect(done).toContain(dependency);
          expect(stopped).toBe(false);
          started.push(name);
          inFlight += 1;
          expect(inFlight).toBeLessThanOrEqual(maxInFlight);
          for (let turn = random() * 4; turn > 0; turn -= 1) await Promise.resolve();
          inFlight -= 1;
          if (!task.fails) done.add(name);
          return task.fails ? 'failed' : 'ok';
        },
        succeeded: (result) => result === 'ok',
        skip: (_task, _name, because) => (because === undefined ? 'stopped' : `because ${because}`),
        keepGoing,
        maxInFlight,
        onStop: () => {
          stopped = true;
        },
      });
      expect(stopped).toBe(!keepGoing && [...results.values()].includes('failed'));
      expect([...results.keys()].sort()).toEqual([...graph.keys()].sort());
      const dead = doomed(graph);
      for (const [name, result] of results) {
        if (result.startsWith('because ')) {
          expect(dead).toContain(name);
          expect(results.get(result.slice('because '.length))).toBe('failed');
        }
        if (dead.has(name)) expect(result).toMatch(/^(because|stopped)/);
        else if (keepGoing) expect(result).toBe(graph.get(name)?.fails === true ? 'failed' : 'ok');
      }
    }
  },
  600_000,
);

test('what most others wait for starts first', async () => {
  const order: string[] = [];
  await runGraph<Task, true>({
    nodes: new Map(
      Object.entries({ lone: [], chain1: [], chain2: ['chain1'], chain3: ['chain2'] }).map(([name, dependencies]) => [
        name,
        { dependencies, fails: false },
      ]),
    ),
    dependenciesOf: (task) => task.dependencies,
    run: async (_task, name) => {
      order.push(name);
      return true;
    },
    succeeded: () => true,
    skip: () => true,
    keepGoing: true,
    maxInFlight: 1,
  });
  expect(order[0]).toBe('chain1');
});

test('after an abort nothing starts, and what runs is waited for', async () => {
  const abort = new AbortController();
  const graph = new Map(['a', 'b', 'c'].map((name) => [name, { dependencies: [], fails: false }]));
  let ended = 0;
  const results = await runGraph<Task, string>({
    nodes: graph,
    dependenciesOf: (task) => task.dependencies,
    run: async () => {
      setImmediate(() => abort.abort());
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      ended += 1;
      return 'ok';
    },
    succeeded: (result) => result === 'ok',
    skip: () => 'skipped',
    keepGoing: false,
    maxInFlight: 1,
    signal: abort.signal,
  });
  expect(['a', 'b', 'c'].map((name) => results.get(name))).toEqual(['ok', 'skipped', 'skipped']);
  expect(ended).toBe(1);
});

test('a cycle is refused instead of waited for', async () => {
  const graph = new Map([
    ['a', { dependencies: ['b'], fails: false }],
    ['b', { dependencies: ['a'], fails: false }],
  ]);
  const run = runGraph<Task, string>({
    nodes: graph,
    dependenciesOf: (task) => task.dependencies,
    run: async () => 'ok',
    succeeded: () => true,
    skip: () => 'skipped',
    keepGoing: true,
    maxInFlight: 1,
  });
  await expect(run).rejects.toThrow('cycle');
});

test('ten thousand tasks do not exhaust the stack', async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
  const graph = new Map(
    names.map((name, index) => [name, { dependencies: names.slice(Math.max(0, index - 1), index), fails: index === 0 }]),
  );
  const results = await runGraph<Task, string>({
    nodes: graph,
    dependenciesOf: (task) => task.dependencies,
    run: async () => 'failed',
    succeeded: () => false,
    skip: () => 'skipped',
    keepGoing: true,
    maxInFlight: 8,
  });
  expect([...results.values()].filter((result) => result === 'skipped')).toHaveLength(9_999);
});
