import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServerCredentials } from '@grpc/grpc-js';

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Certificates of tests, in a folder: `NAME.pem` and `NAME.key`. */
export class CertificateRig {
  readonly #folder: string;

  /** @param folder absolute */
  constructor(folder: string) {
    this.#folder = folder;
  }

  path(name: string): string {
    return join(this.#folder, name);
  }

  /** Makes an authority of its own. */
  authority(name: string): void {
    this.#openssl('req', '-x509', ...newKey, '-days', '2', '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.pem`);
  }

  /** Makes a certificate of an authority. */
  certificate(name: string, by: string, alternatives: string, days = 1): void {
    this.#openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.csr`);
    writeFileSync(this.path(`${name}.ext`), `subjectAltName=${alternatives}\n`);
    const signing = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial', '-extfile', `${name}.ext`, '-days', String(days)];
    this.#openssl('x509', '-req', '-in', `${name}.csr`, ...signing, '-out', `${name}.pem`);
  }

  /**
   * What a server with a certificate works with.
   * @param clientAuthority whose certificates clients have to show; none by default
   */
  serverCredentials(name: string, clientAuthority?: string): ServerCredentials {
    const keys = [{ private_key: readFileSync(this.path(`${name}.key`)), cert_chain: readFileSync(this.path(`${name}.pem`)) }];
    const roots = clientAuthority === undefined ? null : readFileSync(this.path(`${clientAuthority}.pem`));
    return ServerCredentials.createSsl(roots, keys, clientAuthority !== undefined);
  }

  #openssl(...argv: readonly string[]): void {
    execFileSync('openssl', argv, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
