import type { JsonSchema } from '../config/shape.ts';
import type { OptionDefinition } from './option-definition.ts';
import { optionNames, optionTable } from './option-table.ts';

function schemaOf(definition: OptionDefinition): JsonSchema {
  switch (definition.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: definition.minimum, ...(definition.maximum === undefined ? {} : { maximum: definition.maximum }) };
    case 'text':
      return { type: 'string' };
    case 'choice':
      return { enum: definition.choices };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'map':
      return { type: 'object', additionalProperties: { type: 'string' } };
  }
}

/** What stands under `options:`, for editors. */
export function optionsJsonSchema(): JsonSchema {
  const properties = optionNames.flatMap((name): readonly (readonly [string, JsonSchema])[] => {
    const definition = optionTable[name];
    const schema = { ...schemaOf(definition), description: definition.description };
    const adds = definition.kind === 'list' || definition.kind === 'map';
    return [[name, schema], ...(adds ? [[`${name}+`, { ...schema, description: `Adds to ${name}.` }] as const] : [])];
  });
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}
