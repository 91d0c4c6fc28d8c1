import type { Logger, LogLevel } from '@sandwright/core';
import type { TextStream } from './terminal.ts';

const ranks: Readonly<Record<LogLevel, number>> = { trace: 0, debug: 1, info: 2, warn: 3, error: 4 };

/**
 * A logger that writes one line each: time, level, message, fields as JSON.
 * @param stream where lines go; never stdout, which belongs to results
 * @param least lines that matter less are dropped
 */
export function streamLogger(stream: TextStream, least: LogLevel): Logger {
  const make = (common: Readonly<Record<string, unknown>>): Logger => ({
    log(level, message, fields) {
      if (ranks[level] < ranks[least]) return;
      const all = { ...common, ...fields };
      const facts = Object.keys(all).length === 0 ? '' : ` ${JSON.stringify(all, replaceErrors)}`;
      stream.write(`${new Date().toISOString()} ${level} ${message}${facts}\n`);
    },
    child: (fields) => make({ ...common, ...fields }),
  });
  return make({});
}

function replaceErrors(_key: string, value: unknown): unknown {
  return value instanceof Error ? value.message : value;
}
