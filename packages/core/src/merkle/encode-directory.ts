import type { NodeProperties } from '../action/node-properties.ts';
import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Directory, DirectoryNode, FileNode, SymlinkNode } from './directory.ts';
import { sortedBy } from './utf8-order.ts';
import { encodeNodeProperties } from './wire-fields.ts';
import { fieldSize, textSize, varintSize, WireWriter } from './wire-writer.ts';

// Written by hand because it is the hottest encoder of a build: it sees to order, doubles and valid Unicode in the time that the generated
// code takes for writing alone. Byte for byte what that writes; a test compares the two.

interface AnyNode {
  readonly name: string;
  readonly digest?: Digest;
  readonly target?: string;
  readonly isExecutable?: boolean;
  readonly nodeProperties?: NodeProperties;
}

/** Tags of the fields of one sort of node; 0 where it has no such field. */
interface NodeTags {
  /** Of the node in the Directory. */
  readonly node: number;
  readonly properties: number;
}

const fileTags: NodeTags = { node: 0x0a, properties: 0x32 };
const directoryTags: NodeTags = { node: 0x12, properties: 0 };
const symlinkTags: NodeTags = { node: 0x1a, properties: 0x22 };
const directoryPropertiesTag = 0x2a;

/** @param nameSize bytes of the name */
function writeNode(writer: WireWriter, node: AnyNode, nameSize: number, tags: NodeTags): void {
  const { name, digest, target } = node;
  const properties = node.nodeProperties === undefined ? undefined : encodeNodeProperties(node.nodeProperties);
  const hashSize = digest === undefined ? 0 : digest.hash.length;
  const targetSize = target === undefined ? 0 : textSize(target);
  let digestSize = 0;
  let size = nameSize === 0 ? 0 : fieldSize(nameSize);
  if (digest !== undefined) {
    digestSize = (hashSize === 0 ? 0 : fieldSize(hashSize)) + (digest.sizeBytes === 0 ? 0 : 1 + varintSize(digest.sizeBytes));
    size += fieldSize(digestSize);
  }
  if (targetSize > 0) size += fieldSize(targetSize);
  if (node.isExecutable === true) size += 2;
  if (properties !== undefined) size += fieldSize(properties.length);

  writer.reserve(fieldSize(size));
  writer.header(tags.node, size);
  if (nameSize > 0) writer.text(0x0a, name, nameSize);
  if (digest !== undefined) {
    writer.header(0x12, digestSize);
    if (hashSize > 0) writer.text(0x0a, digest.hash, hashSize);
    if (digest.sizeBytes > 0) writer.header(0x10, digest.sizeBytes);
  }
  if (targetSize > 0) writer.text(0x12, target ?? '', targetSize);
  if (node.isExecutable === true) writer.header(0x20, 1);
  if (properties !== undefined) writer.bytes(tags.properties, properties);
}

/** Bytes of each name; and whether a plain comparison already shows the order, as it does for ASCII. */
function measureNames(nodes: readonly AnyNode[]): { readonly sizes: readonly number[]; readonly inOrder: boolean } {
  let inOrder = true;
  let before = '';
  const sizes = nodes.map(({ name }, at) => {
    const size = textSize(name);
    if (size !== name.length || (at > 0 && before >= name)) inOrder = false;
    before = name;
    return size;
  });
  return { sizes, inOrder };
}

/** Writes the nodes of one list by name; an equal neighbour would make the folder ambiguous. */
function writeNodes(writer: WireWriter, nodes: readonly (FileNode | DirectoryNode | SymlinkNode)[], tags: NodeTags): void {
  const { sizes, inOrder } = measureNames(nodes);
  if (inOrder) {
    for (let at = 0; at < nodes.length; at++) writeNode(writer, nodes[at] as AnyNode, sizes[at] as number, tags);
    return;
  }
  let before: string | undefined;
  for (const node of sortedBy<AnyNode>(nodes, (each) => each.name)) {
    if (before === node.name) throw new SandwrightError('ACTION_INVALID', `two entries of a folder are named "${node.name}"`);
    before = node.name;
    writeNode(writer, node, textSize(node.name), tags);
  }
}

/**
 * The canonical bytes of a Directory: fields in order, defaults left out, each list sorted by name. Its digest is the folder's identity.
 * @param directory any folder; its lists need not be in order
 * @throws SandwrightError ACTION_INVALID for a name that stands twice in one list or is not valid Unicode
 */
export function encodeDirectory(directory: Directory): Buffer {
  const { files, directories, symlinks } = directory;
  const writer = new WireWriter((files.length + directories.length + symlinks.length) * 112);
  writeNodes(writer, files, fileTags);
  writeNodes(writer, directories, directoryTags);
  writeNodes(writer, symlinks, symlinkTags);
  if (directory.nodeProperties !== undefined) {
    const properties = encodeNodeProperties(directory.nodeProperties);
    writer.reserve(fieldSize(properties.length));
    writer.bytes(directoryPropertiesTag, properties);
  }
  return writer.finish();
}
