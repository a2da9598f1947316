import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { damageJournal, workplace } from './program.ts';

const place = workplace();

const texts = {
  'first.txt': `The Secretary of State to the Ambassador in Russia (Francis)

[Telegram]

Washington, April 13, 1917, 5 p.m.

1313. From Secretary of Treasury: Please advise Minister Finance.

Lansing`,
  'second.txt': `The Ambassador in Russia (Francis) to the Secretary of State

[Telegram]

Petrograd, April 20, 1917, 2 p.m.

1204. Answering your 1313, April 13, 5 p.m., received 17th. See also my 1100, March 2, 6 p.m.

Francis`,
  'third.txt': `The Ambassador in Great Britain (Page) to the Secretary of State

[Telegram]

London, April 13, 1917, 5 p.m.

1313. Nothing of this concerns Petrograd.

Page`,
};

async function imported(names: readonly string[] = Object.keys(texts)): Promise<string> {
  const folder = path.join(place().folder, 'texts');
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(texts))
    if (names.includes(name)) await writeFile(path.join(folder, name), text);
  const collection = path.join(place().folder, 'c');
  await place().run('import', collection, folder);
  return collection;
}

interface Row {
  readonly document: string;
  readonly text: string;
  readonly number: string | null;
  readonly day: string | null;
  readonly targets: readonly string[];
}

async function idsOf(collection: string): Promise<Readonly<Record<string, string>>> {
  const { value } = await place().json('list', collection);
  return Object.fromEntries((value as readonly { id: string; source: string }[]).map(({ id, source }) => [source, id]));
}

test('a telegram names the one that it answers, and not the one of the same number and day from elsewhere', async () => {
  const collection = await imported();
  const ids = await idsOf(collection);
  const { code, value } = await place().json('references', collection, 'second');
  expect(code).toBe(0);
  expect(
    (value as readonly Row[]).map(({ document, text, number, day, targets }) => ({
      document,
      text,
      number,
      day,
      targets,
    })),
  ).toEqual([
    {
      document: ids['second.txt'],
      text: 'your 1313, April 13, 5 p.m.',
      number: '1313',
      day: '04-13',
      targets: [ids['first.txt']],
    },
    { document: ids['second.txt'], text: 'my 1100, March 2, 6 p.m.', number: '1100', day: '03-02', targets: [] },
  ]);
});

test('what is not in the collection is found when it arrives', async () => {
  const collection = await imported(['second.txt']);
  const before = await place().json('references', collection);
  expect((before.value as readonly Row[]).map(({ targets }) => targets)).toEqual([[], []]);
  await writeFile(path.join(place().folder, 'first.txt'), texts['first.txt']);
  await place().run('import', collection, path.join(place().folder, 'first.txt'));
  const ids = await idsOf(collection);
  const after = await place().json('references', collection, 'second');
  expect((after.value as readonly Row[]).map(({ targets }) => targets)).toEqual([[ids['first.txt']], []]);
});

test('for a person, a reference is told with the name of the document or as not in the collection', async () => {
  const { code, out } = await place().run('references', await imported());
  expect(code).toBe(0);
  expect(out).toMatch(/second\.txt +your 1313, April 13, 5 p\.m\. +first\.txt/);
  expect(out).toMatch(/second\.txt +my 1100, March 2, 6 p\.m\. +not in the collection/);
});

test('the correspondence goes by date and tells what answers what', async () => {
  const collection = await imported();
  const ids = await idsOf(collection);
  const { code, value } = await place().json('correspondence', collection);
  const rows = value as readonly { document: string; when: string; answers: string[]; answeredBy: string[] }[];
  expect(code).toBe(0);
  expect(rows.map(({ when }) => when)).toEqual(['1917-04-13', '1917-04-13', '1917-04-20']);
  const row = (name: string) => rows.find(({ document }) => document === ids[name]);
  expect(row('second.txt')?.answers).toEqual([ids['first.txt']]);
  expect(row('first.txt')?.answeredBy).toEqual([ids['second.txt']]);
  expect(row('third.txt')).toMatchObject({ answers: [], answeredBy: [], namedBy: [] });
});

test('the correspondence as comma-separated values quotes what has a comma', async () => {
  const collection = await imported(['first.txt']);
  const { code, out } = await place().run('correspondence', collection, '--csv');
  const [heads = '', row = ''] = out.split('\r\n');
  expect([code, heads.split(',').length]).toEqual([0, 12]);
  expect(row).toContain(
    ',1917-04-13,"April 13, 1917, 5 p.m.",1313,Secretary of State,Ambassador in Russia (Francis),Washington,',
  );
});

test.runIf(hasTeiAll)(needsTeiAll('the correspondence as CMIF is valid TEI with the thread in it'), async () => {
  const collection = await imported();
  const ids = await idsOf(collection);
  const { code, out } = await place().run('correspondence', collection, '--cmif');
  expect(code).toBe(0);
  expect(findingsOf(out, [await teiAllGrammar()])).toEqual([]);
  expect(out).toContain(`<ref type="prev" target="#${ids['first.txt']}"/>`);
  expect(out).toContain(`<ref type="next" target="#${ids['second.txt']}"/>`);
  expect(out.match(/<correspDesc /g)).toHaveLength(3);
});

test('a document that cannot be read is told of, and the others are tied all the same', async () => {
  const collection = await imported();
  const ids = await idsOf(collection);
  await damageJournal(collection, ids['third.txt'] ?? '');
  const { code, value, said } = await place().json('references', collection);
  expect(code).toBe(3);
  expect(said).toContain('third.txt');
  expect((value as readonly Row[]).map(({ targets }) => targets)).toEqual([[ids['first.txt']], []]);
});

test('two forms at once, or a document that is not there, are wrong use', async () => {
  const collection = await imported(['first.txt']);
  expect((await place().run('correspondence', collection, '--csv', '--cmif')).code).toBe(2);
  expect((await place().run('references', collection, 'nobody')).code).toBe(2);
  expect((await place().run('references', path.join(place().folder, 'nowhere'))).code).toBe(3);
});

test('an edition leads from a certain reference to the file of the other document, and from no other', async () => {
  const collection = await imported();
  const out = path.join(place().folder, 'tei');
  const { code } = await place().run('export', collection, '--to', 'tei', '--out', out);
  expect(code).toBe(0);
  const second = await readFile(path.join(out, 'second.xml'), 'utf8');
  expect(
    [...second.matchAll(/<ref type="document"[^>]*target="([^"]*)"[^>]*>([^<]*)</g)].map(([, target, text]) => [
      target,
      text,
    ]),
  ).toEqual([['first.xml', 'your 1313, April 13, 5 p.m.']]);
  if (hasTeiAll) expect(findingsOf(second, [await teiAllGrammar()])).toEqual([]);
});
