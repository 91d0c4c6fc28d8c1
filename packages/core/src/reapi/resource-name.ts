import { type Digest, parseDigest } from '../digest/digest.ts';
import { type DigestFunction, digestFunctionOfLength, digestFunctions } from '../digest/digest-function.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { checkInstanceName } from './instance-name.ts';

/** How the bytes of a blob travel. Source: REAPI `Compressor.Value`; the names in resource names are in lower case. */
export type ResourceCompressor = 'identity' | 'zstd' | 'deflate' | 'brotli';

/** What a ByteStream resource name says. Source: REAPI `ContentAddressableStorage`. */
export interface ResourceName {
  /** Components joined by slashes; empty for none. */
  readonly instanceName: string;
  /** Of the blob as it is, not compressed. */
  readonly digest: Digest;
  readonly digestFunction: DigestFunction;
  readonly compressor: ResourceCompressor;
}

/** The resource name of an upload. */
export interface UploadResourceName extends ResourceName {
  /** Chosen by the client, so that an upload can go on after a break. */
  readonly uuid: string;
}

const compressors: ReadonlySet<string> = new Set(['zstd', 'deflate', 'brotli']);

/** In upper case the name of a function; the seven that are older than the field are told by the length of their hash alone. */
const named: ReadonlyMap<string, DigestFunction> = new Map(
  (Object.keys(digestFunctions) as DigestFunction[]).map((name) => [name.toLowerCase(), name]),
);

const legacy: ReadonlySet<DigestFunction> = new Set(['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512']);

function invalid(name: string, problem: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `resource name ${JSON.stringify(name.slice(0, 300))}: ${problem}`);
}

/** Walks through the components that follow the instance name. */
class Components {
  readonly #name: string;
  readonly #parts: readonly string[];
  #at: number;

  constructor(name: string, parts: readonly string[], at: number) {
    this.#name = name;
    this.#parts = parts;
    this.#at = at;
  }

