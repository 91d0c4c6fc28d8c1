import { createHash, hash } from 'node:crypto';
// By way of `node:fs`, `promises` is loaded when a large file is first read.
import fs, { closeSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';

const headBytes = 4096;
const chunkBytes = 1 << 20;
/** Packaged files of this size on are known by samples: class archives of virtual machines, tools of clouds. */
const sampledFromBytes = 2 << 20;
const samples = 64;
const sampleBytes = 8 << 10;

/** Where things stand in the header of a 64-bit little-endian ELF file, and the notes that say what a linker made. Source: elf(5). */
const elf = {
  magic: 0x464c457f,
  class64: 2,
  littleEndian: 1,
  headersAt: 0x20,
  headerSizeAt: 0x36,
  headerCountAt: 0x38,
  headerSize: 56,
  note: 4,
};
const buildNotes: readonly string[] = ['GNU\0:3', 'Go\0\0:4'];

/** Whether the head of a file holds a note by which its linker tells builds apart: a hash of all that it linked. */
function hasBuildId(head: Buffer): boolean {
  if (head.length < headBytes || head.readUInt32LE(0) !== elf.magic || head[4] !== elf.class64 || head[5] !== elf.littleEndian)
    return false;
  const [start, size, count] = [
    Number(head.readBigUInt64LE(elf.headersAt)),
    head.readUInt16LE(elf.headerSizeAt),
    head.readUInt16LE(elf.headerCountAt),
  ];
  if (size < elf.headerSize) return false;
  for (let at = start, left = count; left > 0 && at + elf.headerSize <= head.length; at += size, left -= 1) {
    if (head.readUInt32LE(at) !== elf.note) continue;
    const from = Number(head.readBigUInt64LE(at + 8));
    const to = from + Number(head.readBigUInt64LE(at + 32));
    if (to <= head.length && holdsBuildNote(head.subarray(from, to))) return true;
  }
  return false;
}

function holdsBuildNote(notes: Buffer): boolean {
  const padded = (length: number): number => Math.ceil(length / 4) * 4;
  for (let at = 0; at + 12 <= notes.length; ) {
    const [nameSize, textSize, type] = [notes.readUInt32LE(at), notes.readUInt32LE(at + 4), notes.readUInt32LE(at + 8)];
    const name = notes.toString('latin1', at + 12, Math.min(at + 12 + padded(nameSize), notes.length));
    if (textSize >= 8 && buildNotes.includes(`${name}:${type}`)) return true;
    at += 12 + padded(nameSize) + padded(textSize);
  }
  return false;
}

function headOf(file: string): Buffer {
  const fd = openSync(file, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(fd, head));
  } finally {
    closeSync(fd);
  }
}

function digestOf(content: string | Uint8Array): string {
  return hash('blake2b512', content, 'hex').slice(0, 64);
}

/** BLAKE2b, for it is several times as fast as SHA-256 where the processor has no instructions for that. */
async function digestOfContent(file: string, size: number): Promise<string> {
  if (size <= chunkBytes) return digestOf(readFileSync(file));
  const sum = createHash('blake2b512');
  await using handle = await fs.promises.open(file);
  const chunk = Buffer.allocUnsafe(chunkBytes);
  for (;;) {
    const { bytesRead } = await handle.read(chunk);
    if (bytesRead === 0) return sum.digest('hex').slice(0, 64);
    sum.update(chunk.subarray(0, bytesRead));
  }
}

/** Both ends, and pieces at equal distances between them. */
function samplesOf(file: string, size: number): Buffer {
  const fd = openSync(file, 'r');
  try {
    const read = Buffer.alloc(samples * sampleBytes);
    for (let index = 0; index < samples; index += 1) {
      const place = Math.floor(((size - sampleBytes) * index) / (samples - 1));
      readSync(fd, read, index * sampleBytes, sampleBytes, place);
    }
    return read;
  } finally {
    closeSync(fd);
  }
}

/**
 * What a tool is known by: the digest of its content. Reading every program of a machine takes seconds, so of what was unpacked from a package
 * (its time is in whole seconds) less is enough: the build id of its linker and its size, where it carries one; else, if it is large, its size,
 * its time and samples of its content.
 * @param file absolute, no link
 * @param stats of this file
 * @returns 64 hexadecimal digits
 */
export async function toolIdentity(file: string, stats: Pick<Stats, 'size' | 'mtimeMs'>): Promise<string> {
  try {
    if (stats.mtimeMs % 1000 !== 0) return await digestOfContent(file, stats.size);
    const head = headOf(file);
    if (hasBuildId(head)) return digestOf(Buffer.concat([Buffer.from(`built ${stats.size}\n`), head]));
    if (stats.size < sampledFromBytes) return await digestOfContent(file, stats.size);
    return digestOf(Buffer.concat([Buffer.from(`packed ${stats.size} ${stats.mtimeMs}\n`), samplesOf(file, stats.size)]));
  } catch {
    // Programs that may be run, not read, are few: those that give their user another's rights.
    return digestOf(`unreadable ${stats.size} ${stats.mtimeMs}`);
  }
}
