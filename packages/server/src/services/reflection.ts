import { reflectionService, type ServerReflectionRequest, type ServerReflectionResponseInit } from '@sandwright/core/reapi';
import type { DescribedFile } from '@sandwright/core/reapi/descriptors';
import { bidiStream, type ServiceBinding } from '../transport/service-binding.ts';

const notFoundCode = 5;
const unimplementedCode = 12;

/** Where to find what is asked for. */
interface Index {
  readonly byName: ReadonlyMap<string, DescribedFile>;
  readonly bySymbol: ReadonlyMap<string, DescribedFile>;
}

let index: Promise<Index> | undefined;

/** Loaded with the first question: few servers are ever asked. */
function loadIndex(): Promise<Index> {
  index ??= import('@sandwright/core/reapi/descriptors').then(({ describedFiles }) => ({
    byName: new Map(describedFiles.map((file) => [file.name, file])),
    bySymbol: new Map(describedFiles.flatMap((file) => file.symbols.map((symbol) => [symbol, file] as const))),
  }));
  return index;
}

/**
 * Tells tools such as grpcurl what is served, in both versions of the service that are in use.
 * @param serviceNames full names of all services
 */
export function reflection(serviceNames: readonly string[]): readonly ServiceBinding[] {
  async function* answer(requests: AsyncIterable<ServerReflectionRequest>): AsyncGenerator<ServerReflectionResponseInit, void, undefined> {
    const files = await loadIndex();
    for await (const request of requests)
      yield { validHost: request.host, originalRequest: request, ...answerTo(request, files, serviceNames) };
  }
  return [
    { name: 'grpc.reflection.v1.ServerReflection', methods: [bidiStream(reflectionService.serverReflectionInfo, answer)] },
    { name: 'grpc.reflection.v1alpha.ServerReflection', methods: [bidiStream(reflectionService.alphaServerReflectionInfo, answer)] },
  ];
}

function answerTo(
  request: ServerReflectionRequest,
  { byName, bySymbol }: Index,
  serviceNames: readonly string[],
): ServerReflectionResponseInit {
  if (request.listServices !== null) return { listServicesResponse: { service: serviceNames.map((name) => ({ name })) } };
  if (request.fileByFilename !== null) return fileResponse(byName.get(request.fileByFilename), request.fileByFilename, byName);
  if (request.fileContainingSymbol !== null) {
    const symbol = request.fileContainingSymbol.replace(/^\./, '');
    return fileResponse(bySymbol.get(symbol), symbol, byName);
  }
  if (request.allExtensionNumbersOfType !== null || request.fileContainingExtension !== null) {
    return { errorResponse: { errorCode: notFoundCode, errorMessage: 'these protocols have no extensions' } };
  }
  return { errorResponse: { errorCode: unimplementedCode, errorMessage: 'this question is not known here' } };
}

/** A file and all that it imports, so that the tool need not ask again. */
function fileResponse(
  file: DescribedFile | undefined,
  asked: string,
  byName: ReadonlyMap<string, DescribedFile>,
): ServerReflectionResponseInit {
  if (file === undefined) return { errorResponse: { errorCode: notFoundCode, errorMessage: `${asked} is not served here` } };
  const all = new Set([file]);
  for (const each of all) {
    for (const name of each.dependencies) {
      const dependency = byName.get(name);
      if (dependency !== undefined) all.add(dependency);
    }
  }
  return { fileDescriptorResponse: { fileDescriptorProto: [...all].map(({ descriptor }) => Buffer.from(descriptor, 'base64')) } };
}
