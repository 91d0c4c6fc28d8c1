import { grpcCode } from './grpc-code.ts';

/** What to tell of a failure beyond the words of the library. */
export interface ConnectionAdvice {
  /** What is wrong, where the library's words do not say it plainly. */
  readonly problem?: string;
  readonly hint?: string;
  /** Whether trying again cannot help. */
  readonly permanent?: boolean;
}

/** Words of OpenSSL and Node about a certificate, and what they mean. */
const certificateProblems: readonly (readonly [words: RegExp, problem: string, hint: (authority: string) => string])[] = [
  [
    /self.signed certificate in certificate chain|unable to get (local )?issuer|UNABLE_TO_GET_ISSUER|unable to verify the first|UNABLE_TO_VERIFY|self.signed|SELF_SIGNED/i,
    "the server's certificate was signed by an authority that is not trusted here",
    (authority) => `${authority}; name the file with the right authority as remote_ca_certs_path`,
  ],
  [
    /certificate has expired|CERT_HAS_EXPIRED/i,
    "the server's certificate has expired",
    () => 'whoever runs the server must renew it; also check the date of this machine',
  ],
  [/certificate is not yet valid|CERT_NOT_YET_VALID/i, "the server's certificate is not valid yet", () => 'check the date of this machine'],
  [
    /certificate required|handshake failure|bad certificate|unknown ca|certificate unknown|alert number (40|42|46|48|116)/i,
    'the server does not accept the certificate of this client, or there is none',
    () => 'set remote_client_certs_path and remote_client_key_path to a certificate that the server trusts',
  ],
];

/**
 * Advice for a failed call.
 * @param code number in google.rpc.Code
 * @param message words of the server or of the library
 * @param tls whether TLS was spoken, and the file that `remote_ca_certs_path` names, as far as both are known
 */
export function adviceFor(
  code: number,
  message: string,
  tls: { readonly secure?: boolean | undefined; readonly caCertsPath?: string | undefined },
): ConnectionAdvice {
  if (code === grpcCode.UNAUTHENTICATED) {
    return { hint: 'set remote_oauth_bearer_token (or SANDWRIGHT_AUTH_TOKEN), or check that the token has not expired' };
  }
  if (code === grpcCode.PERMISSION_DENIED) return { hint: 'the token or certificate is known, but may not do this' };
  if (code !== grpcCode.UNAVAILABLE) return {};
  if (/ECONNREFUSED/.test(message)) return { hint: 'nothing listens there: is the server running, and is the port right?' };
  if (/ENOENT/.test(message)) return { hint: 'there is no such socket: is the server running, and is the path right?' };
  if (/ENOTFOUND|EAI_AGAIN|Name resolution/i.test(message)) return { hint: 'the host name is not known here' };
  if (/wrong version number|packet length|WRONG_VERSION/i.test(message)) {
    return { problem: 'the server does not speak TLS on this port', hint: 'write grpc:// instead of grpcs://', permanent: true };
  }
  const advice = adviceOnCertificate(message, tls.caCertsPath);
  if (advice.hint !== undefined || tls.secure === undefined || !/Failed to connect|ECONNRESET|socket hang up/i.test(message)) return advice;
  return {
    hint: tls.secure
      ? 'the server closed the connection at once: it may want a certificate of this client (remote_client_certs_path, remote_client_key_path)'
      : 'the server closed the connection at once: if it speaks TLS on this port, write grpcs:// instead of grpc://',
  };
}

function adviceOnCertificate(message: string, caCertsPath: string | undefined): ConnectionAdvice {
  const name = /does not match certificate's altnames: (.*)/i.exec(message) ?? /ERR_TLS_CERT_ALTNAME_INVALID(.*)/.exec(message);
  if (name !== null) {
    return {
      problem: `the server's certificate is for another name: ${name[1]?.trim() ?? ''}`,
      hint: 'use the host name that the certificate carries',
      permanent: true,
    };
  }
  for (const [words, problem, hint] of certificateProblems) {
    if (!words.test(message)) continue;
    const authority =
      caCertsPath === undefined ? 'the authorities of this machine were used' : `the authorities in ${caCertsPath} were used`;
    return { problem: `${problem} (${message})`, hint: hint(authority), permanent: true };
  }
  return {};
}
