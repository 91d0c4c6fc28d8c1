import type { CallOptions, Digest } from '@sandwright/core';
import { digestFromMessage, fetchService, pushService } from '@sandwright/core/reapi';
import type { RemoteChannel } from '../client/channel.ts';
import { grpcCode } from '../client/grpc-code.ts';
import { grpcCodeOf } from '../client/remote-error.ts';
import type { Uploaded } from '../library/upload-source.ts';

/** How an asset is told from others under the same URI. */
export interface AssetOptions extends CallOptions {
  /** Names and values, all of which must be the same. */
  readonly qualifiers?: Readonly<Record<string, string>>;
}

/** How an asset is kept. */
export interface PushAssetOptions extends AssetOptions {
  /** Forgotten then; never by default. */
  readonly expiresAt?: Date;
}

/** No answer about a name takes longer. */
const timeoutMs = 10_000;

/** Names of what a server stores. Source: Remote Asset API `Fetch`, `Push`. */
export class RemoteAssets {
  readonly #channel: RemoteChannel;
  readonly #instanceName: string;

  constructor(channel: RemoteChannel, instanceName: string) {
    this.#channel = channel;
    this.#instanceName = instanceName;
  }

  /**
   * Says what a name stands for from now on.
   * @param uris one or several names of it, for instance `urn:example:tool:1.2`
   * @param asset a file or folder that the server has
   * @throws SandwrightError UNIMPLEMENTED if the server has no Remote Asset API, BLOB_MISSING … if it refuses
   */
  async push(uris: string | readonly string[], asset: Uploaded, options: PushAssetOptions = {}): Promise<void> {
    const { expiresAt, signal } = options;
    const about = {
      ...this.#about(uris, options),
      ...(expiresAt === undefined ? {} : { expireAt: timestampOf(expiresAt) }),
    };
    if (asset.kind === 'file') {
      await this.#channel.unary(pushService.pushBlob, { ...about, blobDigest: asset.digest }, { signal, timeoutMs });
    } else {
      await this.#channel.unary(pushService.pushDirectory, { ...about, rootDirectoryDigest: asset.digest }, { signal, timeoutMs });
    }
  }

  /**
   * What a name stands for. The protocol keeps names of files and of folders apart, and does not say of a file whether it can be executed.
   * @param uris names, any of which will do
   * @param kind what is looked for
   * @returns undefined if the server knows none of the names, or has lost what they stand for
   * @throws SandwrightError UNIMPLEMENTED if the server has no Remote Asset API
   */
  async fetch(uris: string | readonly string[], kind: Uploaded['kind'], options: AssetOptions = {}): Promise<Uploaded | undefined> {
    const { signal } = options;
    const about = this.#about(uris, options);
    try {
      if (kind === 'file') {
        const { status, blobDigest } = await this.#channel.unary(fetchService.fetchBlob, about, { signal, timeoutMs });
        const digest = found(status, blobDigest);
        return digest && { kind, digest, isExecutable: false };
      }
      const { status, rootDirectoryDigest } = await this.#channel.unary(fetchService.fetchDirectory, about, { signal, timeoutMs });
      const digest = found(status, rootDirectoryDigest);
      return digest && { kind, digest };
    } catch (error) {
      if (grpcCodeOf(error) === grpcCode.NOT_FOUND) return undefined;
      throw error;
    }
  }

  #about(uris: string | readonly string[], { qualifiers = {} }: AssetOptions) {
    return {
      instanceName: this.#instanceName,
      uris: [uris].flat(),
      qualifiers: Object.entries(qualifiers).map(([name, value]) => ({ name, value })),
    };
  }
}

function found(status: { readonly code: number } | null, digest: Parameters<typeof digestFromMessage>[0]): Digest | undefined {
  return (status?.code ?? 0) === 0 && digest !== null ? digestFromMessage(digest) : undefined;
}

function timestampOf(date: Date): { readonly seconds: number; readonly nanos: number } {
  const seconds = Math.floor(date.getTime() / 1000);
  return { seconds, nanos: (date.getTime() - seconds * 1000) * 1_000_000 };
}
