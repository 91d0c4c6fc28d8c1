/** What a program or library names as its own needs. */
export interface ElfNeeds {
  /** Absolute path of the dynamic loader; undefined for a static program, a library, or what is no ELF file. */
  readonly interpreter: string | undefined;
  /** File names of shared libraries. */
  readonly libraries: readonly string[];
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NEEDED = 1n;
const DT_STRTAB = 5n;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly size: number;
}

/**
 * Reads what a 64-bit little-endian ELF file is linked to. Source: elf(5).
 * @param file its bytes
 */
export function neededLibraries(file: Uint8Array): ElfNeeds {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 64 || bytes.toString('latin1', 0, 6) !== '\x7fELF\x02\x01') return { interpreter: undefined, libraries: [] };
  const segments = segmentsOf(bytes);
  const interp = segments.find((segment) => segment.type === PT_INTERP);
  const dynamic = segments.find((segment) => segment.type === PT_DYNAMIC);
  return {
    interpreter: interp === undefined ? undefined : textAt(bytes, interp.offset),
    libraries: dynamic === undefined ? [] : librariesOf(bytes, dynamic, segments),
  };
}

function segmentsOf(bytes: Buffer): readonly Segment[] {
  const table = Number(bytes.readBigUInt64LE(32));
  const entrySize = bytes.readUInt16LE(54);
  return Array.from({ length: bytes.readUInt16LE(56) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: bytes.readUInt32LE(at),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: Number(bytes.readBigUInt64LE(at + 16)),
      size: Number(bytes.readBigUInt64LE(at + 32)),
    };
  });
}

function librariesOf(bytes: Buffer, dynamic: Segment, segments: readonly Segment[]): readonly string[] {
  const names: number[] = [];
  let strings = 0;
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    const tag = bytes.readBigInt64LE(at);
    const value = Number(bytes.readBigUInt64LE(at + 8));
    if (tag === DT_NEEDED) names.push(value);
    if (tag === DT_STRTAB) strings = value;
  }
  const home = segments.find(
    (segment) => segment.type === PT_LOAD && strings >= segment.address && strings < segment.address + segment.size,
  );
  if (home === undefined) return [];
  return names.map((name) => textAt(bytes, strings - home.address + home.offset + name));
}

function textAt(bytes: Buffer, offset: number): string {
  return bytes.toString('latin1', offset, bytes.indexOf(0, offset));
}