  next(what: string): string {
    const part = this.#parts[this.#at];
    if (part === undefined || part === '') throw invalid(this.#name, `the ${what} is missing`);
    this.#at += 1;
    return part;
  }

  peek(): string | undefined {
    return this.#parts[this.#at];
  }

  /** Compressor where the keyword asks for one, function where one is named, hash and size. */
  blob(instanceName: string, compressed: boolean): ResourceName {
    const compressor = compressed ? this.next('compressor') : 'identity';
    if (compressed && !compressors.has(compressor)) throw invalid(this.#name, `"${compressor}" is not a compressor`);
    const explicit = named.get(this.peek() ?? '');
    if (explicit !== undefined) this.#at += 1;
    const hash = this.next(explicit === undefined ? 'hash (or the name of a digest function)' : 'hash');
    const size = this.next('size');
    // Seventeen digits cannot be a safe number any more; the bound keeps Number() exact.
    if (!/^(0|[1-9][0-9]{0,15})$/.test(size)) throw invalid(this.#name, `"${size.slice(0, 40)}" is not the size of a blob in bytes`);
    const digestFunction = explicit ?? digestFunctionOfLength(hash.length);
    if (digestFunction === undefined || digestFunctions[digestFunction].hexLength !== hash.length) {
      throw invalid(this.#name, `"${hash.slice(0, 140)}" is not a hash${explicit === undefined ? '' : ` of ${explicit}`}`);
    }
    try {
      const digest = parseDigest(hash, Number(size));
      return { instanceName, digest, digestFunction, compressor: compressor as ResourceCompressor };
    } catch (error) {
      throw invalid(this.#name, (error as Error).message);
    }
  }

  end(): void {
    const part = this.peek();
    if (part !== undefined) throw invalid(this.#name, `"${part}" stands after the size`);
  }
}

/** Finds the keyword that ends the instance name. */
function split(name: string, keywords: readonly string[], form: string): { keyword: string; instanceName: string; rest: Components } {
  if (name.length > 4096) throw invalid(name, 'it is longer than 4096 characters');
  const parts = name.split('/');
  const at = parts.findIndex((part) => keywords.includes(part));
  const keyword = parts[at];
  if (keyword === undefined) throw invalid(name, `expected ${form}`);
  // Clients that put nothing before their slash mean no instance.
  const instanceName = checkInstanceName(parts.slice(0, at).join('/'));
  return { keyword, instanceName, rest: new Components(name, parts, at + 1) };
}

/**
 * Reads the resource name of a blob to be read: `[INSTANCE/]blobs/[FUNCTION/]HASH/SIZE` or
 * `[INSTANCE/]compressed-blobs/COMPRESSOR/[FUNCTION/]HASH/SIZE`.
 * @throws SandwrightError ACTION_INVALID, saying what is wrong with it
 */
export function parseReadResourceName(name: string): ResourceName {
  const keywords = ['blobs', 'compressed-blobs'];
  const { keyword, instanceName, rest } = split(name, keywords, '[INSTANCE/]blobs/HASH/SIZE or [INSTANCE/]compressed-blobs/zstd/HASH/SIZE');
  const resource = rest.blob(instanceName, keyword === 'compressed-blobs');
  rest.end();
  return resource;
}

const uuidForm = /^[0-9A-Za-z_.:-]{1,128}$/;

/**
 * Reads the resource name of an upload: `[INSTANCE/]uploads/UUID/blobs/[FUNCTION/]HASH/SIZE[/METADATA]` or
 * `[INSTANCE/]uploads/UUID/compressed-blobs/COMPRESSOR/[FUNCTION/]HASH/SIZE[/METADATA]`. The metadata is for people and is dropped.
 * @throws SandwrightError ACTION_INVALID, saying what is wrong with it
 */
export function parseUploadResourceName(name: string): UploadResourceName {
  const form = '[INSTANCE/]uploads/UUID/blobs/HASH/SIZE or [INSTANCE/]uploads/UUID/compressed-blobs/zstd/HASH/SIZE';
  const { instanceName, rest } = split(name, ['uploads'], form);
  const uuid = rest.next('UUID');
  // Some clients send other identifiers than UUIDs; what matters is that they are short and harmless in logs.
  if (!uuidForm.test(uuid)) throw invalid(name, `"${uuid.slice(0, 140)}" is not an identifier of an upload`);
  const kind = rest.next('keyword blobs or compressed-blobs');
  if (kind !== 'blobs' && kind !== 'compressed-blobs') throw invalid(name, `"${kind}" stands where blobs or compressed-blobs is expected`);
  return { ...rest.blob(instanceName, kind === 'compressed-blobs'), uuid };
}

/** `blobs/HASH/SIZE` and its variants. */
function formatBlob({ digest, digestFunction, compressor }: ResourceName): string {
  const kind = compressor === 'identity' ? 'blobs' : `compressed-blobs/${compressor}`;
  const segment = legacy.has(digestFunction) ? '' : `${digestFunction.toLowerCase()}/`;
  return `${kind}/${segment}${digest.hash}/${digest.sizeBytes}`;
}

const prefixOf = (instanceName: string): string => (checkInstanceName(instanceName) === '' ? '' : `${instanceName}/`);

/**
 * Writes what `parseReadResourceName` reads.
 * @throws SandwrightError ACTION_INVALID for a bad instance name
 */
export function formatReadResourceName(resource: ResourceName): string {
  return prefixOf(resource.instanceName) + formatBlob(resource);
}

/**
 * Writes what `parseUploadResourceName` reads.
 * @throws SandwrightError ACTION_INVALID for a bad instance name
 */
export function formatUploadResourceName(resource: UploadResourceName): string {
  return `${prefixOf(resource.instanceName)}uploads/${resource.uuid}/${formatBlob(resource)}`;
}
