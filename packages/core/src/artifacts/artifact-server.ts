import { listOf, mapOf, record, text, truth } from '../config/shapes.ts';

const address = (description: string) => ({
  shape: text({
    expected: 'an address such as grpc://HOST:PORT',
    check: (value: string) => (/^(?:grpcs?|unix):/u.test(value) ? undefined : 'must begin with grpc://, grpcs:// or unix:'),
  }),
  description,
});

const serverShape = record('an artifact server (a mapping)', {
  address: {
    ...address('Where its blobs are, and its Remote Asset API: grpc://HOST:PORT, grpcs://HOST:PORT (TLS), or unix:PATH.'),
    required: true,
  },
  index_address: address('Where its Remote Asset API is, if not at the same address.'),
  instance_name: { shape: text({ allowEmpty: true }), description: 'Which of its instances is meant; none by default.' },
  push: { shape: truth, description: 'Whether results are pushed to it; otherwise they are only pulled (the default).' },
  ca_certs_path: { shape: text(), description: "A PEM file with certificates of authorities, used instead of the machine's own." },
  client_certs_path: { shape: text(), description: 'A PEM file with the certificate that says who we are.' },
  client_key_path: { shape: text(), description: 'A PEM file with the private key of that certificate.' },
  bearer_token: {
    shape: text(),
    description: 'The token that says who we are, or @PATH of a file that holds it, read anew when it changes.',
  },
  headers: { shape: mapOf(text({ allowEmpty: true }), { expected: 'a mapping of headers' }), description: 'Headers for every request.' },
});

/** `artifacts:` in a project file, or one laid over it. */
export const artifactsShape = record('a mapping', {
  servers: {
    shape: listOf(serverShape),
    description:
      'Where whole results are pulled from, in this order, and pushed to. Those of a stronger file replace those of a weaker one.',
  },
});

type DeclaredServer = NonNullable<ReturnType<typeof serverShape.read>>;

/** An artifact server as a file declares it. */
export type ArtifactServer = DeclaredServer & { readonly address: string };

/** Those of the strongest file that names any. */
export function artifactServersOf(
  layers: readonly { readonly content: { readonly artifacts?: ReturnType<typeof artifactsShape.read> } }[],
): readonly ArtifactServer[] {
  const servers = layers.findLast(({ content }) => content.artifacts?.servers !== undefined)?.content.artifacts?.servers ?? [];
  return servers.filter((server): server is ArtifactServer => server.address !== undefined);
}
