import { type BlobEngine, BlobKey, type Digest, digestFunctions } from '@sandwright/core';
import {
  type FindMissingBlobsRequest,
  type FindMissingBlobsResponseInit,
  contentAddressableStorageService as service,
} from '@sandwright/core/reapi';
import { FindMissingAnswer, type ScannedFindMissing, scanFindMissing } from '../codecs/find-missing-request.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import { malformedRequest } from '../transport/call-runner.ts';
import { type MethodBinding, unary } from '../transport/service-binding.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';

/** Which blobs have to be uploaded. Answered out of the bytes of the request where they have the form that clients send: nothing is asked as often. */
export function findMissingBlobs(instances: InstanceRegistry): MethodBinding {
  const { path, requestDeserialize, responseSerialize } = service.findMissingBlobs;
  const decode = (bytes: Buffer): FindMissingBlobsRequest => {
    try {
      return requestDeserialize(bytes);
    } catch (cause) {
      throw malformedRequest(path, cause);
    }
  };
  const definition = {
    ...service.findMissingBlobs,
    requestIsLent: true,
    requestDeserialize: (bytes: Buffer) => bytes,
    responseSerialize: (response: FindMissingBlobsResponseInit | Buffer) =>
      Buffer.isBuffer(response) ? response : responseSerialize(response),
  };
  return unary<Buffer, FindMissingBlobsResponseInit | Buffer>(definition, (bytes) => {
    const scanned = scanFindMissing(bytes);
    const engine = scanned === undefined ? undefined : instances.find(scanned.instanceName).engine;
    const answer = scanned === undefined || engine === undefined ? undefined : answerScanned(engine, bytes, scanned);
    if (answer === undefined) return findMissing(instances, decode(bytes));
    if (engine?.hasPromises !== true) return answer;
    return settledOr(engine, answer, () => findMissing(instances, decode(bytes)));
  });
}

/** What was said to be here is promised before it is said; where something is gone by then, the question is asked again. */
async function settledOr(
  engine: BlobEngine,
  answer: Buffer,
  again: () => Promise<FindMissingBlobsResponseInit>,
): Promise<FindMissingBlobsResponseInit | Buffer> {
  return (await engine.settlePromises()) ? answer : await again();
}

const key = new BlobKey();

/** Undefined where the answer takes more than a look at what is in memory. */
function answerScanned(engine: BlobEngine, bytes: Buffer, { count, places }: ScannedFindMissing): Buffer | undefined {
  const { wireNumber } = digestFunctions.SHA256;
  const nowMs = engine.parts.clock.now();
  const answer = new FindMissingAnswer(bytes);
  const seen = new Set<number>();
  for (let at = 0; at < count * 4; at += 4) {
    if (!key.setHex(wireNumber, bytes, places[at + 2] as number)) return undefined;
    if (engine.find(key, places[at + 3] as number, nowMs) >= 0) continue;
    // Another process may have it; and each is named once, however often it was asked for.
    const mark = (key.words[0] as number) * 0x10_0000 + ((key.words[1] as number) >>> 12);
    if (engine.parts.shared || seen.has(mark)) return undefined;
    seen.add(mark);
    answer.add(places[at] as number, places[at + 1] as number);
  }
  return answer.encode();
}

async function findMissing(instances: InstanceRegistry, request: FindMissingBlobsRequest): Promise<FindMissingBlobsResponseInit> {
  const { blobs } = instances.find(request.instanceName);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const digests: Digest[] = [];
  for (const message of request.blobDigests) {
    // Please asks for an empty message where a folder contains a link; there is no such blob to be missing.
    if (message.hash === '' && message.sizeBytes === 0) continue;
    digests.push(requireDigest(message, digestFunction, 'blob_digests'));
  }
  return { missingBlobDigests: await blobs.findMissing(digests, { digestFunction }) };
}
