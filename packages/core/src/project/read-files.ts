import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../config/diagnostic.ts';
import type { ParsedFiles, ParsedText } from '../config/parsed-files.ts';
import { type Shape, ShapeReading } from '../config/shape.ts';
import { loadQuickParser, type QuickParser, type YamlSources } from '../config/yaml-sources.ts';

/** A file to be read, and what it must look like. */
export interface WantedFile<T> {
  /** Relative to the root, or absolute. */
  readonly file: string;
  readonly shape: Shape<T>;
  /** Whether every start reads it; false by default. */
  readonly remember?: boolean;
}

/** The text of a file. An unreadable one, or one that is not UTF-8, is a problem and not an error. */
function readText(path: string): { readonly text: string } | { readonly problem: string } {
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('\ufffd') && !readFileSync(path).equals(Buffer.from(text, 'utf8'))) return { problem: 'is not UTF-8' };
    return { text };
  } catch (caught) {
    const { code } = caught as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(caught)})` };
  }
}

/** Reads YAML files: fast where they are right, and with every problem at its place where they are not. */
export class FileReader {
  readonly diagnostics: Diagnostic[] = [];
  /** Absolute path of the folder that file names are relative to. */
  readonly root: string;
  private readonly sources: YamlSources;
  private readonly remembered: ParsedFiles | undefined;
  private parser: QuickParser | undefined;

  /**
   * @param root absolute path of the folder that file names are relative to
   * @param sources finds places
   * @param remembered knows what was read before
   */
  constructor(root: string, sources: YamlSources, remembered?: ParsedFiles) {
    this.root = root;
    this.sources = sources;
    this.remembered = remembered;
  }

  /**
   * Reads a file.
   * @returns undefined if something is wrong with it, which then stands in `diagnostics`
   */
  async read<T>(wanted: WantedFile<T>): Promise<T | undefined> {
    const quick = this.recall(wanted) ?? (await this.quickReader())(wanted);
    return quick === undefined ? await this.readCarefully(wanted) : quick;
  }

  /** What reads files without waiting: it gives the value if the file is right beyond doubt; no place is looked for. */
  async quickReader(): Promise<<T>(wanted: WantedFile<T>) => T | undefined> {
    this.parser ??= await loadQuickParser();
    const parser = this.parser;
    return ({ file, shape, remember }) => {
      const path = resolve(this.root, file);
      const parse = (): ParsedText | undefined => {
        const content = readText(path);
        const parsed = 'text' in content ? parser(content.text) : undefined;
        return parsed === undefined || 'problem' in content ? undefined : { text: content.text, value: parsed.value };
      };
      const parsed = remember === true && this.remembered !== undefined ? this.remembered.read(path, parse) : parse();
      return parsed === undefined ? undefined : valueOf(parsed.value, file, shape);
    };
  }

  private recall<T>({ file, shape, remember }: WantedFile<T>): T | undefined {
    const known = remember === true ? this.remembered?.get(resolve(this.root, file)) : undefined;
    return known === undefined ? undefined : valueOf(known.value, file, shape);
  }

  private async readCarefully<T>({ file, shape }: WantedFile<T>): Promise<T | undefined> {
    const content = readText(resolve(this.root, file));
    if ('problem' in content) {
      this.diagnostics.push({ file, line: 1, column: 1, message: content.problem });
      return undefined;
    }
    const positioned = await this.sources.positioned(file);
    if (positioned === undefined) {
      this.diagnostics.push({ file, line: 1, column: 1, message: 'is too large, or changed while it was read' });
      return undefined;
    }
    if (positioned.problems.length > 0) {
      this.diagnostics.push(...positioned.problems);
      return undefined;
    }
    const reading = new ShapeReading(file);
    const value = shape.read(positioned.value ?? {}, reading);
    this.diagnostics.push(...(await this.sources.diagnose(reading.problems)));
    return reading.problems.length === 0 ? value : undefined;
  }
}

/** Undefined if anything is wrong or doubtful. */
function valueOf<T>(parsed: unknown, file: string, shape: Shape<T>): T | undefined {
  const reading = new ShapeReading(file);
  const value = shape.read(parsed ?? {}, reading);
  return value === undefined || reading.problems.length > 0 || reading.doubtful ? undefined : value;
}
