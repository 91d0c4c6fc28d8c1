// Writes every generated file again; with --check it only says which ones differ from what would be written.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as descriptors from './generate-descriptors.mjs';
import * as reapi from './generate-reapi.mjs';
import * as schemas from './generate-schemas.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Everything that is generated. An entry is a module with
 *   name     for people
 *   inputs   files and folders, relative to the root, that decide the output; nothing is done while they and the output stay the same
 *   outputs  files, relative to the root
 *   generate(root) gives, at once or by a promise, a Map from each output to its text
 */
const generators = [reapi, descriptors, schemas];

/** Every file at or below a path, sorted. */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** A hash over names and bytes; undefined if one of the files is absent. */
function stampOf(paths) {
  const hash = createHash('sha256');
  try {
    for (const file of paths.flatMap((path) => filesOf(join(root, path)))) {
      const bytes = readFileSync(file);
      hash.update(`${relative(root, file)} ${bytes.length}\n`).update(bytes);
    }
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

/** The text that stands in a file, or undefined. */
function current(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const check = process.argv.includes('--check');
let stale = 0;
for (const generator of generators) {
  // The stamp only saves time; it lies where nothing of the project is kept and can be removed at any moment.
  const stampFile = join(root, 'node_modules/.cache/sandwright-generate', generator.name);
  const watched = [...generator.inputs, ...generator.outputs, 'scripts/generate.mjs', 'pnpm-lock.yaml'];
  const before = stampOf(watched);
  if (before !== undefined && before === current(relative(root, stampFile))) continue;
  const files = await Promise.resolve(generator.generate(root));
  const wrong = [...files].filter(([path, text]) => current(path) !== text);
  for (const [path, text] of wrong) {
    if (check) {
      stale += 1;
      process.stderr.write(`${path} differs from what ${generator.name} generates; run ./dev generate and commit it\n`);
    } else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      process.stdout.write(`${path}\n`);
    }
  }
  if (check && wrong.length > 0) continue;
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stampOf(watched) ?? '');
}
process.exitCode = stale === 0 ? 0 : 1;
