import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { siteSearchEngine } from '../../main/vite-site-search.ts';

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
    plugins: [siteSearchEngine()],
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

  /** @param limits what bash is to do in the same process before, such as `ulimit -f 8` */
  constructor(file: string, programArguments: readonly string[], limits = '') {
    const command = [process.execPath, file, ...programArguments];
    const [program = '', ...rest] = limits ? ['bash', '-c', `${limits}; exec "$@"`, 'bash', ...command] : command;
    this.#child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
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

  /** Lets a program go on that waits for a line. */
  go(): void {
    // A program that was killed just now does not read any more.
    this.#child.stdin?.on('error', () => undefined).write('go\n');
  }

  /** Resolves when it has ended by itself, with everything that it wrote in `lines`. */
  async ended(): Promise<void> {
    await this.#ended;
    if (this.#child.exitCode !== 0) throw new Error(`the program failed: ${this.#errors}`);
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
