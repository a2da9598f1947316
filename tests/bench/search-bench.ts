import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FullTextIndex } from '../../main/search/full-text-index.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { parseQuery } from '../../shared/search/query.ts';
import type { Searchable } from '../../shared/search/searchable.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { timed } from './measure.ts';

/** Full-text search beside SQLite's FTS5, in the same process on the same texts: `npm run bench -- search [documents] [rounds]`. */
const [peers = '', samples = '', documentCount = '100000', roundCount = '5'] = process.argv.slice(2);
const [documents, rounds] = [Number(documentCount), Number(roundCount)];
/** What the product set itself, as a part of what the other one takes. */
const [queryGoal, buildGoal] = [0.2, 1.5] as const;
const wordsOfDocument = 500;
const batch = 2_000;
const shown = 20;

/** What of `node-sqlite3-wasm` is used here. */
interface Sqlite {
  readonly Database: new (
    file: string,
  ) => {
    all(sql: string, values?: readonly unknown[]): readonly Readonly<Record<string, unknown>>[];
    run(sql: string): unknown;
    prepare(sql: string): { run(values: readonly unknown[]): unknown };
    close(): void;
  };
}

async function wordsOfSamples(): Promise<readonly string[]> {
  const files = (await readdir(samples)).filter((name) => name.endsWith('.txt')).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(samples, name), 'utf8')));
  return texts.flatMap((text) => text.match(/[A-Za-z][A-Za-z'.,-]*|\d+/g) ?? []);
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const senders = ['Stevenson New York', 'Department of State', 'Kohler Moscow', 'Chairman Khrushchev'] as const;

/** Stretches of the sample documents in ever other order, with one word in forty misread: the same text for the same number. */
function textOf(words: readonly string[], number: number): string {
  const random = new SeededRandom(number + 1);
  const text: string[] = [];
  while (text.length < wordsOfDocument) {
    const from = random.below(words.length - 12);
    for (const word of words.slice(from, from + 4 + random.below(8))) text.push(misread(word, random));
  }
  return text.slice(0, wordsOfDocument).join(' ');
}

function misread(word: string, random: SeededRandom): string {
  if (random.below(40) !== 0) return word;
  const at = random.below(word.length);
  return `${word.slice(0, at)}${letters.charAt(random.below(letters.length))}${word.slice(at + 1)}`;
}

const senderOf = (number: number): string => senders[number % senders.length] ?? '';

function searchable(words: readonly string[], number: number): Searchable {
  const text = textOf(words, number);
  return {
    id: `d${String(number).padStart(11, '0')}` as DocumentId,
    title: `Document ${number}`,
    text,
    notesFrom: text.length,
    places: [[0, 0]],
    sourceText: null,
    tags: [],
    facts: { from: senderOf(number) },
    when: '',
  };
}

/** The same question in both languages. */
const questions: readonly { readonly ours: string; readonly fts5: string }[] = [
  { ours: 'kuznetsov', fts5: 'body : kuznetsov' },
  { ours: 'the', fts5: 'body : the' },
  { ours: 'missiles cuba', fts5: 'body : (missiles AND cuba)' },
  { ours: '"united states"', fts5: 'body : "united states"' },
  { ours: '"of the"', fts5: 'body : "of the"' },
  { ours: '"soviet union" NOT cuba', fts5: 'body : ("soviet union" NOT cuba)' },
  { ours: 'stevens* OR khrush*', fts5: 'body : (stevens* OR khrush*)' },
  { ours: 'inter*', fts5: 'body : inter*' },
  { ours: 'bombers NEAR/10 withdrawal', fts5: 'body : NEAR(bombers withdrawal, 10)' },
  { ours: 'president from:moscow', fts5: '(body : president) AND (sender : moscow)' },
  { ours: '(inspection OR verification) security', fts5: 'body : ((inspection OR verification) AND security)' },
  {
    ours: '"president kennedy" from:"department of state"',
    fts5: '(body : "president kennedy") AND (sender : "department of state")',
  },
];

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;

function row(name: string, ours: number, theirs: number, goal: number): void {
  const ratio = ours / theirs;
  const figures = `${ours.toFixed(1)} ms / ${theirs.toFixed(1)} ms = ${ratio.toFixed(2)}×`;
  console.log(`${name.padEnd(44)}${figures.padStart(44)}   goal ≤ ${goal}×   ${ratio <= goal ? 'met' : 'NOT met'}`);
}

async function main(folder: string): Promise<void> {
  const words = await wordsOfSamples();
  const { Database } = createRequire(peers)('node-sqlite3-wasm') as Sqlite;
  const database = new Database(path.join(folder, 'peer.db'));
  database.run('PRAGMA synchronous=OFF');
  database.run(`CREATE VIRTUAL TABLE page USING fts5(body, sender, tokenize = 'unicode61 remove_diacritics 2')`);
  const insert = database.prepare('INSERT INTO page (rowid, body, sender) VALUES (?, ?, ?)');
  const index = await FullTextIndex.open(nodeFileSystem, folder);
  let [ours, theirs] = [0, 0];
  for (let from = 0; from < documents; from += batch) {
    const some = Array.from({ length: Math.min(batch, documents - from) }, (_, at) => searchable(words, from + at));
    ours += await timed(() => index.add(some.map((document) => ({ document, journals: 'r:1:1' }))));
    if (index.unsavedBytes > 64 * 1024 * 1024) ours += await timed(() => index.save());
    theirs += await timed(() => {
      database.run('BEGIN');
      for (const [at, { text }] of some.entries()) insert.run([from + at + 1, text, senderOf(from + at)]);
      database.run('COMMIT');
    });
  }
  ours += await timed(() => index.save());
  row(`build, ${documents} documents of ${wordsOfDocument} words`, ours, theirs, buildGoal);
  await ask(index, database);
  const edited = { ...searchable(words, 7), text: 'Zyzzyva was typed a moment ago.' };
  const seen = await timed(async () => {
    await index.add([{ document: edited, journals: '' }]);
    const { total } = await index.search(query('zyzzyva'), shown);
    if (total !== 1) throw new Error('the edit was not found');
  });
  console.log(`an edit until it is found: ${seen.toFixed(1)} ms   goal ≤ 1000 ms`);
  database.close();
  await index.close();
}

const query = (text: string) => {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.query;
};

async function ask(index: FullTextIndex, database: InstanceType<Sqlite['Database']>): Promise<void> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (const question of questions) {
    const asked = query(question.ours);
    const [own, other]: [number[], number[]] = [[], []];
    let total = 0;
    for (let round = 0; round <= rounds; round++) {
      const mine = await timed(async () => {
        total = (await index.search(asked, shown)).total;
      });
      const peer = await timed(() =>
        database.all(
          `SELECT rowid, snippet(page, 0, '', '', '…', 20) AS snippet FROM page WHERE page MATCH ? ORDER BY rank LIMIT ${shown}`,
          [question.fts5],
        ),
      );
      // The first one warms up.
      if (round === 0) continue;
      own.push(mine);
      other.push(peer);
    }
    const count = database.all('SELECT count(*) AS count FROM page WHERE page MATCH ?', [question.fts5])[0]?.count;
    const isSame = Number(count) === total ? `${total} documents` : `${total} documents, FTS5 ${count}`;
    row(`${question.ours}`, p95(own), p95(other), queryGoal);
    console.log(`    ${isSame}`);
    ours.push(...own);
    theirs.push(...other);
  }
  row(`all queries, p95`, p95(ours), p95(theirs), queryGoal);
}

const folder = await mkdtemp(path.join(tmpdir(), 'anchorite-search-'));
try {
  await main(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
