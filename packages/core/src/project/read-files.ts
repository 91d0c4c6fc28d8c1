import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../config/diagnostic.ts';
import { type Shape, ShapeReading } from '../config/shape.ts';
import { parseQuickly, type YamlSources } from '../config/yaml-sources.ts';

/** A file to be read, and what it must look like. */
export interface WantedFile<T> {
  /** Relative to the root, or absolute. */
  readonly file: string;
  readonly shape: Shape<T>;
}

/** The text of a file. An unreadable one, or one that is not UTF-8, is a problem and not an error. */
function readText(path: string): { readonly text: string } | { readonly problem: string } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (caught) {
    const { code } = caught as NodeJS.ErrnoException;
    return { problem: code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(caught)})` };
  }
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') && !bytes.equals(Buffer.from(text, 'utf8'))) return { problem: 'is not UTF-8' };
  return { text };
}

/** Reads YAML files: fast where they are right, and with every problem at its place where they are not. */
export class FileReader {
  readonly diagnostics: Diagnostic[] = [];
  /** Absolute path of the folder that file names are relative to. */
  readonly root: string;
  private readonly sources: YamlSources;

  /**
   * @param root absolute path of the folder that file names are relative to
   * @param sources finds places
   */
  constructor(root: string, sources: YamlSources) {
    this.root = root;
    this.sources = sources;
  }

  /**
   * Reads a file.
   * @returns undefined if something is wrong with it, which then stands in `diagnostics`
   */
  async read<T>({ file, shape }: WantedFile<T>): Promise<T | undefined> {
    const quick = this.readQuickly({ file, shape });
    return quick === undefined ? await this.readCarefully({ file, shape }) : quick;
  }

  /** The value if the file is right beyond doubt; no place is looked for. */
  readQuickly<T>({ file, shape }: WantedFile<T>): T | undefined {
    const content = readText(resolve(this.root, file));
    const parsed = 'text' in content ? parseQuickly(content.text) : undefined;
    if (parsed === undefined) return undefined;
    const reading = new ShapeReading(file);
    const value = shape.read(parsed.value ?? {}, reading);
    if (value === undefined || reading.problems.length > 0 || reading.doubtful) return undefined;
    return value;
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
