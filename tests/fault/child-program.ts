import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Makes a program into a file that Node runs.
 *  @param program the TypeScript file
 *  @param folder where the file goes
 *  @param replaced files to be taken in the place of modules, also by libraries */
export async function bundleProgram(
  program: URL,
  folder: string,
  replaced: Readonly<Record<string, URL>> = {},
): Promise<string> {
  const entry = fileURLToPath(program);
  const name = `${path.parse(entry).name}.mjs`;
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: {
      alias: Object.entries(replaced).map(([find, file]) => ({ find, replacement: fileURLToPath(file) })),
    },
    build: {
      ssr: entry,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: name } },
    },
    ssr: { noExternal: true },
  });
  return path.join(folder, name);
}

/** A program running in a process of its own, and the lines that it has written. */
export class ChildProgram {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #isEnded = false;
  #rest = '';
  #errors = '';

  constructor(file: string, programArguments: readonly string[]) {
    this.#child = spawn(process.execPath, [file, ...programArguments], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#ended = once(this.#child, 'close').then(() => {
      this.#isEnded = true;
    });
    this.#child.stdout?.on('data', (data: Buffer) => {
      const lines = (this.#rest + data.toString()).split('\n');
      this.#rest = lines.pop() ?? '';
      this.lines.push(...lines);
    });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#errors += data.toString();
    });
  }

  /** Resolves when it has written so many lines.
   *  @throws Error when it ends before */
  async written(count: number): Promise<void> {
    while (this.lines.length < count) {
      if (this.#isEnded) throw new Error(`the program ended: ${this.#errors}`);
      await Promise.race([once(this.#child.stdout ?? this.#child, 'data'), this.#ended]);
    }
  }

  /** Kills it without a chance to do anything more, and waits until it is gone and everything it wrote has been read. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}
