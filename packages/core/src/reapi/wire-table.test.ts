import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type * as Protobuf from 'protobufjs';
import type { Enum, Field, ReflectionObject, Root, Service, Type } from 'protobufjs';

// The full protobufjs, with its parser, is used here only; the product has generated code.
const protobuf: typeof Protobuf = createRequire(import.meta.url)('protobufjs');
const folder = join(import.meta.dirname, '../../proto');

/** Declarations of the table: its heading, and its rows in no order. */
function readTable(): Map<string, string[]> {
  const declarations = new Map<string, string[]>();
  let rows: string[] = [];
  for (const line of readFileSync(join(folder, 'wire-table.txt'), 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith(' ')) rows.push(line.trim());
    else {
      if (declarations.has(line)) throw new Error(`${line} stands twice`);
      rows = [];
      declarations.set(line, rows);
    }
  }
  return declarations;
}

/** Each file is parsed by itself, so that no definition can come from anywhere else. */
function readProtos(): Root {
  const root = new protobuf.Root();
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    if (!file.endsWith('.proto')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text).toContain('\nsyntax = "proto3";\n');
    protobuf.parse(text, root, { keepCase: true });
  }
  root.resolveAll();
  return root;
}

const fullName = (object: ReflectionObject): string => object.fullName.slice(1);

function rowOfField(field: Field): string {
  field.resolve();
  const type = field.resolvedType === null ? field.type : fullName(field.resolvedType);
  const label = field.map ? '' : field.repeated ? 'repeated ' : '';
  const deprecated = field.options?.['deprecated'] === true ? ' deprecated' : '';
  const oneof = field.partOf === null ? '' : ` oneof ${field.partOf.name}`;
  return `${field.id} ${field.name}: ${label}${field.map ? `map<string, ${type}>` : type}${deprecated}${oneof}`;
}

function describeType(type: Type): string[] {
  const reserved = (type.reserved ?? []).map((each) => (Array.isArray(each) ? `reserved ${each[0]}-${each[1]}` : `reserved "${each}"`));
  return [...type.fieldsArray.map(rowOfField), ...reserved];
}

const describeEnum = (each: Enum): string[] => Object.entries(each.values).map(([name, number]) => `${name} = ${number}`);

function describeService(service: Service): string[] {
  return service.methodsArray.map((method) => {
    method.resolve();
    const side = (stream: boolean | undefined, type: Type | null): string =>
      `${stream === true ? 'stream ' : ''}${type === null ? '?' : fullName(type)}`;
    const request = side(method.requestStream, method.resolvedRequestType);
    return `${method.name}(${request}) -> ${side(method.responseStream, method.resolvedResponseType)}`;
  });
}

/** What the proto files declare, in the form of the table. */
function declarationsOf(root: Root): Map<string, string[]> {
  const declarations = new Map<string, string[]>();
  const visit = (object: ReflectionObject): void => {
    if (object instanceof protobuf.Type) declarations.set(`message ${fullName(object)}`, describeType(object));
    else if (object instanceof protobuf.Enum) declarations.set(`enum ${fullName(object)}`, describeEnum(object));
    else if (object instanceof protobuf.Service) declarations.set(`service ${fullName(object)}`, describeService(object));
    if (object instanceof protobuf.Namespace) for (const nested of object.nestedArray) visit(nested);
  };
  visit(root);
  return declarations;
}

/** Both in one order, so that a difference shows where it is. */
const sorted = (declarations: ReadonlyMap<string, string[]>): (readonly [string, string[]])[] =>
  [...declarations.keys()].toSorted().map((name) => [name, declarations.get(name)?.toSorted() ?? []]);

describe('proto files', () => {
  test('declare every message, field, enum, service and method of the table, and nothing else', () => {
    const table = readTable();
    expect(table.size).toBeGreaterThan(150);
    expect(sorted(declarationsOf(readProtos()))).toEqual(sorted(table));
  });
});
