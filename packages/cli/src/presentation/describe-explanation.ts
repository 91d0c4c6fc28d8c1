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
  const matched = explanation.candidates.find((candidate) => candidate.outcome === 'matched');
  const where = subject === explanation.name ? subject : `${subject} (environment ${explanation.name})`;
  const head = `${where}: ${matched === undefined ? style.bad('nothing can be used here') : style.good(matched.name)}\n`;
  if (!full)
    return (
      head +
      explanation.candidates
        .filter((candidate) => candidate.outcome === 'failed')
        .map((candidate) => describe(candidate, style))
        .join('')
    );
  return head + explanation.candidates.map((candidate) => describe(candidate, style)).join('');
}

function describe(candidate: ExplainedCandidate, style: Style): string {
  const marks = { matched: style.good('✓'), skipped: style.warning('-'), failed: style.bad('✗'), 'not tried': ' ' };
  const { location } = candidate;
  const place = location === undefined ? 'built in' : `${location.file}:${location.line}:${location.column}`;
  const why =
    candidate.cause === undefined ? candidate.outcome : `${candidate.outcome}: ${candidate.cause} (rule: ${candidate.rule ?? 'none'})`;
  const lines = [`  ${marks[candidate.outcome]} ${style.bold(candidate.name)} ${why} ${style.dim(place)}`];
  if (candidate.reason !== undefined) lines.push(`      ${candidate.reason}`);
  if (candidate.fix !== undefined) lines.push(`      fix: ${candidate.fix}`);
  if (candidate.where === 'local') lines.push(`      root: ${candidate.root}`);
  for (const { name, value } of candidate.platform) lines.push(`      platform property ${name}=${value}`);
  for (const { name, value } of candidate.variables) lines.push(`      variable ${name}=${value}`);
  const { fingerprint } = candidate;
  if (typeof fingerprint === 'string') lines.push(`      fingerprint: ${fingerprint}`);
  else if (fingerprint !== undefined)
    lines.push(`      fingerprint of tools: ${fingerprint.digest.slice(0, 16)}… of ${fingerprint.parts.length} tools and libraries`);
  return `${lines.join('\n')}\n`;
}
