import type { CallObserver } from '../transport/transport.ts';

/** Upper bounds of the buckets of durations, seconds. */
const buckets = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60] as const;

interface MethodCounts {
  readonly byCode: Map<number, number>;
  readonly inBucket: number[];
  seconds: number;
  open: number;
}

/** Counts calls, and writes what it counted in the text format of Prometheus. */
export class Metrics implements CallObserver {
  readonly #methods = new Map<string, MethodCounts>();
  readonly #gauges = new Map<string, { readonly help: string; readonly read: () => number }>();

  /**
   * Adds a value that is read when somebody asks.
   * @param name without the prefix `sandwright_`
   * @param help one line
   */
  gauge(name: string, help: string, read: () => number): void {
    this.#gauges.set(name, { help, read });
  }

  started(path: string): (statusCode: number) => void {
    const counts = this.#countsOf(path);
    const startedAt = performance.now();
    counts.open += 1;
    return (statusCode) => {
      const seconds = (performance.now() - startedAt) / 1000;
      counts.open -= 1;
      counts.seconds += seconds;
      counts.byCode.set(statusCode, (counts.byCode.get(statusCode) ?? 0) + 1);
      const bucket = buckets.findIndex((bound) => seconds <= bound);
      const at = bucket === -1 ? buckets.length : bucket;
      counts.inBucket[at] = (counts.inBucket[at] ?? 0) + 1;
    };
  }

  /** Everything, in the text format of Prometheus 0.0.4. */
  render(): string {
    const lines = [
      '# HELP sandwright_grpc_calls_total Calls that ended, by method and gRPC status code.',
      '# TYPE sandwright_grpc_calls_total counter',
    ];
    const methods = [...this.#methods];
    for (const [path, { byCode }] of methods) {
      for (const [code, count] of byCode) lines.push(`sandwright_grpc_calls_total{method="${path}",code="${code}"} ${count}`);
    }
    lines.push('# HELP sandwright_grpc_calls_open Calls being answered.', '# TYPE sandwright_grpc_calls_open gauge');
    for (const [path, { open }] of methods) lines.push(`sandwright_grpc_calls_open{method="${path}"} ${open}`);
    lines.push('# HELP sandwright_grpc_call_seconds How long calls took.', '# TYPE sandwright_grpc_call_seconds histogram');
    for (const [path, counts] of methods) lines.push(...histogramLines(path, counts));
    for (const [name, { help, read }] of this.#gauges) {
      lines.push(`# HELP sandwright_${name} ${help}`, `# TYPE sandwright_${name} gauge`, `sandwright_${name} ${read()}`);
    }
    return `${lines.join('\n')}\n`;
  }

  #countsOf(path: string): MethodCounts {
    // Only paths of bound methods come here, so clients cannot make this grow.
    let counts = this.#methods.get(path);
    if (counts === undefined) {
      counts = { byCode: new Map(), inBucket: [], seconds: 0, open: 0 };
      this.#methods.set(path, counts);
    }
    return counts;
  }
}

function histogramLines(path: string, counts: MethodCounts): string[] {
  const lines: string[] = [];
  let total = 0;
  for (const [at, bound] of [...buckets, '+Inf'].entries()) {
    total += counts.inBucket[at] ?? 0;
    lines.push(`sandwright_grpc_call_seconds_bucket{method="${path}",le="${bound}"} ${total}`);
  }
  lines.push(
    `sandwright_grpc_call_seconds_sum{method="${path}"} ${counts.seconds}`,
    `sandwright_grpc_call_seconds_count{method="${path}"} ${total}`,
  );
  return lines;
}
