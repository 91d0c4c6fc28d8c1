import type { DoctorReport } from '@sandwright/sandbox-local';
import type { Style } from './style.ts';

/**
 * What was found on this machine, for people. Ends with a line feed.
 * @param report of `diagnose`
 * @param works whether the default environment works
 */
export function describeReport(report: DoctorReport, works: boolean, style: Style): string {
  const findings = report.findings.map(({ name, ok, detail, costs, fix }) => {
    const lines = [`${ok ? style.good('✓') : style.bad('✗')} ${style.bold(name)}: ${detail}`];
    if (costs !== undefined) lines.push(`    costs: ${costs}`);
    if (fix !== undefined) lines.push(`    fix: ${fix}`);
    return `${lines.join('\n')}\n`;
  });
  const usable = report.usable.length === 0 ? 'none' : report.usable.join(', ');
  const verdict = works ? style.good('The default environment works here.') : style.bad('The default environment does not work here.');
  return `${findings.join('')}Sandboxes that work here: ${usable}. ${verdict}\n`;
}
