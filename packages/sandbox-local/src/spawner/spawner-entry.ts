import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How to start the spawner: arguments for node, the program last. */
export type SpawnerEntry = readonly string[];

/**
 * Where the spawner's program can be, seen from this file. In a checkout (and in tests) it is the source beside this file, which Node runs by
 * leaving the types out; in the built package the same with `.js`. A bundle puts this file's code somewhere else: whoever makes one makes
 * a second, self-contained entry of `spawner-main.ts`, named `sandwright-spawner.js`, beside the main one (koffi stays external).
 */
const places: readonly { readonly path: string; readonly flags: readonly string[] }[] = [
  // Leaving types out takes WebAssembly, which --lite-mode has not.
  { path: './spawner-main.ts', flags: ['--conditions=source', '--disable-warning=ExperimentalWarning'] },
  { path: './spawner-main.js', flags: ['--lite-mode'] },
  { path: './sandwright-spawner.js', flags: ['--lite-mode'] },
  { path: '../sandwright-spawner.js', flags: ['--lite-mode'] },
];

// A young generation of 1 MiB and a small heap: the spawner holds nothing for long, and fork copies the page tables of what it has. Compiling
// its little code would not make it faster, measured over 200 actions, and takes 6 MB.
const smallHeap = ['--max-semi-space-size=1', '--max-old-space-size=64'];

/**
 * Finds the spawner's program.
 * @param from URL of the module that looks; this one by default
 * @throws Error if it is nowhere
 */
export function findSpawnerEntry(from: string = import.meta.url): SpawnerEntry {
  for (const { path, flags } of places) {
    const file = fileURLToPath(new URL(path, from));
    if (existsSync(file)) return [...smallHeap, ...flags, file];
  }
  throw new Error(`the program of the spawner is not beside ${from}; was it left out of a bundle?`);
}
