import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { diagnosticsOf } from '../config/diagnostics-error.ts';
import { placeText } from '../config/print-diagnostic.ts';
import { loadProject } from './load-project.ts';
import type { Project } from './project.ts';

/** A project on disk for the time of a test. */
export class ProjectFixture implements Disposable {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'sandwright-project-')));

  /** @param files contents by path; one that begins with `-> ` is a symbolic link */
  constructor(files: Readonly<Record<string, string>>) {
    this.write(files);
  }

  /** Adds or replaces files. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      const whole = join(this.root, path);
      mkdirSync(dirname(whole), { recursive: true });
      if (content.startsWith('-> ')) symlinkSync(content.slice(3), whole);
      else writeFileSync(whole, content);
    }
  }

  /** Reads it. */
  async load(configFiles: readonly string[] = []): Promise<Project> {
    return await loadProject({ directory: this.root, configFiles: configFiles.map((file) => join(this.root, file)) });
  }

  /** What is wrong with it, one `file:line:column message` a line; with the sources of every target, where it loads. */
  async problems(configFiles: readonly string[] = []): Promise<readonly string[]> {
    const print = (list: ReturnType<typeof diagnosticsOf>): readonly string[] => list.map((one) => `${placeText(one)} ${one.message}`);
    try {
      const project = await this.load(configFiles);
      return print(await project.checkSources(project.targets.values()));
    } catch (caught) {
      const diagnostics = diagnosticsOf(caught);
      if (diagnostics.length === 0) throw caught;
      return print(diagnostics);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
