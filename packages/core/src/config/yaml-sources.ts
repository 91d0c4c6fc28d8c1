import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic, SourceLocation } from './diagnostic.ts';
import type { Place, Problem } from './place.ts';
import type { PositionedYaml } from './yaml-positions.ts';

/** No file that a person wrote is larger; one that is could keep the parser busy for long. */
const largestFile = 16 << 20;

/**
 * Parses YAML quickly, without places. It accepts a little more than `parseWithPositions` (a key that is a number), and `undefined` only
 * means that the careful parser must say what it is. It is given the whole text.
 */
export type QuickParser = (content: string) => { readonly value: unknown } | undefined;

/** Loads the parser, which takes longer than most texts. */
export async function loadQuickParser(): Promise<QuickParser> {
  const { CORE_SCHEMA: schema, load } = await import('js-yaml');
  return (content) => {
    if (content.length > largestFile) return undefined;
    try {
      return { value: load(content, { schema }) };
    } catch {
      return undefined;
    }
  };
}

/** YAML files by name, and the places in them, found when asked for. */
export class YamlSources {
  private readonly root: string;
  private readonly positions = new Map<string, Promise<PositionedYaml | undefined>>();

  /** @param root absolute path of the folder that file names are relative to */
  constructor(root: string) {
    this.root = root;
  }

  /** The text of a file; throws what the file system throws. */
  async text(file: string): Promise<string> {
    return await Promise.resolve(readFileSync(resolve(this.root, file), 'utf8'));
  }

  /** The file with the places in it; undefined if it cannot be read any more. */
  positioned(file: string): Promise<PositionedYaml | undefined> {
    let found = this.positions.get(file);
    if (found === undefined) {
      found = this.parse(file);
      this.positions.set(file, found);
    }
    return found;
  }

  /** Line and column of a place. */
  async locate(place: Place): Promise<SourceLocation> {
    const positioned = await this.positioned(place.file);
    return positioned?.locate(place.path, place.on) ?? { file: place.file, line: 1, column: 1 };
  }

  /** Turns problems into diagnostics, sorted by place. */
  async diagnose(problems: readonly Problem[]): Promise<readonly Diagnostic[]> {
    const diagnostics = await Promise.all(
      problems.map(async ({ message, related, secret, ...place }): Promise<Diagnostic> => {
        const located = await this.locate(place);
        if (related === undefined) return { ...located, message, ...(secret === true ? { secret } : {}) };
        const others = related.map(async (other) => ({ ...(await this.locate(other)), message: other.message }));
        return { ...located, message, related: await Promise.all(others) };
      }),
    );
    return sortDiagnostics(diagnostics);
  }

  private async parse(file: string): Promise<PositionedYaml | undefined> {
    const { parseWithPositions } = await import('./yaml-positions.ts');
    try {
      const content = await this.text(file);
      return content.length > largestFile ? undefined : parseWithPositions(file, content);
    } catch {
      return undefined;
    }
  }
}

/** By file, line and column; equal ones once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter((one) => {
      const key = `${one.file}\0${one.line}\0${one.column}\0${one.message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column));
}
