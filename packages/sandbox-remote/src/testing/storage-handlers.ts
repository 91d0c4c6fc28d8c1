import type { ServerReadableStream, ServerWritableStream } from '@grpc/grpc-js';
import { type ContentAddressableStorage, type Digest, SandwrightError } from '@sandwright/core';
import { parseReadResourceName, parseUploadResourceName, type StatusValue, type WriteRequest } from '@sandwright/core/reapi';

/** A call as a handler sees it: the request, or a stream of requests, or a stream to write to. */
export type HandledCall = { readonly request: never } & ServerWritableStream<never, unknown> & ServerReadableStream<WriteRequest, unknown>;

/** Answers a call, once, with a message or a status. */
export type MethodHandler = (call: HandledCall, answer: (message?: object, status?: StatusValue) => unknown) => unknown;

/** The storage services over a storage, as plainly as they can be. */
export function storageHandlers(storage: () => ContentAddressableStorage): Readonly<Record<string, MethodHandler>> {
  const results = new Map<string, object>();
  return {
    FindMissingBlobs: async (call, answer) => {
      const { blobDigests } = call.request as { readonly blobDigests: readonly Digest[] };
      answer({ missingBlobDigests: await storage().findMissing(blobDigests) });
    },
    BatchUpdateBlobs: async (call, answer) => {
      const { requests } = call.request as { readonly requests: readonly { readonly digest: Digest; readonly data: Uint8Array }[] };
      const written = await storage().writeBatch(requests);
      answer({ responses: written.map(({ digest, error }) => ({ digest, status: { code: error === undefined ? 0 : 3 } })) });
    },
    BatchReadBlobs: async (call, answer) => {
      const read = await storage().readBatch((call.request as { readonly digests: readonly Digest[] }).digests);
      answer({
        responses: read.map((one) =>
          'data' in one ? { digest: one.digest, data: one.data, status: { code: 0 } } : { digest: one.digest, status: { code: 5 } },
        ),
      });
    },
    Read: async (call, answer) => {
      const { resourceName, readOffset } = call.request as { readonly resourceName: string; readonly readOffset: number };
      try {
        const pieces = storage().read(parseReadResourceName(resourceName).digest, { offset: readOffset });
        for await (const data of pieces) call.write({ data });
        answer();
      } catch (error) {
        answer(undefined, statusOf(error));
      }
    },
    Write: async (call, answer) => {
      const pieces: Uint8Array[] = [];
      let name = '';
      try {
        for await (const message of call as AsyncIterable<WriteRequest>) {
          name ||= message.resourceName;
          pieces.push(message.data);
        }
        const data = Buffer.concat(pieces);
        await storage().write(parseUploadResourceName(name).digest, data);
        answer({ committedSize: data.byteLength });
      } catch (error) {
        answer(undefined, statusOf(error));
      }
    },
    GetActionResult: (call, answer) => {
      const found = results.get((call.request as { readonly actionDigest: Digest }).actionDigest.hash);
      if (found === undefined) answer(undefined, { code: 5, message: 'no result', details: [] });
      else answer(found);
    },
    UpdateActionResult: (call, answer) => {
      const { actionDigest, actionResult } = call.request as {
        readonly actionDigest: Digest;
        readonly actionResult: object;
      };
      results.set(actionDigest.hash, actionResult);
      answer(actionResult);
    },
  };
}

function statusOf(error: unknown): StatusValue {
  const { code, message } = SandwrightError.from(error);
  return { code: code === 'BLOB_MISSING' ? 5 : 3, message, details: [] };
}
