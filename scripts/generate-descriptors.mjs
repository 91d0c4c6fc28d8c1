// What reflection answers with: a file descriptor for each package of packages/core/proto, with what is in it.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const protoFolder = 'packages/core/proto';
const script = 'packages/core/src/reapi/gen/descriptors.js';
const types = 'packages/core/src/reapi/gen/descriptors.d.ts';

export const name = 'descriptors';
export const inputs = [protoFolder, 'scripts/generate-descriptors.mjs'];
export const outputs = [script, types];

const header = '// Generated from packages/core/proto by scripts/generate-descriptors.mjs. Change those, then run ./dev generate.\n';

const declarations = `/** One package of the protocols, as reflection describes it. */
export interface DescribedFile {
  /** For instance \`google_rpc.proto\`. */
  readonly name: string;
  /** Names of files whose types it uses. */
  readonly dependencies: readonly string[];
  /** Full names of its services, methods, messages and enums. */
  readonly symbols: readonly string[];
  /** An encoded google.protobuf.FileDescriptorProto, in base64. */
  readonly descriptor: string;
}
/** Every package. */
export const describedFiles: readonly DescribedFile[];
`;

/**
 * Notes the full names of a message and of what is nested in it, and makes the names of the types that it uses full as well: protobufjs
 * writes them relative to where they stand.
 */
function visitMessage(message, prefix, reflection, symbols, used) {
  const fullName = `${prefix}.${message.name}`;
  symbols.push(fullName);
  const type = reflection.lookup(fullName);
  for (const field of message.field) {
    if (!field.typeName) continue;
    const reflected = type.fieldsById[field.number];
    // A map is a repeated message of two fields that exists in the descriptor only.
    field.typeName = reflected.map ? `.${fullName}.${field.typeName.split('.').pop()}` : reflected.resolvedType.fullName;
    if (!reflected.map) used.add(field.typeName);
  }
  for (const each of message.enumType) symbols.push(`${fullName}.${each.name}`);
  for (const nested of message.nestedType) {
    if (!nested.options?.mapEntry) visitMessage(nested, fullName, reflection, symbols, used);
    else {
      const field = type.fieldsArray.find(
        (each) =>
          each.map && message.field.some(({ number, typeName }) => number === each.id && typeName === `.${fullName}.${nested.name}`),
      );
      for (const part of nested.field) {
        if (!part.typeName) continue;
        part.typeName = field.resolvedType.fullName;
        used.add(part.typeName);
      }
    }
  }
}

/**
 * @param {string} root the checkout
 * @returns {Map<string, string>}
 */
export function generate(root) {
  const require = createRequire(join(root, 'packages/core/package.json'));
  const protobuf = require('protobufjs');
  require('protobufjs/ext/descriptor');
  const reflection = new protobuf.Root();
  const files = readdirSync(join(root, protoFolder), { recursive: true }).filter((file) => file.endsWith('.proto'));
  for (const file of files.toSorted()) {
    protobuf.parse.filename = file;
    protobuf.parse(readFileSync(join(root, protoFolder, file), 'utf8'), reflection, { keepCase: true });
  }
  reflection.resolveAll();
  const set = reflection.toDescriptor('proto3');
  const described = set.file.map((file) => {
    const symbols = [];
    const used = new Set();
    for (const message of file.messageType) visitMessage(message, file.package, reflection, symbols, used);
    for (const each of file.enumType) symbols.push(`${file.package}.${each.name}`);
    for (const service of file.service) {
      symbols.push(`${file.package}.${service.name}`);
      const { methods } = reflection.lookupService(`${file.package}.${service.name}`);
      for (const method of service.method) {
        symbols.push(`${file.package}.${service.name}.${method.name}`);
        method.inputType = methods[method.name].resolvedRequestType.fullName;
        method.outputType = methods[method.name].resolvedResponseType.fullName;
        used.add(method.inputType).add(method.outputType);
      }
    }
    return { file, symbols, used };
  });
  const fileOf = new Map(described.flatMap(({ file, symbols }) => symbols.map((symbol) => [`.${symbol}`, file.name])));
  const lines = described.map(({ file, symbols, used }) => {
    const dependencies = [...new Set([...used].map((type) => fileOf.get(type)))].filter((other) => other !== file.name).toSorted();
    if (dependencies.includes(undefined))
      throw new Error(`${file.name} uses a type that is not described: ${[...used].filter((type) => !fileOf.has(type))}`);
    file.dependency = dependencies;
    const descriptor = Buffer.from(file.$type.encode(file).finish()).toString('base64');
    return `\t${JSON.stringify({ name: file.name, dependencies, symbols, descriptor })},\n`;
  });
  return new Map([
    [script, `${header}export const describedFiles = [\n${lines.join('')}];\n`],
    [types, `${header}${declarations}`],
  ]);
}
