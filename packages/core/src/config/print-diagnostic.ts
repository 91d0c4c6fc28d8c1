import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic, SourceLocation } from './diagnostic.ts';

/** `file:line:column`, or the name of a variable or a flag. */
export function placeText(location: SourceLocation): string {
  return location.line === 0 ? location.file : `${location.file}:${location.line}:${location.column}`;
}

/** How to print a diagnostic. */
export interface PrintDiagnosticOptions {
  /** Absolute path of the folder that file names are relative to. */
  readonly root: string;
  /** Gives the text of a file, by its absolute path; undefined where there is none. Reads the disk by default. */
  readonly readText?: (path: string) => string | undefined;
}

function readDisk(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A line that looks like this may hold a secret, which must not end up in a log. */
const secretive = /authorization|bearer|token|secret|password|credential|api[-_]?key|_headers\b/iu;

/** The line that a location names, and a caret under its column; nothing if it cannot be read. */
function excerpt(location: SourceLocation, options: PrintDiagnosticOptions): readonly string[] {
  if (location.line === 0) return [];
  const line = (options.readText ?? readDisk)(resolve(options.root, location.file))?.split('\n')[location.line - 1]?.replace(/\r$/, '');
  if (line === undefined || line.trim().length === 0 || line.length > 400 || secretive.test(line)) return [];
  const number = String(location.line);
  // Tabs stay tabs, so that the caret stands below its character at any tab width.
  const indent = line.slice(0, location.column - 1).replace(/[^\t]/g, ' ');
  return [`  ${number} | ${line}`, `  ${' '.repeat(number.length)} | ${indent}^`];
}

/**
 * A diagnostic for people: `file:line:column message`, or `NAME: message` for a variable or a flag; the line with a marker below, then the places that belong to it.
 * @param diagnostic what is wrong
 * @param options where the files are
 * @returns several lines, without a line break at the end
 */
export function printDiagnostic(diagnostic: Diagnostic, options: PrintDiagnosticOptions): string {
  const head = `${placeText(diagnostic)}${diagnostic.line === 0 ? ':' : ''} ${diagnostic.message}`;
  const lines = [head, ...(diagnostic.secret === true ? [] : excerpt(diagnostic, options))];
  for (const other of diagnostic.related ?? []) {
    lines.push(`  ${placeText(other)} ${other.message}`, ...excerpt(other, options).map((line) => `  ${line}`));
  }
  return lines.join('\n');
}
