// Types for protobufjs static code. Its own ones are ten times as long and either hide that a message can be absent
// or say that a scalar can; here the decoded form and the form to encode are two types.

const scalars = {
  string: 'string',
  bytes: 'Uint8Array',
  bool: 'boolean',
  double: 'number',
  int32: 'number',
  int64: 'number',
  uint32: 'number',
  uint64: 'number',
};

const preamble = `
/** Turns messages into bytes and back. */
export interface MessageType<Decoded extends Init, Init extends object> {
  /** Fields in order of their number, defaults left out. */
  encode(message: Init): { finish(): Buffer };
  /** Throws an Error for bytes that are not such a message; byte fields share memory with \`bytes\`. */
  decode(bytes: Uint8Array): Decoded;
}
`;

function comment(object, indent) {
  if (!object.comment) return '';
  const text = object.comment.replaceAll('\n', ' ').trim();
  return `${indent}/** ${text} */\n`;
}

/** The name that a type has outside: without its package. */
function outerName(type, protobuf) {
  const parts = [];
  for (let at = type; at instanceof protobuf.Type || at instanceof protobuf.Enum; at = at.parent) parts.unshift(at.name);
  return parts.join('.');
}

function fieldTypes(field, protobuf) {
  const resolved = field.resolvedType;
  let decoded;
  let init;
  if (resolved instanceof protobuf.Enum) decoded = init = outerName(resolved, protobuf);
  else if (resolved) {
    decoded = outerName(resolved, protobuf);
    init = `${decoded}Init`;
  } else {
    decoded = init = scalars[field.type];
    if (decoded === undefined) throw new Error(`${field.fullName}: no type is known for ${field.type}`);
  }
  if (field.map) return { decoded: `Readonly<Record<string, ${decoded}>>`, init: `Readonly<Record<string, ${init}>>` };
  if (field.repeated) return { decoded: `readonly ${decoded}[]`, init: `readonly ${init}[]` };
  const absent = field.partOf || (resolved && !(resolved instanceof protobuf.Enum));
  return { decoded: absent ? `${decoded} | null` : decoded, init };
}

function messageTypes(type, indent, protobuf) {
  const inner = `${indent}  `;
  let text = `${comment(type, indent)}${indent}export interface ${type.name} {\n`;
  for (const field of type.fieldsArray) {
    const deprecated = field.options?.deprecated ? `${inner}/** @deprecated */\n` : '';
    text += `${comment(field, inner) || deprecated}${inner}readonly ${field.name}: ${fieldTypes(field, protobuf).decoded};\n`;
  }
  text += `${indent}}\n${indent}/** What {@link ${type.name}} is encoded from; what is absent has its default. */\n`;
  text += `${indent}export interface ${type.name}Init {\n`;
  for (const field of type.fieldsArray)
    text += `${inner}readonly ${field.name}?: ${fieldTypes(field, protobuf).init} | null | undefined;\n`;
  text += `${indent}}\n`;
  if (type.nestedArray.length > 0) {
    text += `${indent}export namespace ${type.name} {\n`;
    for (const nested of type.nestedArray) {
      if (nested instanceof protobuf.Enum) text += `${comment(nested, inner)}${inner}export type ${nested.name} = number;\n`;
      else text += messageTypes(nested, inner, protobuf);
    }
    text += `${indent}}\n`;
  }
  return text;
}

/** The type of the constant that bears a message's functions and its nested types. */
function valueType(object, indent, protobuf) {
  const inner = `${indent}  `;
  if (object instanceof protobuf.Enum) {
    const rows = Object.entries(object.values).map(([name, number]) => {
      const text = object.comments[name];
      return `${text ? `${inner}/** ${text.replaceAll('\n', ' ')} */\n` : ''}${inner}readonly ${name}: ${number};\n`;
    });
    return `{\n${rows.join('')}${indent}}`;
  }
  const name = outerName(object, protobuf);
  let text = `MessageType<${name}, ${name}Init>`;
  if (object.nestedArray.length > 0) {
    const nested = object.nestedArray.map((each) => `${inner}readonly ${each.name}: ${valueType(each, inner, protobuf)};\n`);
    text += ` & {\n${nested.join('')}${indent}}`;
  }
  return text;
}

/**
 * @returns {{ declarations: string, packages: { path: string, names: string[] }[] }} `packages` says which names stand in which package
 */
export function declarationsOf(protobuf, reflection) {
  const taken = new Map();
  const packages = [];
  let declarations = preamble;
  const visit = (namespace) => {
    const names = [];
    for (const object of namespace.nestedArray) {
      if (object instanceof protobuf.Service) continue;
      if (!(object instanceof protobuf.Type || object instanceof protobuf.Enum)) {
        visit(object);
        continue;
      }
      const other = taken.get(object.name);
      if (other) throw new Error(`${other} and ${object.fullName} would have the same short name`);
      taken.set(object.name, object.fullName);
      names.push(object.name);
      declarations += object instanceof protobuf.Enum ? `export type ${object.name} = number;\n` : messageTypes(object, '', protobuf);
      declarations += `export const ${object.name}: ${valueType(object, '', protobuf)};\n`;
    }
    if (names.length > 0) packages.push({ path: namespace.fullName.slice(1), names });
  };
  visit(reflection);
  return { declarations, packages };
}
