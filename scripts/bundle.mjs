// Bundles the CLI into packages/cli/bundle/, or the folder named: one small entry, and pieces that are loaded when they are needed.
// Pieces carry a hash in their name and are written first; programs come after them, the CLI last, each by a rename. So who starts meanwhile
// sees the old bundle or the new one whole, and a program that runs still finds the pieces that it has not loaded yet.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { takeBuiltins } from './node-builtins.mjs';

const root = join(import.meta.dirname, '..');
const bundle = process.argv[2] ?? join(root, 'packages/cli/bundle');

/** Programs that the CLI starts, by their name; each in one piece, for they load all that they have and should be small. */
const helpers = {
  'sandwright-spawner': 'packages/sandbox-local/src/spawner/spawner-main.ts',
  'launcher-main': 'packages/sandbox-local/src/process/launcher-main.ts',
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
  return result.outputFiles.map(({ path, text }) => ({ path, contents: takeBuiltins(text) }));
};
const files = (
  await Promise.all([
    bundleOf(helpers, {}),
    bundleOf({ sandwright: programs.sandwright }, { splitting: true, chunkNames: '[name]-[hash]' }),
  ])
).flat();

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

for (const name of readdirSync(bundle)) {
  const path = join(bundle, name);
  if (written.has(name) || name.startsWith('.')) continue;
  if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > keepMs) rmSync(path, { force: true, recursive: true });
}
