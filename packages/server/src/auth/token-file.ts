import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type Clock, type Logger, SandwrightError } from '@sandwright/core';
import type { CallContext } from '../transport/call-context.ts';

/** How often the file is looked at for changes, milliseconds. */
const lookEveryMs = 1_000;

/** A file of a sane size; a larger one is not a list of tokens, bytes. */
const maxFileBytes = 1024 * 1024;

/** Lets calls pass that bring a bearer token of a file. Changes of the file count without a restart. */
export class TokenFile {
  readonly #path: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #logger: Logger;
  #hashes: readonly Buffer[];
  #lookedAt: number;
  #stamp: string;

  /**
   * @param path of a file with one token a line; lines that are empty or begin with # do not count
   * @throws SandwrightError CONFIG_INVALID if it cannot be read or has no token
   */
  constructor(path: string, clock: Pick<Clock, 'now'>, logger: Logger) {
    this.#path = path;
    this.#clock = clock;
    this.#logger = logger;
    this.#stamp = stampOf(path);
    this.#hashes = readTokens(path);
    this.#lookedAt = clock.now();
  }

  /**
   * Refuses a call that brings none of the tokens.
   * @throws SandwrightError UNAUTHORISED
   */
  authorize(call: CallContext): void {
    this.#lookAgain();
    const [, token] = /^Bearer +(\S+)\s*$/i.exec(call.header('authorization') ?? '') ?? [];
    if (token === undefined) throw new SandwrightError('UNAUTHORISED', 'this server wants a bearer token in the header "authorization"');
    const hash = hashOf(token);
    // Every token is compared, so that the time taken tells nothing.
    const matches = this.#hashes.filter((known) => timingSafeEqual(known, hash)).length;
    if (matches === 0) throw new SandwrightError('UNAUTHORISED', 'the bearer token is not one that this server knows');
  }

  #lookAgain(): void {
    const now = this.#clock.now();
    if (Math.abs(now - this.#lookedAt) < lookEveryMs) return;
    this.#lookedAt = now;
    try {
      const stamp = stampOf(this.#path);
      if (stamp === this.#stamp) return;
      this.#hashes = readTokens(this.#path);
      this.#stamp = stamp;
      this.#logger.log('info', 'token file read again', { tokens: this.#hashes.length });
    } catch (caught) {
      this.#logger.log('error', 'token file cannot be read; the tokens read before stay in force', { cause: String(caught) });
    }
  }
}

function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch (cause) {
    throw new SandwrightError('CONFIG_INVALID', `token file ${path} cannot be read (setting token_file)`, { cause });
  }
}

function readTokens(path: string): readonly Buffer[] {
  if (statSync(path).size > maxFileBytes)
    throw new SandwrightError('CONFIG_INVALID', `token file ${path} is larger than ${maxFileBytes} bytes`);
  const tokens = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (tokens.length === 0) throw new SandwrightError('CONFIG_INVALID', `token file ${path} has no token (setting token_file)`);
  return tokens.map(hashOf);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
