import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { emptied, perform, type Stage, type Told } from '../hostile/doings.ts';
import { fingerprint, type LargeFiles, makeLargeFiles, plant } from '../hostile/place.ts';
import { makeOlder, makePlace, namesOf } from '../hostile/pristine.ts';
import { type Act, acts, type HostilePath, isPlantedAt, paths, type Thing, things } from '../hostile/table.ts';

/** What one process of the test did; the last line that it prints. */
export interface Share {
  readonly cases: number;
  readonly acts: number;
  /** What is not as it should be, each with its path, what stood there and the act. */
  readonly wrong: readonly string[];
  readonly slowestMs: number;
  readonly slowest: string;
  readonly memoryMb: number;
}

interface Case {
  readonly target: HostilePath;
  readonly thing: Thing;
  readonly acts: readonly Act[];
}

/** What happened so far is printed, so that an act that never ends is known by the line before. */
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

/** How much of what an act printed is told when it is wrong. */
const mostText = 1_500;

const readingActs: readonly Act[] = ['list', 'show (bad)', 'show (good)', 'check'];

const isReading = (act: Act): boolean => readingActs.includes(act) || act === 'export';

/** @param isLong every act on every case; else two things at each path, with some acts each */
function casesOf(isLong: boolean): readonly Case[] {
  const cases: Case[] = [];
  for (const [row, target] of paths.entries()) {
    const fitting = things.filter((thing) => isPlantedAt(thing, target));
    for (const [column, thing] of fitting.entries()) {
      if (isLong) cases.push({ target, thing, acts });
      else if ((column + row) % fitting.length < 2)
        cases.push({ target, thing, acts: shortActs(row + column, target) });
    }
  }
  return cases;
}

/** Acts that only read, and of the others those in turn, with those that are to tell of the path. */
function shortActs(turn: number, { named }: HostilePath): readonly Act[] {
  const others = acts.filter((act) => !isReading(act));
  const telling = named.filter((act) => act === 'backup' || act === 'restore-backup');
  return [...new Set([...readingActs, ...telling, others[turn % others.length] ?? 'backup'])];
}

class Runner {
  readonly #pristine: Stage;
  readonly #older: string;
  readonly #large: LargeFiles;
  readonly #names: Readonly<Record<string, string>>;
  readonly #base: string;
  readonly wrong: string[] = [];
  acts = 0;
  slowestMs = 0;
  slowest = '';

  constructor(
    base: string,
    pristine: Stage,
    older: string,
    large: LargeFiles,
    names: Readonly<Record<string, string>>,
  ) {
    this.#base = base;
    this.#pristine = pristine;
    this.#older = older;
    this.#large = large;
    this.#names = names;
  }

  async run({ target, thing, acts: wanted }: Case): Promise<void> {
    // What only reads changes nothing, so that one copy is enough for all of it.
    const reading = wanted.filter(isReading);
    await this.#onCopy(target, thing, reading);
    for (const act of wanted.filter((one) => !reading.includes(one))) await this.#onCopy(target, thing, [act]);
  }

  async #onCopy(target: HostilePath, thing: Thing, some: readonly Act[]): Promise<void> {
    const place = await emptied(path.join(this.#base, 'case'));
    const outside = await emptied(path.join(this.#base, 'outside'));
    const from = some.includes('migrate') ? this.#older : this.#pristine.place;
    await cp(from, place, { recursive: true, preserveTimestamps: true });
    const name = target.path.replaceAll(/<([^>]+)>/g, (_, one: string) => this.#names[one] ?? one);
    await plant(thing, path.join(place, name), outside, this.#large);
    const before = await fingerprint(outside);
    const whole = await fingerprint(place);
    const stage = { ...this.#pristine, place };
    for (const act of some) {
      const where = `${target.path} · ${thing} · ${act}`;
      say({ doing: where });
      const started = performance.now();
      const told = await perform(act, stage);
      this.#time(where, performance.now() - started);
      this.acts += 1;
      for (const fault of faultsOf(act, told, target, thing, name))
        this.wrong.push(`${where}: ${fault}\n${told.text.slice(0, mostText)}`);
      if ((await fingerprint(outside)) !== before) this.wrong.push(`${where}: what is outside was changed`);
      if (isReading(act) && (await fingerprint(place)) !== whole)
        this.wrong.push(`${where}: reading changed something`);
    }
  }

  #time(where: string, ms: number): void {
    if (ms <= this.slowestMs) return;
    this.slowestMs = Math.round(ms);
    this.slowest = where;
  }
}

/** The last two names of a path tell it from all others. */
const shownName = (name: string): string => name.split('/').at(-1) ?? name;

function faultsOf(act: Act, { code, text }: Told, target: HostilePath, thing: Thing, name: string): readonly string[] {
  const faults: string[] = [];
  if (text.includes('Something inside')) faults.push('it says that something inside went wrong');
  if (code > 3) faults.push(`it ends with ${code}`);
  const isLarge = target.belongs === 'file' && (thing === '5 GB' || thing === '100 MB nested');
  const named = isLarge ? (target.namedWhenLarge ?? target.named) : target.named;
  // Bytes that are no records at the end of a journal may be a write that was cut off.
  const isTail = thing === '100 MB nested' && name.endsWith('.jsonl') && !name.includes('backups');
  // A damaged journal is worth a backup.
  const isKept = thing === 'sealed nesting' && act === 'backup';
  if (named.includes(act) && !isTail && !isKept && !text.includes(shownName(name)))
    faults.push('it does not name the file');
  if (act === 'show (good)' && target.others !== 'nothing' && !text.includes('The good document'))
    faults.push('the other document is not shown');
  if ((act === 'list' || act === 'migrate') && target.others !== 'nothing' && !text.includes('good.txt'))
    faults.push('the other document is not listed');
  if (act === 'tag (good)' && target.others === 'change' && code !== 0) faults.push('the other document is not tagged');
  return faults;
}

async function main([
  workers = '',
  base = '',
  share = '0',
  shares = '1',
  run = 'short',
]: readonly string[]): Promise<void> {
  // As the administrator of a machine a mistake here could empty a folder of it.
  if (process.getuid?.() === 0) throw new Error('never to be run as root');
  const userFolder = path.join(base, 'user');
  await mkdir(path.join(base, 'pristine'), { recursive: true });
  const unnamed = { place: path.join(base, 'pristine'), workers, userFolder } as Stage;
  const pristine = await makePlace(unnamed);
  const older = path.join(base, 'older');
  await makeOlder(pristine.place, older);
  const large = await makeLargeFiles(base);
  const runner = new Runner(base, pristine, older, large, await namesOf(pristine));
  const cases = casesOf(run === 'long').filter((_, index) => index % Number(shares) === Number(share));
  for (const one of cases) await runner.run(one);
  for (const name of await readdir(base)) await rm(path.join(base, name), { recursive: true, force: true });
  const { wrong, acts: done, slowestMs, slowest } = runner;
  const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
  say({ cases: cases.length, acts: done, wrong, slowestMs, slowest, memoryMb } satisfies Share);
}

await main(process.argv.slice(2));
