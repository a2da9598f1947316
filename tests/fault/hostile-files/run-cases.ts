import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { CaseLine } from '../programs/open-hostile-files.ts';
import { hostileFiles } from './all-files.ts';

/** What one file took, and what was wrong with it. */
export interface CaseResult {
  readonly index: number;
  readonly outcome: 'opened' | 'refused' | 'crashed' | 'hung';
  readonly wrong: readonly string[];
  /** By the clock. */
  readonly ms: number;
  /** Of one processor, by all processes together. */
  readonly seconds: number;
  /** The most that all processes together held at a moment, in MB. */
  readonly memoryMb: number;
}

/** The program's own limits end everything before. */
const hangMs = 180_000;
const watchEveryMs = 40;

/** Whether a process can be given a network of its own, in which there is nothing. */
export const canBeAlone = process.platform === 'linux' && process.getuid?.() === 0;

/** Starts Node without rights, and in a network of its own where that can be. */
function startNode(words: readonly string[], folder: string): ChildProcess {
  const node = [process.execPath, ...words];
  const alone = ['unshare', '--net', 'setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...node];
  const [program = '', ...rest] = canBeAlone ? alone : node;
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: folder };
  return spawn(program, rest, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** How many packets some code tried to send in a network of its own. */
export function packetsOf(code: string): Promise<number> {
  const counted = `${code} setTimeout(() => process.stdout.write(require('node:fs').readFileSync('/proc/self/net/snmp', 'utf8')), 300);`;
  const child = startNode(['-e', counted], '/tmp');
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.on('close', () => {
      const [heads = [], values = []] = text.split('\n').map((line) => line.split(' '));
      resolve(Number(values[heads.indexOf('OutNoRoutes')]) + Number(values[heads.indexOf('OutRequests')]));
    });
  });
}

/** Opens files one after the other in a process, and goes on with the next in a new one when that crashed or hung.
 *  @param base an empty folder that is the process's own */
export async function runCases(
  program: string,
  workers: string,
  base: string,
  indices: readonly number[],
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (let left = indices; left.length > 0; left = left.slice(left.indexOf(results.at(-1)?.index ?? -1) + 1)) {
    const before = results.length;
    const child = startNode([program, workers, base, left.join(',')], base);
    results.push(...(await new Watched(child).results()));
    if (results.length === before) throw new Error('the program did not begin');
  }
  return results;
}

/** A process that opens files, watched from outside. */
class Watched {
  readonly #child: ChildProcess;
  readonly #results: CaseResult[] = [];
  #index: number | null = null;
  #since = 0;
  #secondsBefore = 0;
  #memoryMb = 0;
  #seconds = 0;
  #hasHung = false;
  #errors = '';
  #took: Pick<CaseResult, 'ms' | 'seconds' | 'memoryMb'> | null = null;

  constructor(child: ChildProcess) {
    this.#child = child;
  }

