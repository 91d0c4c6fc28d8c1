// Bundles the CLI into packages/cli/bundle/, or the folder named: one small entry, and pieces that are loaded when they are needed.
// Pieces carry a hash in their name and are written first; programs come after them, the CLI last, each by a rename. So who starts meanwhile
// sees the old bundle or the new one whole, and a program that runs still finds the pieces that it has not loaded yet.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { joinPieces } from './join-pieces.mjs';
import { takeBuiltins } from './node-builtins.mjs';

const root = join(import.meta.dirname, '..');
const bundle = process.argv[2] ?? join(root, 'packages/cli/bundle');

/** Programs and threads that the CLI starts, by their name; each in one piece, for they load all that they have and should be small. */
const helpers = {
  'sandwright-spawner': 'packages/sandbox-local/src/spawner/spawner-main.ts',
  'launcher-main': 'packages/sandbox-local/src/process/launcher-main.ts',
  'hash-thread-main': 'packages/core/src/digest/hash-thread-main.ts',
};
const programs = { ...helpers, sandwright: 'packages/cli/src/main.ts' };

/** Pieces of former bundles are kept this long for programs that still run. */
const keepMs = 3600_000;

const startedAt = new Date();
const bundleOf = async (entries, options) => {
  const result = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(entries).map(([out, source]) => ({ in: source, out })),
    outdir: bundle,
    write: false,
    metafile: true,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    external: ['koffi'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    // CommonJS packages in the bundle (grpc-js, protobufjs) call `require` for Node's own modules; most pieces never do.
    banner: { js: "const require=(id)=>process.getBuiltinModule('node:module').createRequire(import.meta.url)(id);" },
    ...options,
  });
  const facts = new Map(Object.entries(result.metafile.outputs).map(([path, output]) => [join(root, path), output]));
  return result.outputFiles.map(({ path, text }) => {
    const { exports, entryPoint } = facts.get(path);
    return { name: basename(path), text, exports, source: entryPoint };
  });
};
const [helperPieces, pieces] = await Promise.all([
  bundleOf(helpers, {}),
  bundleOf({ sandwright: programs.sandwright }, { splitting: true, chunkNames: '[name]-[hash]' }),
]);
/** What every command loads, what those load that build, and what runs actions here. */
const ways = {
  start: 'packages/cli/src/process/run-process.ts',
  build: 'packages/cli/src/commands/build.ts',
  sandboxes: 'packages/sandbox-local/src/index.ts',
};
const files = [...helperPieces, ...(await joinPieces(pieces, ways))].map(({ name, text }) => ({
  path: join(bundle, name),
  contents: takeBuiltins(text),
}));

/** The schemas of the files that people write, for their editors: `sandwright init` refers to them. */
const schemas = readdirSync(join(root, 'schemas')).map((name) => ({
  path: join(bundle, 'schemas', name),
  contents: readFileSync(join(root, 'schemas', name)),
}));

mkdirSync(join(bundle, 'schemas'), { recursive: true });
const order = Object.keys(programs);
const rank = (path) => order.indexOf(basename(path, '.js'));
const written = new Set(['schemas']);
for (const file of [...schemas, ...files].toSorted((a, b) => rank(a.path) - rank(b.path))) {
  const partial = `${file.path}.${process.pid}.partial`;
  writeFileSync(partial, file.contents, { mode: rank(file.path) === -1 ? 0o644 : 0o755 });
  // An entry is as old as the moment when its sources were read: an edit made since then counts as newer.
  utimesSync(partial, startedAt, startedAt);
  renameSync(partial, file.path);
  written.add(basename(file.path));
}

/** Removes what was written longer ago than that. */
function removeOld(folder, keep) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (keep(name)) continue;
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > keepMs) rmSync(path, { force: true, recursive: true });
  }
}
removeOld(bundle, (name) => written.has(name) || name.startsWith('.'));
// All pieces have new names, so what was compiled for former ones is of no use.
const compiled = join(bundle, '.compile-cache');
if (existsSync(compiled)) for (const version of readdirSync(compiled)) removeOld(join(compiled, version), () => false);
