import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { build } from 'esbuild';

// Loading a piece costs a start about half a millisecond, however small it is: it is looked for, read, checked and linked. esbuild makes a
// piece of everything that two ways share, so what belongs together comes in twenty of them.

/** An import of another piece, as esbuild writes it, minified. */
const fromPiece = /(?<=^|[;}\n])import\s*(?:\{(?<names>[^{}]*)\}\s*from\s*)?"\.\/(?<piece>[\w-]+\.js)";/gu;

/**
 * Joins pieces that are always loaded together.
 * @param {readonly { name: string, text: string, exports: readonly string[], source?: string }[]} pieces all of them, by file name; those
 *   that others load when needed have a source file of that name
 * @param {Readonly<Record<string, string>>} ways the name of a joined piece, and the source file that it begins with; whatever that loads
 *   is in it, unless an earlier one has it
 * @returns {Promise<readonly { name: string, text: string }[]>} all pieces, under names that change with any of them: one that was written
 *   for other pieces than these can never be mistaken for one of them
 */
export async function joinPieces(pieces, ways) {
  const byName = new Map(pieces.map((piece) => [piece.name, piece]));
  /** Where a piece went, and the names that its exports have there. */
  const moved = new Map();
  const joined = new Map();
  for (const [way, first] of Object.entries(ways)) {
    const start = pieces.find(({ source }) => source === first);
    if (start === undefined) throw new Error(`there is no piece for ${first}`);
    const members = closure(start, byName).filter(({ name }) => !moved.has(name));
    const into = `${way}-joined.js`;
    const taken = new Set();
    for (const { name, exports } of members) {
      const names = new Map();
      for (const exported of exports) {
        let unique = exported;
        for (let more = 2; taken.has(unique); more += 1) unique = `${exported}$${more}`;
        taken.add(unique);
        names.set(exported, unique);
      }
      moved.set(name, { into, names });
    }
    joined.set(into, members);
  }
  const texts = new Map();
  for (const [into, members] of joined) texts.set(into, renamed(await join(members, moved), moved));
  for (const { name, text } of pieces) if (!moved.has(name)) texts.set(name, renamed(text, moved));
  return named(texts);
}

/** A piece and all that it imports. */
function closure(start, byName) {
  const found = new Set([start]);
  for (const piece of found) {
    for (const { groups } of piece.text.matchAll(fromPiece)) found.add(byName.get(groups.piece));
  }
  return [...found];
}

async function join(members, moved) {
  const texts = new Map(members.map(({ name, text }) => [name, text]));
  const contents = members.map(({ name, exports }) => {
    const { names } = moved.get(name);
    return `export{${exports.map((exported) => `${exported} as ${names.get(exported)}`).join(',')}}from"./${name}";`;
  });
  const result = await build({
    stdin: { contents: contents.join(''), resolveDir: '/' },
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    plugins: [
      {
        name: 'pieces',
        setup: (plugin) => {
          plugin.onResolve({ filter: /./ }, ({ path, kind }) => {
            const name = basename(path);
            return kind !== 'dynamic-import' && texts.has(name) ? { path: name, namespace: 'piece' } : { path, external: true };
          });
          plugin.onLoad({ filter: /./, namespace: 'piece' }, ({ path }) => ({ contents: texts.get(path), loader: 'js' }));
        },
      },
    ],
  });
  return result.outputFiles[0].text;
}

/** Has a text import what was moved from where it is now. */
function renamed(text, moved) {
  const statements = text.replaceAll(fromPiece, (...match) => {
    const { names, piece } = match.at(-1);
    const there = moved.get(piece);
    if (there === undefined) return match[0];
    if (names === undefined) return `import"./${there.into}";`;
    const list = names.split(',').map((each) => {
      const [exported, local = exported] = each.trim().split(/\s+as\s+/u);
      return `${there.names.get(exported)} as ${local}`;
    });
    return `import{${list.join(',')}}from"./${there.into}";`;
  });
  return statements.replaceAll(/(?<=\bimport\(")\.\/(?<piece>[\w-]+\.js)(?="\))/gu, (whole, piece) => {
    const there = moved.get(piece);
    if (there === undefined) return whole;
    for (const [exported, unique] of there.names)
      if (exported !== unique) throw new Error(`${exported} of ${piece} has another name where it went`);
    return `./${there.into}`;
  });
}

/** Gives each piece its last name. */
function named(texts) {
  const hash = createHash('sha256');
  for (const text of texts.values()) hash.update(text);
  const mark = hash.digest('hex').slice(0, 8);
  const lastNames = new Map(
    [...texts.keys()].map((name) => [
      name,
      name.replace(/-[A-Za-z0-9]+\.js$/u, (end) => (end === '-joined.js' ? `-${mark}.js` : `${end.slice(0, -3)}-${mark}.js`)),
    ]),
  );
  return [...texts].map(([name, text]) => ({
    name: lastNames.get(name),
    text: text.replaceAll(/(?<=")\.\/(?<piece>[\w-]+\.js)(?=")/gu, (whole, piece) =>
      lastNames.has(piece) ? `./${lastNames.get(piece)}` : whole,
    ),
  }));
}
