import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { reflectionService, type ServerReflectionRequestInit, type ServerReflectionResponse } from '@sandwright/core/reapi';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';

/** The full library, which knows descriptors; only its generated code is part of the product. */
interface Protobuf {
  readonly Root: {
    fromDescriptor(bytes: Uint8Array): {
      resolveAll(): unknown;
      lookupService(name: string): { readonly methodsArray: readonly unknown[] };
    };
  };
}

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer({ role: 'all' });
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

async function ask(
  requests: readonly ServerReflectionRequestInit[],
  method: (typeof reflectionService)[keyof typeof reflectionService] = reflectionService.serverReflectionInfo,
): Promise<ServerReflectionResponse[]> {
  const call = shared.client.client.makeBidiStreamRequest(method.path, method.requestSerialize, method.responseDeserialize, {
    deadline: Date.now() + 5_000,
  });
  for (const request of requests) call.write(request);
  call.end();
  const answers: ServerReflectionResponse[] = [];
  for await (const answer of call) answers.push(answer as ServerReflectionResponse);
  return answers;
}

describe('reflection', () => {
  test.each(Object.entries(reflectionService))('%s lists all services', async (_, method) => {
    const [answer] = await ask([{ listServices: '' }], method);
    expect(answer?.listServicesResponse?.service.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'build.bazel.remote.execution.v2.ContentAddressableStorage',
        'build.bazel.remote.execution.v2.Execution',
        'google.bytestream.ByteStream',
        'grpc.health.v1.Health',
      ]),
    );
  });

  test('every service that is listed can be described, whole, with what it imports', async () => {
    const fromCore = createRequire(join(import.meta.dirname, '../../../core/package.json'));
    fromCore('protobufjs/ext/descriptor');
    const { Root } = fromCore('protobufjs') as Protobuf;
    const [list] = await ask([{ listServices: '' }]);
    const names = (list?.listServicesResponse?.service ?? []).map(({ name }) => name);
    const answers = await ask(names.map((fileContainingSymbol) => ({ fileContainingSymbol })));
    expect(answers).toHaveLength(names.length);
    for (const [at, answer] of answers.entries()) {
      const files = answer.fileDescriptorResponse?.fileDescriptorProto ?? [];
      const bytes = Buffer.concat(files.map((file) => Buffer.concat([Buffer.from([0x0a]), lengthOf(file), file])));
      const root = Root.fromDescriptor(bytes);
      root.resolveAll();
      expect(root.lookupService(names[at] ?? '').methodsArray.length).toBeGreaterThan(0);
    }
  });

  test('what is not there is said to be not there, and the stream goes on', async () => {
    const answers = await ask([
      { fileContainingSymbol: 'no.such.Thing' },
      { fileByFilename: 'none.proto' },
      { allExtensionNumbersOfType: 'x' },
      {},
    ]);
    expect(answers.map(({ errorResponse }) => errorResponse?.errorCode)).toEqual([5, 5, 5, 12]);
    const [file] = await ask([{ fileByFilename: 'google_bytestream.proto' }]);
    expect(file?.fileDescriptorResponse?.fileDescriptorProto).toHaveLength(1);
  });
});

function lengthOf(bytes: Uint8Array): Buffer {
  const length: number[] = [];
  for (let rest = bytes.byteLength; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...length, rest]);
    length.push((rest & 127) | 128);
  }
}
