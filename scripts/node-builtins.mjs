const statement =
  /(?<=^|[;}\n])import\s*(?:(?:\*\s*as\s+)?(?<whole>[\w$]+)\s*,?\s*)?(?:\{(?<names>[^{}]*)\}\s*)?(?:from\s*)?"(?<module>node:[\w/]+)";/gu;

/**
 * Makes a bundle take Node's own modules by `process.getBuiltinModule`. An `import` of one reads all that it exports, and so loads what
 * otherwise is loaded on demand: `node:fs` all streams, `node:crypto` the whole of Web Crypto. That is some milliseconds of every start.
 * @param {string} text a file as esbuild writes it, minified: every import statement follows on the end of a statement
 */
export function takeBuiltins(text) {
  const taken = [];
  const rest = text.replaceAll(statement, (...match) => {
    const { whole, names, module } = match.at(-1);
    const builtin = `process.getBuiltinModule("${module}")`;
    if (whole !== undefined) taken.push(`const ${whole}=${builtin};`);
    if (names !== undefined) taken.push(`const{${names.replaceAll(/\s+as\s+/gu, ':')}}=${builtin};`);
    return '';
  });
  if (taken.length === 0) return text;
  // Imports are hoisted, so these come before everything else.
  const [hashbang = ''] = /^#!.*\n/u.exec(rest) ?? [];
  return `${hashbang}${taken.join('')}${rest.slice(hashbang.length)}`;
}
