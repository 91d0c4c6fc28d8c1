const expected = 'expected grpc://HOST:PORT (plain text), grpcs://HOST[:PORT] (TLS), or unix:/PATH';
const schemes: readonly string[] = ['grpc:', 'grpcs:', 'http:', 'https:'];

/**
 * What is wrong with the address of a server, as far as its spelling tells; the message does not repeat it, for it may hold a password.
 * @param address `grpc://HOST:PORT`, `grpcs://HOST[:PORT]`, `http` and `https` for these two, `HOST:PORT`, `unix:/PATH`
 * @returns undefined if nothing is wrong
 */
export function wrongServerAddress(address: string): string | undefined {
  if (address.startsWith('unix:')) return /^unix:(?:\/\/)?\//u.test(address) ? undefined : `${expected}; this names no absolute path`;
  let url: URL;
  const spelled = address.includes('://') ? address : `grpc://${address}`;
  try {
    url = new URL(spelled);
  } catch {
    return `${expected}; this is no address`;
  }
  if (!schemes.includes(url.protocol)) return `${expected}; there is no scheme "${url.protocol.slice(0, -1)}"`;
  if (url.hostname === '') return `${expected}; this names no host`;
  if (url.username !== '' || url.password !== '') return `${expected}; a password does not belong here, set remote_oauth_bearer_token`;
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    return `${expected}; this has a path, and an instance is named by remote_instance_name`;
  }
  const secure = ['grpcs:', 'https:'].includes(url.protocol);
  return secure || /:\d+\/?$/u.test(spelled) ? undefined : `${expected}; this names no port`;
}
