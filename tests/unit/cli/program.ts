import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { runProgram } from '../../../main/cli/program.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';

/** What a run of the command line program came to. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

export interface Workplace {
  /** An empty folder that is removed after the test. */
  readonly folder: string;
  readonly userFolder: string;
  run(...words: readonly string[]): Promise<Run>;
  /** Runs it for a person who has pressed Ctrl C already. */
  runInterrupted(...words: readonly string[]): Promise<Run>;
  /** Runs with `--json` and reads what was printed. */
  json(...words: readonly string[]): Promise<{ readonly code: number; readonly value: unknown; readonly said: string }>;
}

const documents = path.join(import.meta.dirname, '../../../fixtures/documents');

/** Paths of the five sample documents, in order. */
export const samples: readonly string[] = [
  '000_2f139198d5bf1d28.txt',
  '001_975a25f8ce92ca13.txt',
  '002_67ea4eed11dab1ac.txt',
  '003_a5bfdc7065c2c0b6.txt',
  '004_3247f51e25b8394a.txt',
].map((name) => path.join(documents, name));

/** The path of one sample document, by its number. */
export function sample(number: 0 | 1 | 2 | 3 | 4): string {
  const file = samples[number];
  if (file === undefined) throw new Error(`no sample ${number}`);
  return file;
}

/** Damages the journal of a document so that nothing of it can be read. */
export async function damageJournal(collection: string, document: string): Promise<void> {
  const journal = path.join(collection, 'documents', document, 'journal');
  const [replica = ''] = await readdir(journal);
  const segment = path.join(journal, replica, '000001.jsonl');
  await writeFile(segment, (await readFile(segment, 'utf8')).replace('{', '['));
}

/** A fresh place for each test of a file, with a command line program that runs in this process on the built workers. */
export function workplace(): () => Workplace {
  const workers = builtWorkers();
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const runWith = async (signal: AbortSignal, words: readonly string[]): Promise<Run> => {
    let [out, said] = ['', ''];
    const terminal = {
      out: (text: string) => {
        out += text;
      },
      say: (text: string) => {
        said += text;
      },
      isWatched: false,
      columns: null,
    };
    const code = await runProgram(words, {
      terminal,
      version: '9.9.9',
      workers: workers(),
      startChild: nodeChild,
      userFolder: path.join(folder, 'user'),
      now: () => new Date(),
      signal,
    });
    return { code, out, said };
  };
  const run = (...words: readonly string[]): Promise<Run> => runWith(new AbortController().signal, words);
  return () => ({
    folder,
    userFolder: path.join(folder, 'user'),
    run,
    runInterrupted: (...words) => runWith(AbortSignal.abort(), words),
    json: async (...words) => {
      const { code, out, said } = await run(...words, '--json');
      return { code, value: out === '' ? null : (JSON.parse(out) as unknown), said };
    },
  });
}
