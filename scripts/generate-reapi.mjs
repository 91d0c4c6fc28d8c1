// Protocol code out of packages/core/proto: protobufjs static code, and types for it that say what can be absent.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { declarationsOf } from './generate-reapi-types.mjs';

const protoFolder = 'packages/core/proto';
const script = 'packages/core/src/reapi/gen/reapi.js';
const types = 'packages/core/src/reapi/gen/reapi.d.ts';
const actionScript = 'packages/core/src/reapi/gen/actions.js';
const actionTypes = 'packages/core/src/reapi/gen/actions.d.ts';
/** What describes actions. A build that talks to no server loads code for these, and for what they hold, alone: it is a sixth of it all. */
const actionMessages = ['Action', 'ActionResult', 'Command', 'Directory', 'ExecutionUsage'];
/** Described for completeness, but neither served nor called; their code would only be weight. */
const withoutCode = ['build/bazel/remote/logstream/', 'google/devtools/remoteworkers/'];

export const name = 'reapi';
export const inputs = [protoFolder, 'scripts/generate-reapi.mjs', 'scripts/generate-reapi-types.mjs'];
export const outputs = [script, types, actionScript, actionTypes];

const header = '// Generated from packages/core/proto by scripts/generate-reapi.mjs. Change those, then run ./dev generate.\n';

/** Nothing here needs 64-bit numbers beyond 2^53; what is beyond decodes to an unsafe integer, which every check of a size refuses. */
const plainNumbers = '// 64-bit fields decode to plain numbers, not to Long.\n$protobuf.util.Long = undefined;\n$protobuf.configure();\n';

/** The files that code is made for, relative to the folder of protos. */
function protoFiles(root) {
  return readdirSync(join(root, protoFolder), { recursive: true })
    .filter((file) => file.endsWith('.proto') && !withoutCode.some((prefix) => file.startsWith(prefix)))
    .toSorted();
}

/** What protobufjs generates, without what nobody calls. */
function staticCode(root, reflection, name) {
  const scratch = mkdtempSync(join(tmpdir(), 'sandwright-generate-'));
  try {
    const out = join(scratch, 'reapi.js');
    // Not the proto files: given those, it would take google/protobuf/*.proto from its own stock, whose fields have other names.
    const description = join(scratch, 'reapi.json');
    writeFileSync(description, JSON.stringify(reflection.toJSON()));
    const without = ['create', 'verify', 'delimited', 'typeurl', 'convert', 'service', 'comments'].map((part) => `--no-${part}`);
    const pbjs = join(root, 'node_modules/protobufjs-cli/bin/pbjs');
    const options = ['-t', 'static-module', '-w', 'esm', '-r', name, '--force-number', ...without];
    execFileSync(process.execPath, [pbjs, ...options, '-o', out, description], { cwd: root, stdio: 'pipe' });
    return readFileSync(out, 'utf8');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Parses each file on its own, so that not even the well-known types come from anywhere but our folder. */
function reflect(root, files) {
  const protobuf = createRequire(join(root, 'packages/core/package.json'))('protobufjs');
  const reflection = new protobuf.Root();
  for (const file of files) {
    protobuf.parse.filename = file;
    protobuf.parse(readFileSync(join(root, protoFolder, file), 'utf8'), reflection, { alternateCommentMode: true });
  }
  reflection.resolveAll();
  return { protobuf, reflection };
}

/** The messages of these short names and all that they hold, in a tree of their own. */
function partOf(protobuf, reflection, shortNames) {
  const part = protobuf.Root.fromJSON(reflection.toJSON());
  part.resolveAll();
  const wanted = new Set();
  const want = (object) => {
    if (object === part || object === null || wanted.has(object)) return;
    wanted.add(object);
    want(object.parent);
    for (const field of object instanceof protobuf.Type ? object.fieldsArray : []) if (field.resolvedType) want(field.resolvedType);
  };
  const eachOf = (namespace) => namespace.nestedArray.flatMap((object) => [object, ...(object.nestedArray ? eachOf(object) : [])]);
  for (const object of eachOf(part)) if (object instanceof protobuf.Type && shortNames.includes(object.name)) want(object);
  for (const object of eachOf(part))
    if (!wanted.has(object) && (object.parent === part || wanted.has(object.parent))) object.parent.remove(object);
  return part;
}

/** A module of generated code that exports each message under its short name. */
function moduleOf(root, reflection, name, packages) {
  const code = staticCode(root, reflection, name)
    .replace(/^\/\*.*\*\/\n/, '')
    .replace(/^import .*\n/, (line) => `${line}\n${plainNumbers}`)
    // Half of the text would be indentation otherwise.
    .replaceAll(/^( {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))
    .replace(/\nexport \{[^}]*\};?\s*$/, '\n')
    .replaceAll(/^export const /gm, 'const ');
  const flat = packages.map(({ path, names }) => `export const { ${names.join(', ')} } = ${path};\n`).join('');
  return `${header}${code}\n${flat}`;
}

/**
 * @param {string} root the checkout
 * @returns {Map<string, string>}
 */
export function generate(root) {
  const { protobuf, reflection } = reflect(root, protoFiles(root));
  const { declarations, packages } = declarationsOf(protobuf, reflection);
  const part = partOf(protobuf, reflection, actionMessages);
  const actionPackages = declarationsOf(protobuf, part).packages;
  const actionNames = actionPackages.flatMap(({ names }) => names);
  return new Map([
    [relative('.', script), moduleOf(root, reflection, 'sandwright', packages)],
    [types, `${header}${declarations}`],
    [actionScript, moduleOf(root, part, 'sandwright-actions', actionPackages)],
    [actionTypes, `${header}export { ${actionNames.join(', ')} } from './reapi.js';\n`],
  ]);
}
