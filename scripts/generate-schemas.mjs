// JSON Schemas of the files that people write, so that editors complete and check them. They come from the shapes that read those files.

/** @type {readonly (readonly [string, string, string])[]} */
const files = [
  ['project', 'projectFileShape', 'sandwright.yaml'],
  ['build', 'buildFileShape', 'BUILD.yaml'],
  ['overlay', 'overlayFileShape', 'a file named by --config, such as sandwright.ci.yaml'],
  ['user', 'userFileShape', "the user's own file, ~/.config/sandwright/config.yaml"],
];

export const name = 'schemas';
export const inputs = [
  'packages/core/src/config',
  'packages/core/src/environment',
  'packages/core/src/options',
  'packages/core/src/project',
  'scripts/generate-schemas.mjs',
];
export const outputs = files.map(([file]) => `schemas/${file}.schema.json`);

/** @returns {Promise<Map<string, string>>} */
export async function generate() {
  const shapes = await import('../packages/core/src/project/project-file.ts');
  return new Map(
    files.map(([file, shape, title]) => [
      `schemas/${file}.schema.json`,
      `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...shapes[shape].jsonSchema() }, undefined, 2)}\n`,
    ]),
  );
}
