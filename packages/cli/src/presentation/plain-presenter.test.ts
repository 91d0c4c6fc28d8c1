import { describe, expect, it } from '@jest/globals';
import type { BuildEvent } from '@sandwright/core';
import type { TargetFinished } from './describe-target.ts';
import { JsonLinesPresenter } from './json-lines-presenter.ts';
import { PlainPresenter } from './plain-presenter.ts';
import type { TextStream } from './terminal.ts';

function recorder(): TextStream & { readonly text: () => string } {
  let text = '';
  return {
    write: (more) => {
      text += more;
    },
    control: () => {},
    isTerminal: false,
    colours: false,
    columns: 80,
    text: () => text,
  };
}

function shown(event: BuildEvent, output: 'all' | 'errors' = 'errors'): string {
  const stream = recorder();
  const presenter = new PlainPresenter({ stream, output });
  presenter.handle(event);
  presenter[Symbol.dispose]();
  return stream.text();
}

const succeeded = (where: 'local' | 'remote', cached: boolean): BuildEvent => ({
  type: 'target-finished',
  target: '//lib:greet',
  test: false,
  durationMs: 120,
  outcome: { status: 'succeeded', origin: { where, cached, sandbox: 'bubblewrap' } },
  stdout: 'out line\n',
  stderr: 'err line\n',
});

const failed: TargetFinished = {
  type: 'target-finished',
  target: '//x:y',
  test: false,
  durationMs: 30,
  outcome: {
    status: 'failed',
    code: 'ACTION_FAILED',
    message: 'the command exited with 7',
    exitCode: 7,
    command: 'make it\nor not',
    hint: 'add main.h',
  },
  stdout: 'out line\n',
  stderr: Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join(''),
};

describe('PlainPresenter', () => {
  it.each([
    ['local', false, '(ran locally)'],
    ['local', true, '(cached locally)'],
    ['remote', false, '(ran remotely)'],
    ['remote', true, '(cached remotely)'],
  ] as const)('says of a target that was %s, cached: %s', (where, cached, words) => {
    expect(shown(succeeded(where, cached))).toBe(`✓ //lib:greet succeeded in 0.12s ${words}.\n`);
  });

  it('shows what commands printed only if that is wanted', () => {
    expect(shown(succeeded('local', false), 'all')).toBe(
      '✓ //lib:greet succeeded in 0.12s (ran locally).\n  stdout:\n    out line\n  stderr:\n    err line\n',
    );
  });

  it('shows the command, the end of stderr and the hint of a failure', () => {
    const text = shown(failed);
    expect(text).toMatch(/^✗ \/\/x:y failed in 0\.03s \(exit 7\)\.\n {2}command:\n {4}make it\n {4}or not\n/u);
    expect(text).toContain('stderr (last 20 of 30 lines;');
    expect(text).toContain('    line 10\n');
    expect(text).toContain('    line 29\n');
    expect(text).not.toContain('line 9\n');
    expect(text).not.toContain('out line');
    expect(text).toContain('hint: add main.h\n');
  });

  it('shows all of a failure where that is wanted', () => {
    const text = shown(failed, 'all');
    expect(text).toContain('    line 0\n');
    expect(text).toContain('    out line\n');
  });

  it('names the code and the reason of a failure that is not an exit code', () => {
    const text = shown({
      ...failed,
      stderr: '',
      stdout: '',
      outcome: { status: 'failed', code: 'OUTPUT_MISSING', message: 'out.txt was not made' },
    });
    expect(text).toBe('✗ //x:y failed in 0.03s (OUTPUT_MISSING).\n  out.txt was not made\n');
  });

  it('explains an environment only where there is something to explain', () => {
    const chosen = { type: 'environment-chosen', environment: '__local__', candidate: 'local: bubblewrap', skipped: [] } as const;
    expect(shown(chosen)).toBe('');
    const skipped = [{ candidate: 'remote', cause: 'disabled', reason: 'remote_execution is off' }] as const;
    expect(shown({ ...chosen, environment: 'remote', skipped })).toBe(
      'environment remote: bubblewrap on this machine; remote skipped (disabled): remote_execution is off.\n',
    );
    expect(shown({ ...chosen, environment: 'farm', candidate: 'farm' })).toBe('environment farm is used.\n');
  });

  it('counts at the end', () => {
    const counts = {
      type: 'build-finished',
      durationMs: 1500,
      succeeded: 3,
      failed: 0,
      skipped: 0,
      cancelled: 0,
      ran: 1,
      cached: 2,
    } as const;
    expect(shown(counts)).toBe('Build succeeded in 1.50s: 3 succeeded (1 ran, 2 cached).\n');
    expect(shown({ ...counts, failed: 1, skipped: 4 })).toBe(
      'Build failed in 1.50s: 3 succeeded (1 ran, 2 cached), 1 failed, 4 skipped.\n',
    );
    expect(shown({ ...counts, cancelled: 1 })).toBe('Build stopped in 1.50s: 3 succeeded (1 ran, 2 cached), 1 cancelled.\n');
  });
});

describe('JsonLinesPresenter', () => {
  it('writes each event as one line', () => {
    const stream = recorder();
    const presenter = new JsonLinesPresenter(stream);
    presenter.handle(failed);
    presenter.handle(succeeded('local', true));
    const lines = stream.text().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2).map((line) => JSON.parse(line) as unknown)).toEqual([failed, succeeded('local', true)]);
  });
});
