import type { EnvironmentExplanation, ExplainedCandidate } from '@sandwright/core';
import type { Style } from './style.ts';

/**
 * What an environment means here and now, for people. Ends with a line feed.
 * @param subject the target or environment that was asked for
 * @param explanation of its environment
 * @param options `full`: every candidate, not only the one that is used
 */
export function describeExplanation(
  subject: string,
  explanation: EnvironmentExplanation,
  options: { readonly style: Style; readonly full: boolean },
): string {
  const { style, full } = options;
  const { candidates, name } = explanation;
  const matched = candidates.find((candidate) => candidate.outcome === 'matched');
  const where = subject === name ? `The environment ${name}` : `${subject} is built in the environment ${name}, which`;
  const means = matched === undefined ? style.bad('nothing that can be used') : style.good(matched.name);
  const head = `${where} is here and now: ${means}\n`;
  if (full) return head + candidates.map((candidate) => describe(candidate, style)).join('');
  const stopped = candidates.filter((candidate) => candidate.outcome === 'failed');
  const more = candidates.some((candidate) => candidate.outcome === 'skipped') ? '  --explain says what was skipped, and why\n' : '';
  return head + stopped.map((candidate) => describe(candidate, style)).join('') + more;
}

const meaningOf = {
  fallback: 'the next one is tried, in silence',
  warn: 'the next one is tried, and a build warns',
  fail: 'nothing else is tried, and a build stops',
} as const;

function describe(candidate: ExplainedCandidate, style: Style): string {
  const marks = { matched: style.good('✓'), skipped: style.warning('-'), failed: style.bad('✗'), 'not tried': ' ' };
  const { location, outcome, cause, reason, fix, rule } = candidate;
  const place = location === undefined ? 'built in' : `${location.file}:${location.line}:${location.column}`;
  const head = `  ${marks[outcome]} ${style.bold(candidate.name)} (${place}) ${outcome}`;
  if (outcome === 'not tried') return `${head}: one before it decided\n`;
  const lines = [cause === undefined ? `${head}: it works here` : `${head}: ${cause}`];
  if (reason !== undefined) lines.push(`      why: ${reason}`);
  if (fix !== undefined) lines.push(`      fix: ${fix}`);
  if (rule !== undefined) lines.push(`      rule for ${cause ?? 'it'}: ${rule} (${meaningOf[rule]})`);
  const pairs = (all: readonly { readonly name: string; readonly value: string }[]): string =>
    all.map(({ name, value }) => `${name}=${value}`).join(', ');
  // A local candidate has them for the sake of the remote one before it, and nobody looks at them.
  if (candidate.where === 'remote' && candidate.platform.length > 0) lines.push(`      workers must have: ${pairs(candidate.platform)}`);
  if (candidate.variables.length > 0) lines.push(`      variables: ${pairs(candidate.variables)}`);
  if (candidate.where === 'local') lines.push(`      commands see: ${whatIsSeen(candidate)}`);
  else if (typeof candidate.fingerprint === 'string') lines.push(`      fingerprint of its tools: ${candidate.fingerprint}`);
  return `${lines.join('\n')}\n`;
}

function whatIsSeen({ root, fingerprint }: ExplainedCandidate): string {
  if (root === 'input') return 'their inputs only (root: input)';
  const tools = "their inputs and this machine's tools (root: host)";
  if (fingerprint === undefined || typeof fingerprint === 'string') return `${tools}, which do not count (fingerprint: none)`;
  return `${tools}\n      fingerprint of the tools: ${fingerprint.digest.slice(0, 16)}, of ${fingerprint.parts.length} programs and libraries`;
}
