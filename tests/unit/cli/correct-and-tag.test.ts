import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { damageJournal, sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(0), sample(3))).code).toBe(0);
});

const telegram = '003_a5bfdc7065c2c0b6';

/** The row of the telegram in the list of documents. */
async function row(): Promise<DocumentSummary> {
  const documents = (await place().json('list', collection)).value as readonly DocumentSummary[];
  const [found] = documents.filter(({ source }) => source === `${telegram}.txt`);
  if (!found) throw new Error('the telegram is not listed');
  return found;
}

const textOf = async (): Promise<string> => (await place().run('show', collection, telegram, '--text')).out;

test('a dry run lists the hits with the words around them and changes nothing', async () => {
  const before = await row();
  const { code, value } = await place().json(
    'correct',
    collection,
    '--find',
    'STEVENS ON',
    '--replace',
    'STEVENSON',
    '--dry-run',
  );
  expect(code).toBe(0);
  expect(value).toMatchObject({
    hits: 2,
    dryRun: true,
    documents: [
      {
        document: before.id,
        source: `${telegram}.txt`,
        changed: false,
        hits: [
          {
            before: '',
            text: 'STEVENS ON',
            after: " READ TWO NUMBERED PARAS FROM PRESIDENT'…",
            replacement: 'STEVENSON',
          },
          { before: '', text: 'STEVENS ON', replacement: 'STEVENSON' },
        ],
      },
    ],
  });
  expect(await row()).toEqual(before);
});

test('a correction is in the text, counted, and done once', async () => {
  const words = ['correct', collection, telegram, '--find', 'STEVENS ON', '--replace', 'STEVENSON'];
  const pages = (await row()).anchors;
  expect((await place().run(...words)).code).toBe(0);
  expect(await textOf()).not.toContain('STEVENS ON');
  expect(await row()).toMatchObject({ corrections: 2, anchors: pages });
  const again = await place().run(...words);
  expect(again).toEqual({ code: 1, out: '', said: 'No hit.\n' });
});

test('what is found keeps its capitals, and signs are no expression unless asked for', async () => {
  expect((await place().run('correct', collection, '--find', 'stevens on', '--replace', 'x')).code).toBe(1);
  expect((await place().run('correct', collection, '--find', 'STEVENS.ON', '--replace', 'x')).code).toBe(1);
  expect((await row()).corrections).toBe(0);
});

test('an expression puts its groups where the person wants them', async () => {
  const words = [
    'correct',
    collection,
    telegram,
    '--find',
    '(\\w+) ON READ (\\w+)',
    '--replace',
    '$1ON READ <$2>',
    '--regex',
  ];
  expect((await place().run(...words)).code).toBe(0);
  expect(await textOf()).toContain('STEVENSON READ <TWO> NUMBERED PARAS');
});

test('a hit that reads as its replacement already is a hit, and nothing is written', async () => {
  const before = await row();
  const { code, value } = await place().json(
    'correct',
    collection,
    telegram,
    '--find',
    'KUZNETSOV',
    '--replace',
    'KUZNETSOV',
  );
  expect(code).toBe(0);
  expect(value).toMatchObject({ documents: [{ changed: false }] });
  expect(await row()).toEqual(before);
});

test('an emendation keeps what the page reads', async () => {
  const words = ['correct', collection, telegram, '--find', 'DISTANTLING', '--replace', 'DISMANTLING', '--emendation'];
  expect((await place().run(...words)).code).toBe(0);
  const out = path.join(place().folder, 'tei');
  expect((await place().run('export', collection, '--to', 'tei', '--out', out, '--document', telegram)).code).toBe(0);
  const xml = await readFile(path.join(out, `${telegram}.xml`), 'utf8');
  expect(xml).toMatch(/<sic>DISTANTLING<\/sic>\s*<corr[^>]*>DISMANTLING<\/corr>/);
});

test('tags stand over every hit once, whoever asks again', async () => {
  const words = ['tag', collection, telegram, '--find', 'KUZNETSOV', '--as', 'person', '--editor', 'EG'];
  const first = await place().json(...words);
  const { hits, tagged } = first.value as { hits: number; tagged: number };
  expect(first.code).toBe(0);
  expect(hits).toBeGreaterThan(1);
  expect(tagged).toBe(hits);
  expect(await row()).toMatchObject({ tags: hits, changedBy: 'EG' });
  const again = await place().json(...words);
  expect(again).toMatchObject({ code: 0, value: { hits, tagged: 0 } });
  expect((await row()).tags).toBe(hits);
  const asTerm = await place().json('tag', collection, telegram, '--find', 'KUZNETSOV', '--as', 'term');
  expect(asTerm).toMatchObject({ code: 0, value: { hits, tagged: hits } });
});

test('a search that takes in the space behind a name does not tag it twice', async () => {
  const words = ['tag', collection, telegram, '--find', 'KUZNETSOV\\s', '--regex', '--as', 'person'];
  const first = await place().json(...words);
  const { hits, tagged } = first.value as { hits: number; tagged: number };
  expect([hits, tagged]).toEqual([hits, hits]);
  expect(hits).toBeGreaterThan(0);
  expect(await place().json(...words)).toMatchObject({ code: 0, value: { hits, tagged: 0 } });
});

test('no hit for a tag ends with 1 and changes nothing', async () => {
  const before = await row();
  expect(await place().run('tag', collection, telegram, '--find', 'GROMYKO!', '--as', 'person')).toEqual({
    code: 1,
    out: '',
    said: 'No hit.\n',
  });
  expect(await row()).toEqual(before);
});

test('a correction over a tag keeps it, with the new words', async () => {
  await place().run('tag', collection, telegram, '--find', 'STEVENS ON', '--as', 'person');
  await place().run('correct', collection, telegram, '--find', 'STEVENS ON', '--replace', 'STEVENSON');
  const { value } = await place().json('show', collection, telegram);
  const { annotations } = value as { annotations: readonly { kind: string; text: string }[] };
  expect(annotations.map(({ kind, text }) => [kind, text])).toEqual([
    ['person', 'STEVENSON'],
    ['person', 'STEVENSON'],
  ]);
});

test('a command that is interrupted before its work changes nothing and ends as other programs do', async () => {
  const before = await row();
  const { runInterrupted } = place();
  for (const words of [
    ['import', collection, sample(0)],
    ['correct', collection, '--find', 'KUZNETSOV', '--replace', 'x'],
    ['export', collection, '--to', 'tei', '--out', path.join(place().folder, 'tei')],
  ])
    expect([words[0], (await runInterrupted(...words)).code]).toEqual([words[0], 130]);
  expect(await row()).toEqual(before);
  expect((await place().json('list', collection)).value).toHaveLength(2);
});

test('a document that cannot be read does not hold up the others, and is told', async () => {
  const { id } = await row();
  await damageJournal(collection, id);
  const words = ['correct', collection, '--find', '[Ww]eapons', '--regex', '--replace', 'arms'];
  const { code, value, said } = await place().json(...words);
  expect(code).toBe(3);
  expect(value).toMatchObject({ documents: [{ changed: true }], left: [{ document: id }] });
  expect(said).toContain(`${id} was left as it is: The journal of “${telegram}.txt” is damaged`);
});

test('an emendation by nothing would keep no place for what the page reads, and is refused', async () => {
  const words = ['correct', collection, telegram, '--find', 'DISTANTLING', '--replace', '', '--emendation'];
  expect((await place().run(...words)).code).toBe(2);
  expect(await textOf()).toContain('DISTANTLING');
});
