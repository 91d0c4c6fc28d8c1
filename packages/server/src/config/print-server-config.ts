import { formatAddress } from '../transport/connection-gate.ts';
import type { LoadedServerConfig } from './load-server-config.ts';
import { serverConfigSchema } from './server-config.ts';

/**
 * The settings in force as YAML, each with its meaning and where it came from; the text can be used as a file.
 * @param loaded settings and their origins
 */
export function printServerConfig({ config, origins }: LoadedServerConfig): string {
  const lines: string[] = [];
  for (const [name, schema] of Object.entries(serverConfigSchema.shape)) {
    const value = config[name as keyof typeof config];
    lines.push(`# ${schema.description ?? ''} (${origins.get(name) ?? 'default'})`);
    lines.push(value === undefined ? `# ${name}:` : `${name}: ${valueText(name, value)}`, '');
  }
  return lines.join('\n');
}

const durations = new Set([
  'grace',
  'keep_promised',
  'upload_keep',
  'handshake_timeout',
  'stall_timeout',
  'keepalive_time',
  'keepalive_timeout',
  'worker_wait',
  'lease',
  'operation_keep',
  'abandon_after',
  'default_timeout',
  'max_timeout',
]);

function valueText(name: string, value: unknown): string {
  if (durations.has(name)) return `${String(value)}ms`;
  if (typeof value === 'object' && value !== null && 'port' in value && 'host' in value) {
    return JSON.stringify(formatAddress({ host: String(value.host), port: Number(value.port) }));
  }
  // JSON is YAML; a text in quotes is one in both.
  return JSON.stringify(value);
}
