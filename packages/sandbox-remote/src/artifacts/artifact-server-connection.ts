import { resolve } from 'node:path';
import {
  type ActionResult,
  type ArtifactServer,
  type Clock,
  type ContentAddressableStorage,
  type Digest,
  writeBlobs,
} from '@sandwright/core';
import { token, type Variables } from '../config/connection-options.ts';
import { openConnection, type RemoteConnection } from '../remote-connection.ts';
import { downloadOutputs } from '../transfer/download-outputs.ts';
import { KnownSubtrees } from '../transfer/known-subtrees.ts';
import type { RemoteTransfer } from '../transfer/remote-transfer.ts';
import { sendBlobs } from '../transfer/send-blobs.ts';
import { SharedUploads } from '../transfer/shared-uploads.ts';
import { artifactDirectory, resultOfArtifact } from './artifact-directory.ts';

/** What a connection to an artifact server works with. */
export interface ArtifactConnectionOptions {
  readonly server: ArtifactServer;
  /** Takes what is pulled; holds what is pushed. */
  readonly local: ContentAddressableStorage;
  readonly clock: Clock;
  /** Where SANDWRIGHT_AUTH_TOKEN is looked for. */
  readonly variables: Variables;
}

interface Call {
  readonly signal?: AbortSignal | undefined;
}

/** One artifact server: its blobs, and its Remote Asset API. */
export class ArtifactServerConnection implements Disposable {
  readonly address: string;
  readonly push: boolean;
  readonly #options: ArtifactConnectionOptions;
  readonly #connection: RemoteConnection;
  readonly #known: KnownSubtrees;
  readonly #uploads = new SharedUploads();

  /** @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used */
  constructor(options: ArtifactConnectionOptions) {
    const { server, clock, variables } = options;
    const absolute = (path: string | undefined) => (path === undefined ? undefined : resolve(path));
    const headers = Object.fromEntries(server.headers ?? []);
    this.address = server.address;
    this.push = server.push ?? false;
    this.#options = options;
    this.#known = new KnownSubtrees(clock);
    this.#connection = openConnection({
      storeAddress: server.address,
      assetAddress: server.index_address,
      instanceName: server.instance_name,
      tls: {
        caCertsPath: absolute(server.ca_certs_path),
        clientCertsPath: absolute(server.client_certs_path),
        clientKeyPath: absolute(server.client_key_path),
      },
      ...token(server.bearer_token, variables),
      storeHeaders: headers,
      rpcRetries: 1,
      clock,
    });
  }

  /**
   * Brings a result here, whole and verified.
   * @returns undefined if the server has none
   * @throws SandwrightError BLOB_MISSING if it has lost something of it; UNIMPLEMENTED if it has no Remote Asset API; REMOTE_UNAVAILABLE …
   */
  async pull(actionDigest: Digest, { signal }: Call): Promise<ActionResult | undefined> {
    const { assets, storage } = this.#connection;
    const found = await assets.fetch(uriOf(actionDigest), 'directory', { signal });
    if (found === undefined) return undefined;
    const result = await resultOfArtifact(storage, found.digest, { signal });
    return await downloadOutputs(result, await this.#transfer(signal));
  }

  /**
   * Stores a result under the name of its action.
   * @throws SandwrightError BLOB_MISSING if something of it is not here; UNIMPLEMENTED if the server has no Remote Asset API …
   */
  async store(actionDigest: Digest, result: ActionResult, { signal }: Call): Promise<void> {
    const { assets, storage } = this.#connection;
    const { local } = this.#options;
    const { root, blobs, digests } = await artifactDirectory(local, result, { signal });
    await writeBlobs(local, blobs, { signal });
    await sendBlobs(await storage.findMissing(digests, { signal }), await this.#transfer(signal));
    await assets.push(uriOf(actionDigest), { kind: 'directory', digest: root }, { signal });
  }

  [Symbol.dispose](): void {
    this.#connection[Symbol.dispose]();
  }

  async #transfer(signal: AbortSignal | undefined): Promise<RemoteTransfer> {
    const { storage } = this.#connection;
    const { maxBatchBytes } = await this.#connection.storageCapabilities({ signal });
    return { local: this.#options.local, remote: storage, known: this.#known, uploads: this.#uploads, maxBatchBytes, signal };
  }
}

/** The name under which the result of an action is kept; the digest stands for command, inputs and platform. */
export function uriOf(actionDigest: Digest): string {
  return `urn:sandwright:artifact:${actionDigest.hash}:${actionDigest.sizeBytes}`;
}
