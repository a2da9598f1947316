import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtWorkers } from '../helpers/built-workers.ts';
import { bundleProgram } from './child-program.ts';
import { isLongRun, report } from './fault-report.ts';
import { paths } from './hostile/table.ts';
import type { Share } from './programs/hostile-cases.ts';

/** An account without rights, by its number on every Unix. */
const nobody = 65_534;
const shares = 2;
const mostMemoryMb = 512;
/** No act takes a tenth of it; one that never ends is known by it. */
const quietMs = 120_000;

const workers = builtWorkers();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-hostile-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs one part of the cases in a process that cannot do any harm. */
async function runShare(program: string, share: number): Promise<Share> {
  const base = path.join(folder, `share-${share}`);
  await mkdir(base);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(base, nobody, nobody);
  const words = [program, fileURLToPath(workers()), base, String(share), String(shares), isLongRun ? 'long' : 'short'];
  const child = spawn(process.execPath, words, {
    cwd: base,
    env: { PATH: process.env.PATH, HOME: base, TMPDIR: base },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });
  return lastLine(child);
}

/** What a process printed last, when it ended well.
 *  @throws Error with what it was doing when it prints nothing for a long time, or fails */
function lastLine(child: ChildProcess): Promise<Share> {
  return new Promise((resolve, reject) => {
    let [last, rest, errors] = ['', '', ''];
    const kill = (): void => void child.kill('SIGKILL');
    let quiet = setTimeout(kill, quietMs);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      clearTimeout(quiet);
      quiet = setTimeout(kill, quietMs);
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      last = lines.at(-1) ?? last;
    });
    child.on('close', (code) => {
      clearTimeout(quiet);
      if (code === 0) resolve(JSON.parse(last) as Share);
      else reject(new Error(`it ended with ${code ?? 'a signal'} at ${last}\n${errors}`));
    });
  });
}

test.skipIf(process.platform === 'win32')(
  'whatever stands in the place of a file, nothing outside is touched, the file is named and the other documents work',
  async () => {
    const program = await bundleProgram(new URL('./programs/hostile-cases.ts', import.meta.url), folder);
    // Another account is to read them.
    await chmod(path.dirname(fileURLToPath(workers())), 0o755);
    const ran = await Promise.allSettled(Array.from({ length: shares }, (_, share) => runShare(program, share)));
    const done = ran.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    const wrong = done.flatMap((share) => share.wrong);
    const sum = (of: (share: Share) => number): number => done.reduce((total, share) => total + of(share), 0);
    const [slowest] = [...done].sort((a, b) => b.slowestMs - a.slowestMs);
    const memoryMb = Math.max(...done.map((share) => share.memoryMb));
    process.stdout.write(
      `hostile folders: ${sum(({ cases }) => cases)} cases, ${sum(({ acts }) => acts)} acts; the slowest took ${slowest?.slowestMs} ms (${slowest?.slowest}), the most memory was ${memoryMb} MB\n`,
    );
    report({ fault: 'hostile folder', store: 'Anchorite', trials: sum(({ acts }) => acts), lost: 0, unopened: 0 });
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(memoryMb).toBeLessThanOrEqual(mostMemoryMb);
  },
  isLongRun ? 7_200_000 : 600_000,
);

/** The paths that docs/formats.md draws below a heading, without what it says of them. */
async function drawnPaths(heading: string): Promise<readonly string[]> {
  const text = await readFile(path.join(import.meta.dirname, '../../docs/formats.md'), 'utf8');
  const drawing = text.slice(text.indexOf(`\n## ${heading}\n`)).split('```')[1] ?? '';
  return drawing
    .trim()
    .split('\n')
    .map((line) => (line.split(/ {3,}/)[0] ?? '').replace(/\/?…?$/, ''));
}

/** Whether a path of the table is the one that the document draws, whatever their names stand for. */
function isDrawnAs(drawn: string, inTable: string): boolean {
  const names = (text: string): readonly string[] => text.split('/');
  const [wanted, found] = [names(drawn), names(inTable)];
  const isName = (name: string): boolean => /^[a-z.]+$/.test(name);
  return wanted.length === found.length && wanted.every((name, index) => !isName(name) || name === found[index]);
}

test('every path that docs/formats.md draws of a collection and its backups is in the table', async () => {
  const drawn = [
    ...(await drawnPaths('A collection')).map((one) => `letters/${one}`),
    ...(await drawnPaths('Backups')).map((one) => `letters backups/${one}`),
  ];
  expect(drawn.length).toBeGreaterThan(15);
  expect(drawn.filter((one) => !paths.some((row) => isDrawnAs(one, row.path)))).toEqual([]);
});
