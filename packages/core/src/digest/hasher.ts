import { createHash, hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { type DigestFunction, digestFunctions } from './digest-function.ts';

/** Hashes bytes that come in pieces. */
export interface Hasher {
  update(piece: Uint8Array): void;
  /** The lower-case hexadecimal hash; ends the hasher. */
  hex(): string;
}

interface Blake3Package {
  readonly blake3: (data: Uint8Array) => { toString(encoding: 'hex'): string };
  readonly Blake3Hasher: new () => { update(data: Uint8Array): unknown; digest(encoding: 'hex'): string };
}

let blake3Package: Blake3Package | undefined | null;

// Native and optional, so it is looked for only when a BLAKE3 digest is really met.
function loadBlake3(): Blake3Package | undefined {
  if (blake3Package === undefined) {
    try {
      blake3Package = createRequire(import.meta.url)('@napi-rs/blake-hash') as Blake3Package;
    } catch {
      blake3Package = null;
    }
  }
  return blake3Package ?? undefined;
}

function blake3(): Blake3Package {
  const loaded = loadBlake3();
  if (loaded !== undefined) return loaded;
  throw new SandwrightError('UNIMPLEMENTED', 'BLAKE3 digests need a native package that is not there', {
    hint: 'install the npm package @napi-rs/blake-hash, or use SHA256',
  });
}

/**
 * Whether digests of this function can be made here: all of node:crypto always, BLAKE3 where its native package is installed.
 * @param digestFunction the function asked about
 */
export function canHash(digestFunction: DigestFunction): boolean {
  return digestFunctions[digestFunction].cryptoName !== undefined || loadBlake3() !== undefined;
}

/**
 * The hash of a blob that is whole in memory.
 * @param digestFunction which function
 * @param data the bytes
 * @returns lower-case hexadecimal
 * @throws SandwrightError UNIMPLEMENTED for BLAKE3 without its package
 */
export function hashHex(digestFunction: DigestFunction, data: Uint8Array): string {
  const name = digestFunctions[digestFunction].cryptoName;
  return name === undefined ? blake3().blake3(data).toString('hex') : hash(name, data, 'hex');
}

/**
 * Hashes a blob that comes in pieces.
 * @param digestFunction which function
 * @throws SandwrightError UNIMPLEMENTED for BLAKE3 without its package
 */
export function createHasher(digestFunction: DigestFunction): Hasher {
  const name = digestFunctions[digestFunction].cryptoName;
  if (name === undefined) {
    const native = new (blake3().Blake3Hasher)();
    return { update: (piece) => void native.update(piece), hex: () => native.digest('hex') };
  }
  const inner = createHash(name);
  return { update: (piece) => void inner.update(piece), hex: () => inner.digest('hex') };
}
