// Bundles the CLI into packages/cli/bundle/: one small entry, and pieces that are loaded when they are needed.
// Pieces carry a hash in their name and are written first; the entries come last, each by a rename. So a program that starts meanwhile sees
// either the old bundle or the new one, and one that runs still finds the pieces it has not loaded yet.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const bundle = join(root, 'packages/cli/bundle');
const main = 'sandwright';

/** Every program of the bundle by its name; all but the CLI itself are started by it. */
const programs = {
  [main]: 'packages/cli/src/main.ts',
};

/** Pieces of former bundles are kept this long for programs that still run. */
const keepMs = 24 * 3600_000;

const startedAt = new Date();
const result = await build({
  absWorkingDir: root,
  entryPoints: Object.entries(programs).map(([out, source]) => ({ in: source, out })),
  outdir: bundle,
  write: false,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  conditions: ['source'],
  external: ['koffi'],
  chunkNames: '[name]-[hash]',
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  // CommonJS packages in the bundle (grpc-js, protobufjs) call `require` for Node's own modules.
  banner: { js: "import{createRequire as $createRequire}from'node:module';const require=$createRequire(import.meta.url);" },
});

mkdirSync(bundle, { recursive: true });
const isEntry = (path) => Object.hasOwn(programs, basename(path, '.js'));
const written = new Set();
for (const file of [...result.outputFiles].sort((a, b) => Number(isEntry(a.path)) - Number(isEntry(b.path)))) {
  const partial = `${file.path}.${process.pid}.partial`;
  writeFileSync(partial, file.contents, { mode: isEntry(file.path) ? 0o755 : 0o644 });
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
