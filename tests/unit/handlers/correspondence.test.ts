import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import { desk, granted, start } from '../../helpers/desk.ts';

const question = `The Secretary of State to the Ambassador in Russia (Francis)

[Telegram]

Washington, April 13, 1917, 5 p.m.

1313. From Secretary of Treasury: Please advise Minister Finance.`;

const answer = `The Ambassador in Russia (Francis) to the Secretary of State

[Telegram]

Petrograd, April 20, 1917, 2 p.m.

1204. Answering your 1313, April 13, 5 p.m., received 17th.`;

async function opened() {
  const ask = await start();
  desk.chosenFolder = path.join(desk.folder, 'c');
  granted(await ask('collection:new', { title: 'Telegrams' }));
  const folder = path.join(desk.folder, 'texts');
  await mkdir(folder);
  desk.chosenFiles = [path.join(folder, 'question.txt'), path.join(folder, 'answer.txt')];
  await writeFile(desk.chosenFiles[0] ?? '', question);
  await writeFile(desk.chosenFiles[1] ?? '', answer);
  const { imported } = granted(await ask('collection:import', { files: null })) ?? { imported: [] };
  const named = (source: string): DocumentSummary => {
    const found = imported.find((summary) => summary.source === source);
    if (!found) throw new Error(`${source} was not imported`);
    return found;
  };
  return { ask, asked: named('question.txt'), answered: named('answer.txt') };
}

test('a document is tied to the one that it answers, and that one to it', async () => {
  const { ask, asked, answered } = await opened();
  expect(granted(await ask('document:thread', { document: answered.id }))).toMatchObject({
    refersTo: [{ text: 'your 1313, April 13, 5 p.m.', targets: [{ id: asked.id, date: 'April 13, 1917, 5 p.m.' }] }],
    answeredBy: [],
  });
  expect(granted(await ask('document:thread', { document: asked.id }))).toMatchObject({
    refersTo: [],
    answeredBy: [{ id: answered.id, title: 'The Ambassador in Russia (Francis) to the Secretary of State' }],
    namedBy: [],
  });
});

test('what is known of a document is followed when it is corrected', async () => {
  const { ask, asked, answered } = await opened();
  granted(await ask('document:thread', { document: answered.id }));
  granted(await ask('document:open', { document: asked.id }));
  granted(await ask('document:set-metadata', { document: asked.id, metadata: { number: '1314' } }));
  const { refersTo } = granted(await ask('document:thread', { document: answered.id }));
  expect(refersTo.map(({ targets }) => targets)).toEqual([[]]);
});

const part = { text: '', first: 0 };

test('the correspondence shows when documents were written, by whom, and leads to them', async () => {
  const { ask, asked, answered } = await opened();
  expect(granted(await ask('correspondence:look', null))).toEqual({ documents: 2 });
  expect(granted(await ask('correspondence:timeline', { scale: 'day', within: null, ...part }))).toEqual({
    total: 2,
    rows: [
      { period: '1917-04-13', count: 1, gap: 0 },
      { period: '1917-04-20', count: 1, gap: 6 },
    ],
    dated: 2,
    undated: 0,
    most: 1,
  });
  const pairs = granted(await ask('correspondence:pairs', { order: 'from', isDescending: false, ...part }));
  expect(pairs.rows.map(({ from, to, back }) => [from, to, back])).toEqual([
    ['Ambassador in Russia (Francis)', 'Secretary of State', 1],
    ['Secretary of State', 'Ambassador in Russia (Francis)', 1],
  ]);
  const { from, to } = pairs.rows[0] ?? { from: '', to: '' };
  const between = granted(await ask('correspondence:papers', { choice: { kind: 'between', from, to }, ...part }));
  expect(between.rows.map(({ id }) => id)).toEqual([answered.id]);
  const inApril = { choice: { kind: 'period', period: '1917-04' }, text: 'secretary 1313', first: 0 } as const;
  expect(granted(await ask('correspondence:papers', inApril)).rows.map(({ id }) => id)).toEqual([asked.id]);
});

test('a thread names question, answer and what is not there, and is exported as a table and for catalogues of letters', async () => {
  const { ask, asked, answered } = await opened();
  const thread = granted(await ask('correspondence:thread', { document: asked.id }));
  expect(thread?.papers.map(({ paper, relation, distance }) => [paper.id, relation, distance])).toEqual([
    [asked.id, 'itself', 0],
    [answered.id, 'answer', 1],
  ]);
  desk.chosenFolder = desk.folder;
  const written = granted(await ask('correspondence:export', { format: 'csv' }));
  expect(written).toMatchObject({ documents: 2, unreadable: [] });
  expect(await readFile(written?.file ?? '', 'utf8')).toContain(`${asked.id},1917-04-13,`);
  const cmif = granted(await ask('correspondence:export', { format: 'cmif' }));
  expect(await readFile(cmif?.file ?? '', 'utf8')).toMatch(/<correspDesc[^>]*key="1313"/);
});

const outOfOrder = ['January 3, 1917', 'January 9, 1917', 'January 12, 1916', 'January 20, 1917', 'February 2, 1917'];

async function letters(texts: readonly string[]) {
  const ask = await start();
  desk.chosenFolder = path.join(desk.folder, 'c');
  granted(await ask('collection:new', { title: 'Letters' }));
  const folder = path.join(desk.folder, 'texts');
  await mkdir(folder);
  desk.chosenFiles = texts.map((_, index) => path.join(folder, `${index}.txt`));
  for (const [index, text] of texts.entries()) await writeFile(desk.chosenFiles[index] ?? '', text);
  granted(await ask('collection:import', { files: null }));
  return { ask, findings: async () => granted(await ask('dates:findings', { document: null })).findings };
}

test('words of a date are mended by one act, which is taken back once, and not after something else was done', async () => {
  const { ask, findings } = await letters(['Letter\n\nParis, November 5, 1962.\n\nI saw him on June 31, 1962.\n']);
  const [finding] = await findings();
  const [fix] = finding?.fixes ?? [];
  if (!finding || !fix) throw new Error('nothing was found');
  const { document } = finding;
  const fixed = granted(await ask('dates:fix', { fix }));
  expect(fixed).toMatchObject({ kind: 'fixed', undo: null });
  expect(await findings()).toEqual([]);
  // It was found in another state of the document.
  expect(granted(await ask('dates:fix', { fix }))).toMatchObject({ kind: 'left' });
  const group = fixed.kind === 'fixed' ? fixed.group : null;
  if (!group) throw new Error('no act');
  expect(granted(await ask('dates:undo', { document, group }))).toBe(true);
  expect((await findings()).map(({ text }) => text)).toEqual(['June 31, 1962']);
  expect(granted(await ask('dates:undo', { document, group }))).toBe(false);
});

test('a date of the header that is out of order is mended, and that is taken back', async () => {
  const { ask, findings } = await letters(outOfOrder.map((day) => `Letter\n\nParis, ${day}.\n\nDear Sir,\n`));
  const [finding] = await findings();
  expect(finding).toMatchObject({ kind: 'out of order', text: '1916-01-12' });
  const [fix] = finding?.fixes ?? [];
  if (!fix) throw new Error('nothing would mend it');
  const fixed = granted(await ask('dates:fix', { fix }));
  expect(await findings()).toEqual([]);
  const undo = fixed.kind === 'fixed' ? fixed.undo : null;
  if (!undo) throw new Error('it cannot be taken back');
  granted(await ask('dates:fix', { fix: undo }));
  expect(await findings()).toEqual([finding]);
});
