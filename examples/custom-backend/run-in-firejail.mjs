import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { SandwrightError } from '@sandwright/core';
import { commandEnvironment, workingDirectorySegments } from '@sandwright/sandbox-local/kit';
import { firejailArguments } from './firejail-arguments.mjs';

/**
 * @import { ChildProcess } from 'node:child_process'
 * @import { Readable } from 'node:stream'
 * @import { Command } from '@sandwright/core'
 * @import { FirejailConfig } from './firejail-backend.mjs'
 *
 * @typedef {object} EndedCommand
 * @property {number} exitCode 128 + N where signal N ended it
 * @property {string} stdoutPath absolute
 * @property {string} stderrPath absolute
 *
 * @typedef {object} RunOptions
 * @property {FirejailConfig} config
 * @property {Command} command
 * @property {string} folder absolute; takes what the command prints, and is not seen by it
 * @property {string} root absolute; the staged input root
 * @property {number} outputBytes how much of stderr is written down
 * @property {AbortSignal | undefined} signal ends the command
 */

/** What firejail may say before it starts the command, bytes. */
const talkBytes = 64 * 1024;

/**
 * Runs a command to its end; when this resolves nothing of it is left.
 * @param {RunOptions} options
 * @returns {Promise<EndedCommand>}
 */
export async function runInFirejail({ config, command, folder, root, outputBytes, signal }) {
  const [stdoutPath, stderrPath, scriptPath] = [join(folder, 'stdout'), join(folder, 'stderr'), join(folder, 'script')];
  const started = `started ${randomUUID()}\n`;
  writeFileSync(scriptPath, scriptOf(command, root, started), { mode: 0o600 });
  using script = opened(scriptPath, 'r');
  using stdout = opened(stdoutPath, 'wx');
  using stderr = opened(stderrPath, 'wx');
  const child = spawn(config.program, [...firejailArguments(config, root), 'sh', '-s'], {
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    stdio: [script.fd, stdout.fd, 'pipe'],
  });
  const ended = endOf(child);
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  if (signal?.aborted) kill();
  try {
    // A pipe for stderr: it ends when the last process that could write has ended, also where firejail was killed.
    const said = await readStderr(/** @type {Readable} */ (child.stderr), started, stderr.fd, outputBytes);
    const exitCode = await ended;
    if (said !== undefined && !signal?.aborted) {
      throw new SandwrightError('SANDBOX_FAILED', `firejail could not start the command: ${said.trim() || `exit ${exitCode}`}`);
    }
    return { exitCode, stdoutPath, stderrPath };
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

/**
 * Firejail takes 128 arguments of 4 KiB and sets variables of its own; so the command comes to a shell by stdin, and is started by env.
 * @param {Command} command
 * @param {string} root
 * @param {string} started what is printed to stderr first
 */
function scriptOf(command, root, started) {
  const [program = ''] = command.arguments;
  if (program.includes('=')) throw new SandwrightError('ACTION_INVALID', `a program with "=" in its name cannot be run: ${program}`);
  const directory = [root, ...workingDirectorySegments(command)].join('/');
  const words = ['/usr/bin/env', '-i', '--', ...commandEnvironment(command), ...command.arguments];
  return `printf %s ${quote(started)} >&2\ncd ${quote(directory)} || exit\nexec ${words.map(quote).join(' ')} </dev/null\n`;
}

/** @param {string} word */
function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Writes down what comes after the mark.
 * @param {Readable} stream
 * @param {string} mark
 * @param {number} fd
 * @param {number} maxBytes
 * @returns {Promise<string | undefined>} what firejail itself said, if the mark never came
 */
async function readStderr(stream, mark, fd, maxBytes) {
  /** @type {Buffer | undefined} */
  let talk = Buffer.alloc(0);
  let left = maxBytes;
  for await (const piece of stream) {
    let written = /** @type {Buffer} */ (piece);
    if (talk !== undefined) {
      talk = Buffer.concat([talk, written]);
      const at = talk.indexOf(mark);
      if (at === -1) {
        talk = talk.subarray(-talkBytes);
        continue;
      }
      written = talk.subarray(at + mark.length);
      talk = undefined;
    }
    writeFileSync(fd, written.subarray(0, left));
    left = Math.max(0, left - written.length);
  }
  return talk?.toString();
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>}
 */
function endOf(child) {
  const { promise, resolve, reject } = Promise.withResolvers();
  child.once('error', (cause) => reject(new SandwrightError('SANDBOX_FAILED', `firejail cannot be started: ${cause.message}`, { cause })));
  child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  // Who reads stderr first learns of it later.
  promise.catch(() => {});
  return promise;
}

/**
 * @param {string} path
 * @param {string} flags
 */
function opened(path, flags) {
  const fd = openSync(path, flags, 0o600);
  return { fd, [Symbol.dispose]: () => closeSync(fd) };
}
