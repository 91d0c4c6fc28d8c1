import { resolve } from 'node:path';
import {
  type ActionResult,
  type ArtifactServer,
  type Clock,
  type ContentAddressableStorage,
  type Digest,
  SandwrightError,
  writeBlobs,
} from '@sandwright/core';
import { digestFromMessage, fetchService, pushService } from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { grpcCodeOf } from '../client/remote-error.ts';
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

/** No answer about a name takes longer. */
const indexTimeoutMs = 10_000;

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
      // The index is spoken to as an execution service would be: over a channel of its own where it has an address of its own.
      executionAddress: server.index_address ?? server.address,
      instanceName: server.instance_name,
      tls: {
        caCertsPath: absolute(server.ca_certs_path),
        clientCertsPath: absolute(server.client_certs_path),
        clientKeyPath: absolute(server.client_key_path),
      },
      ...token(server.bearer_token, variables),
      storeHeaders: headers,
      executionHeaders: headers,
      rpcRetries: 1,
      clock,
    });
  }

  /**
   * Brings a result here, whole and verified.
   * @returns undefined if the server has none
   * @throws SandwrightError UNIMPLEMENTED if it has no Remote Asset API; REMOTE_UNAVAILABLE …
   */
  async pull(actionDigest: Digest, { signal }: Call): Promise<ActionResult | undefined> {
    const { execution, instanceName, storage } = this.#connection;
    try {
      const found = await execution.unary(
        fetchService.fetchDirectory,
        { instanceName, uris: [uriOf(actionDigest)], qualifiers: [] },
        { signal, timeoutMs: indexTimeoutMs },
      );
      const { status, rootDirectoryDigest } = found;
      if ((status?.code ?? 0) !== 0 || rootDirectoryDigest === null) return undefined;
      const result = await resultOfArtifact(storage, digestFromMessage(rootDirectoryDigest), { signal });
      return await downloadOutputs(result, await this.#transfer(signal));
    } catch (error) {
      // A name whose blobs are gone stands for nothing.
      if (grpcCodeOf(error) === grpcCode.NOT_FOUND || (SandwrightError.is(error) && error.code === 'BLOB_MISSING')) return undefined;
      throw error;
    }
  }

  /**
   * Stores a result under the name of its action.
   * @throws SandwrightError BLOB_MISSING if something of it is not here; UNIMPLEMENTED if the server has no Remote Asset API …
   */
  async store(actionDigest: Digest, result: ActionResult, { signal }: Call): Promise<void> {
    const { execution, instanceName, storage } = this.#connection;
    const { local } = this.#options;
    const { root, blobs, digests } = await artifactDirectory(local, result, { signal });
    await writeBlobs(local, blobs, { signal });
    await sendBlobs(await storage.findMissing(digests, { signal }), await this.#transfer(signal));
    await execution.unary(
      pushService.pushDirectory,
      { instanceName, uris: [uriOf(actionDigest)], qualifiers: [], rootDirectoryDigest: root },
      { signal, timeoutMs: indexTimeoutMs },
    );
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
