/** How much a log line matters. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Structured log lines for whoever debugs; what a user should see is an event instead. */
export interface Logger {
  /**
   * @param level how much it matters
   * @param message one line, without the fields
   * @param fields facts, as JSON-able values
   */
  log(level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** A logger that adds these fields to every line. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
}

/** Drops every line. */
export const silentLogger: Logger = { log: () => {}, child: () => silentLogger };
