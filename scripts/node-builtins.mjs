import { isBuiltin } from 'node:module';

/**
 * Gives a bundle Node's own modules by `process.getBuiltinModule`. An `import` of one reads all that it exports, and so loads what it only
 * loads on demand: `node:fs` all streams, `node:crypto` the whole of Web Crypto. That is ten milliseconds of every start.
 */
export const nodeBuiltins = {
  name: 'node-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind.startsWith('import') && isBuiltin(path) ? { path, namespace: 'node-builtins', sideEffects: false } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'node-builtins' }, ({ path }) => ({ contents: moduleOf(path), loader: 'js' }));
  },
};

/** Marked as pure, a name that nobody imports is left out, and never read. */
function moduleOf(path) {
  const names = Object.keys(process.getBuiltinModule(path)).filter(
    (name) => /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && name !== 'default',
  );
  return [
    `const builtin = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`,
    'export default builtin;',
    ...names.map((name) => `const $${name} = /* @__PURE__ */ (() => builtin.${name})();`),
    `export { ${names.map((name) => `$${name} as ${name}`).join(', ')} };`,
  ].join('\n');
}
