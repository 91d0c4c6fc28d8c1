import type { SandboxLimits } from './sandbox-limits.ts';

/**
 * Shell code that sets what rlimits can bound, for a shell that then becomes the command. Memory counts what a process can write to, not
 * what it reserves, so that programs which reserve a lot still start. Source: setrlimit(2), RLIMIT_DATA.
 * @param limits what to bound
 */
export function rlimitScript(limits: Pick<SandboxLimits, 'memoryBytes' | 'processes' | 'cpuSeconds'>): string {
  const parts = ['ulimit -c 0'];
  if (limits.memoryBytes !== undefined) parts.push(`ulimit -d ${Math.ceil(limits.memoryBytes / 1024)}`);
  // dash has -p for it where bash and busybox have -u.
  if (limits.processes !== undefined) parts.push(`{ ulimit -u ${limits.processes + 4} 2>/dev/null || ulimit -p ${limits.processes + 4}; }`);
  if (limits.cpuSeconds !== undefined) parts.push(`ulimit -t ${Math.ceil(limits.cpuSeconds)}`);
  return parts.join('; ');
}