  results(): Promise<readonly CaseResult[]> {
    return new Promise((resolve, reject) => {
      const watch = setInterval(() => this.#look(), watchEveryMs);
      let rest = '';
      this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        this.#errors += text;
      });
      this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.#take(JSON.parse(line) as CaseLine);
      });
      this.#child.on('close', () => {
        clearInterval(watch);
        if (this.#index !== null) this.#end(this.#hasHung ? 'hung' : 'crashed', [this.#errors.slice(-1_500)]);
        else if (this.#results.length === 0) reject(new Error(this.#errors));
        resolve(this.#results);
      });
    });
  }

  #look(): void {
    const { memoryMb, seconds } = usageOf(this.#child.pid ?? 0);
    this.#memoryMb = Math.max(this.#memoryMb, memoryMb);
    // A process that has just ended is counted by its parent a moment later.
    this.#seconds = Math.max(this.#seconds, seconds);
    if (this.#index !== null && performance.now() - this.#since > hangMs) {
      this.#hasHung = true;
      this.#child.kill('SIGKILL');
    }
  }

  #take(line: CaseLine): void {
    this.#look();
    switch (line.kind) {
      case 'begun':
        this.#index = line.index;
        this.#since = performance.now();
        this.#memoryMb = 0;
        this.#secondsBefore = this.#seconds;
        return;
      case 'opened':
        this.#took = this.#measured();
        return;
      case 'done':
        this.#end(line.outcome, line.wrong);
        return;
      case 'ended': {
        const last = this.#results.pop();
        const wrong = line.packets > 0 && canBeAlone ? [`${line.packets} packets were tried to be sent`] : [];
        if (last) this.#results.push({ ...last, wrong: [...last.wrong, ...wrong] });
      }
    }
  }

  #measured(): Pick<CaseResult, 'ms' | 'seconds' | 'memoryMb'> {
    return {
      ms: Math.round(performance.now() - this.#since),
      seconds: Math.round((this.#seconds - this.#secondsBefore) * 100) / 100,
      memoryMb: this.#memoryMb,
    };
  }

  #end(outcome: CaseResult['outcome'], wrong: readonly string[]): void {
    const { ms, seconds, memoryMb } = this.#took ?? this.#measured();
    this.#took = null;
    const failed = outcome === 'crashed' || outcome === 'hung' ? [`it ${outcome}`, ...wrong] : wrong;
    this.#results.push({ index: this.#index ?? -1, outcome, wrong: failed, ms, seconds, memoryMb });
    this.#index = null;
  }
}

/** Ticks of the clock that Linux counts the time of processes in. */
const ticksPerSecond = 100;
const pageBytes = 4_096;

/** What a process and all that it started hold and have used so far; nothing where the system does not tell. */
function usageOf(pid: number): { readonly memoryMb: number; readonly seconds: number } {
  const stats = new Map<number, { readonly parent: number; readonly ticks: number; readonly pages: number }>();
  for (const name of processNames()) {
    const fields = statOf(name);
    if (fields === null) continue;
    const at = (index: number): number => Number(fields[index] ?? 0);
    // utime, stime, and those of children that ended, from the third field on.
    stats.set(Number(name), { parent: at(1), ticks: at(11) + at(12) + at(13) + at(14), pages: at(21) });
  }
  const tree = [pid];
  for (const parent of tree) for (const [number, stat] of stats) if (stat.parent === parent) tree.push(number);
  const own = tree.flatMap((number) => stats.get(number) ?? []);
  return {
    memoryMb: Math.round((own.reduce((sum, { pages }) => sum + pages, 0) * pageBytes) / 1024 ** 2),
    seconds: own.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond,
  };
}

const processNames = (): readonly string[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

/** What the kernel says of a process behind its name; null when it is gone. */
function statOf(name: string): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** The families, how their files came out, and what the largest of each took. */
export function outcomeTable(results: readonly CaseResult[]): string {
  const families = [...new Set(hostileFiles.map(({ family }) => family))];
  const rows = families.flatMap((family) => {
    const own = results.filter(({ index }) => hostileFiles[index]?.family === family);
    if (own.length === 0) return [];
    const count = (outcome: CaseResult['outcome']): string =>
      String(own.filter((one) => one.outcome === outcome).length);
    const slowest = own.reduce((a, b) => (b.seconds > a.seconds ? b : a));
    const largest = own.reduce((a, b) => (b.memoryMb > a.memoryMb ? b : a));
    return [
      [
        family,
        String(own.length),
        count('refused'),
        count('opened'),
        String(own.filter(({ outcome }) => outcome === 'crashed' || outcome === 'hung').length),
        `${slowest.seconds} s ${shown(slowest)}`,
        `${largest.memoryMb} MB ${shown(largest)}`,
      ],
    ];
  });
  const total = [
    'all',
    ...[1, 2, 3, 4].map((column) => String(rows.reduce((sum, row) => sum + Number(row[column]), 0))),
    '',
    '',
  ];
  const lines = [['family', 'files', 'refused', 'opened', 'crashed or hung', 'slowest', 'most memory'], ...rows, total];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const shown = ({ index }: CaseResult): string => hostileFiles[index]?.name.split('/').at(-1)?.slice(0, 40) ?? '';
