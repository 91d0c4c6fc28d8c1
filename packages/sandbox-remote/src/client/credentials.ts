import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import { SandwrightError } from '@sandwright/core';

/** Certificates for TLS; all paths absolute, all files PEM. */
export interface TlsFiles {
  /** Replaces the machine's own authorities. */
  readonly caCertsPath?: string | undefined;
  readonly clientCertsPath?: string | undefined;
  readonly clientKeyPath?: string | undefined;
}

// Where Debian, Fedora, SUSE, Alpine and macOS keep the authorities that the machine trusts.
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** What TLS works with, as `ChannelCredentials.createSsl` of grpc-js takes it. */
export type TlsCredentials = readonly [roots: Buffer, key: Buffer | null, chain: Buffer | null];

/**
 * Reads the certificates for a channel with TLS.
 * @throws SandwrightError CONFIG_INVALID naming the option and the file that cannot be read or is no PEM, or a key without its certificate
 */
export function tlsCredentials(files: TlsFiles): TlsCredentials {
  if ((files.clientCertsPath === undefined) !== (files.clientKeyPath === undefined)) {
    throw new SandwrightError('CONFIG_INVALID', 'remote_client_certs_path and remote_client_key_path belong together; only one is set');
  }
  const roots = files.caCertsPath === undefined ? systemRoots() : pem(files.caCertsPath, 'remote_ca_certs_path', 'CERTIFICATE');
  const key = files.clientKeyPath === undefined ? null : pem(files.clientKeyPath, 'remote_client_key_path', 'PRIVATE KEY');
  const chain = files.clientCertsPath === undefined ? null : pem(files.clientCertsPath, 'remote_client_certs_path', 'CERTIFICATE');
  if (key !== null && chain !== null) requirePair(key, chain, files);
  return [roots, key, chain];
}

/** What cannot be used is a mistake in the configuration, not a failure of the first call. */
function requirePair(key: Buffer, cert: Buffer, { clientCertsPath, clientKeyPath }: TlsFiles): void {
  try {
    createSecureContext({ key, cert });
  } catch (cause) {
    throw new SandwrightError('CONFIG_INVALID', `TLS does not take ${clientCertsPath} with ${clientKeyPath}: ${(cause as Error).message}`, {
      cause,
    });
  }
}

function systemRoots(): Buffer {
  for (const path of [process.env['SSL_CERT_FILE'], ...systemBundles]) {
    if (path === undefined) continue;
    try {
      return readFileSync(path);
    } catch {
      // The next place is tried.
    }
  }
  return Buffer.from(rootCertificates.join('\n'));
}

function pem(path: string, option: string, kind: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new SandwrightError('CONFIG_INVALID', `${option}: ${path} cannot be read`, { cause: error });
  }
  if (!bytes.includes(`${kind}-----`)) throw new SandwrightError('CONFIG_INVALID', `${option}: ${path} holds no PEM block of kind ${kind}`);
  return bytes;
}
