import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtWorkers } from '../helpers/built-workers.ts';
import { bundleProgram } from './child-program.ts';
import { isLongRun, report } from './fault-report.ts';
import { hostileFiles } from './hostile-files/all-files.ts';
import { type CaseResult, canBeAlone, outcomeTable, runCases } from './hostile-files/run-cases.ts';

const inParallel = 2;

/** What a case may take: MB at a moment, and seconds of one processor. A picture of 200 megapixels takes four bytes for each while it is
 *  decoded, in a process of its own that is ended when it takes more than this; so is a page of a PDF that draws for ever. */
const most = { memoryMb: 512, seconds: 5 };
const mostOfPictures = { memoryMb: 4_096, seconds: 65 };
/** What a person's own rules and ground truths ask for may take until their own limits end it. */
const mostOfRules = { memoryMb: 1_700, seconds: 130 };
/** What becomes a document of a thousand pages, and is as long as it may be, takes what such a document takes. */
const mostOfLongest = { memoryMb: 1_024, seconds: 30 };
const longest = 'texts just within the limits';
const rules: ReadonlySet<string> = new Set(['RELAX NG', 'Schematron', 'ground truth']);
const pictures: ReadonlySet<string> = new Set(['PNG', 'JPEG', 'TIFF, BigTIFF', 'GIF, BMP, WebP, JPEG 2000', 'PDF']);

const workers = builtWorkers();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-files-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files that a person asks for, by an expression that fits their family and name. */
const wanted = process.env.ANCHORITE_HOSTILE_FILES;

/** The ordinary run opens one of so many, and none of those that only a limit of minutes may end. */
const shortEvery = 6;

const chosen = hostileFiles.flatMap((file, index) => {
  const canBeLong = rules.has(file.family) || file.family === 'PDF' || file.family === longest;
  if (wanted !== undefined) return new RegExp(wanted).test(`${file.family} ${file.name}`) ? [index] : [];
  return isLongRun || (index % shortEvery === 0 && !canBeLong) ? [index] : [];
});

/** In the ordinary run some processes open many files each; in the long one each file has its own. */
const shares = (): readonly (readonly number[])[] =>
  isLongRun
    ? chosen.map((index) => [index])
    : Array.from({ length: inParallel }, (_, share) => chosen.filter((_, at) => at % inParallel === share));

async function runAll(program: string): Promise<readonly CaseResult[]> {
  const waiting = [...shares()];
  const results: CaseResult[] = [];
  const worker = async (number: number): Promise<void> => {
    for (let share = waiting.shift(); share; share = waiting.shift()) {
      const base = path.join(folder, `place-${number}`);
      await mkdir(base);
      if (process.getuid?.() === 0) await chown(base, 65_534, 65_534);
      results.push(...(await runCases(program, fileURLToPath(workers()), base, share)));
      await rm(base, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: inParallel }, (_, number) => worker(number)));
  return results.sort((a, b) => a.index - b.index);
}

describe.skipIf(process.platform === 'win32')('files from strangers', () => {
  test(
    'are refused or opened, without a crash, a packet, or anything outside that is touched',
    async () => {
      const program = await bundleProgram(new URL('./programs/open-hostile-files.ts', import.meta.url), folder, {
        '@napi-rs/canvas': new URL('./hostile-files/no-canvas.ts', import.meta.url),
      });
      // Another account is to read them.
      await chmod(path.dirname(fileURLToPath(workers())), 0o755);
      const results = await runAll(program);
      process.stdout.write(`${outcomeTable(results)}\n`);
      report({ fault: 'hostile file', store: 'Anchorite', trials: results.length, lost: 0, unopened: 0 });
      expect(
        results.flatMap(({ wrong, index }) => wrong.map((one) => `${hostileFiles[index]?.name}: ${one}`)).slice(0, 20),
      ).toEqual([]);
      expect(results.length).toBe(chosen.length);
      // Several files in one process share its memory and its start.
      if (!isLongRun) return;
      const heavy = results.filter(({ index, memoryMb, seconds }) => {
        const family = hostileFiles[index]?.family ?? '';
        const ofRules = rules.has(family) ? mostOfRules : family === longest ? mostOfLongest : most;
        const own = pictures.has(family) ? mostOfPictures : ofRules;
        return memoryMb > own.memoryMb || seconds > own.seconds;
      });
      expect(
        heavy.map(({ index, memoryMb, seconds }) => `${hostileFiles[index]?.name}: ${memoryMb} MB, ${seconds} s`),
      ).toEqual([]);
    },
    isLongRun ? 7_200_000 : 900_000,
  );
});

test('there are at least 200 hostile files, each of a name of its own in its family, for every door', () => {
  expect(hostileFiles.length).toBeGreaterThanOrEqual(200);
  expect(new Set(hostileFiles.map(({ family, name }) => `${family} ${name}`)).size).toBe(hostileFiles.length);
});

test.skipIf(!canBeAlone || !existsSync('/proc/self/net/snmp'))(
  'a packet that a hostile file had sent would be seen',
  async () => {
    const { packetsOf } = await import('./hostile-files/run-cases.ts');
    const attempt = "require('node:net').connect(9, '127.0.0.1').on('error', () => undefined);";
    expect(await packetsOf(attempt)).toBeGreaterThan(0);
    expect(await packetsOf('')).toBe(0);
  },
);
