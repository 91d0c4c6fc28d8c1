/** Flags of commands that ask a running server. */
export const serverFlags = {
  server: { kind: 'text', placeholder: 'ADDR', help: 'The server, spelled like remote_execution_address; 127.0.0.1:8980 by default.' },
  'ca-certs': { kind: 'text', placeholder: 'FILE', help: 'PEM file: authorities to trust instead of those of the machine.' },
  'client-cert': { kind: 'text', placeholder: 'FILE', help: 'PEM file: certificate that says who asks.' },
  'client-key': { kind: 'text', placeholder: 'FILE', help: 'PEM file: key of that certificate.' },
  'token-file': { kind: 'text', placeholder: 'FILE', help: 'File with the bearer token to send.' },
  json: { kind: 'boolean', help: 'Print one JSON object a line.' },
} as const;
