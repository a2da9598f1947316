import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../../main/handlers/application.ts';
import type { Calls, Channel, Reply } from '../../../shared/contract/ipc.ts';
import type { SheetDocument } from '../../../shared/contract/payloads/facsimile.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { drawnPage } from '../../helpers/image-files.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';

const workers = builtWorkers();
let folder = '';
let application: Application;
let chosen: readonly string[] | null = null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-sheet-'));
  application = await createApplication({
    ...quietShell(path.join(folder, 'user'), workers()),
    chooseNewCollection: async () => path.join(folder, 'c'),
    chooseSourceFiles: async () => chosen,
  });
});
afterEach(async () => {
  await application.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = <C extends Channel>(channel: C, argument: Calls[C]['argument']): Promise<Reply<Calls[C]['reply']>> =>
  application.handlers[channel](argument);

function granted<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(reply.fault.what);
  return reply.value;
}

/** Five photographs as documents of two and three pages. */
async function batch(): Promise<readonly DocumentId[]> {
  granted(await ask('collection:new', { title: 'Photos' }));
  const names = ['a-1.png', 'a-2.png', 'b-1.png', 'b-2.png', 'b-3.png'];
  chosen = names.map((name) => path.join(folder, name));
  for (const file of chosen) await writeFile(file, await drawnPage('png', { text: path.basename(file) }));
  const question = granted(await ask('collection:import', { files: null }))?.question;
  if (!question) throw new Error('nothing was asked');
  const answer = { plan: question.plan, division: 'proposed', asTexts: [] } as const;
  const outcome = granted(await ask('collection:import-as', answer));
  return (outcome?.imported ?? []).map(({ id }) => id);
}

const names = (sheet: readonly SheetDocument[]): readonly string[] =>
  sheet.map(({ pages }) => pages.map(({ name }) => name.replace('.png', '')).join(' '));

const sheetOf = async (documents: readonly DocumentId[]): Promise<readonly SheetDocument[]> =>
  granted(await ask('facsimile:sheet', { documents }));

const start = (sheet: readonly SheetDocument[], document: number, page: number) => {
  const of = sheet[document];
  const one = of?.pages[page];
  if (!of || !one) throw new Error('no such page');
  return { document: of.document, page: one.id };
};

test('pages of several documents become others, in their order, and one undo brings the documents back', async () => {
  const documents = await batch();
  const sheet = await sheetOf(documents);
  expect(names(sheet)).toEqual(['a-1 a-2', 'b-1 b-2 b-3']);

  // a-1 | a-2 b-1 | b-2 b-3: the middle one takes from both.
  const starts = [start(sheet, 0, 0), start(sheet, 0, 1), start(sheet, 1, 1)];
  const grouped = granted(await ask('facsimile:group', { documents, starts }));
  expect(grouped.refused).toBeNull();
  const after = await sheetOf(grouped.documents.map(({ id }) => id));
  expect(names(after).toSorted()).toEqual(['a-1', 'a-2 b-1', 'b-2 b-3']);

  const before = granted(await ask('facsimile:ungroup', null));
  expect(names(await sheetOf(before.map(({ id }) => id)))).toEqual(['a-1 a-2', 'b-1 b-2 b-3']);
});

test('every page becomes a document of its own, and one undo makes the documents whole again', async () => {
  const documents = await batch();
  for (const document of documents) {
    granted(await ask('document:open', { document }));
    granted(await ask('document:close', { document }));
  }
  const sheet = await sheetOf(documents);
  const starts = sheet.flatMap(({ document, pages }) => pages.map(({ id }) => ({ document, page: id })));
  const grouped = granted(await ask('facsimile:group', { documents, starts }));
  expect(grouped.documents.map(({ anchors }) => anchors.length)).toEqual([1, 1, 1, 1, 1]);
  const before = granted(await ask('facsimile:ungroup', null));
  expect(names(await sheetOf(before.map(({ id }) => id)))).toEqual(['a-1 a-2', 'b-1 b-2 b-3']);
});

test('all pages become one document, and what was done to it since is not undone', async () => {
  const documents = await batch();
  const sheet = await sheetOf(documents);
  const [row, ...others] = granted(await ask('facsimile:group', { documents, starts: [start(sheet, 0, 0)] })).documents;
  if (!row) throw new Error('no document');
  expect(others).toEqual([]);
  expect(names(await sheetOf([row.id]))).toEqual(['a-1 a-2 b-1 b-2 b-3']);
  granted(await ask('document:open', { document: row.id }));
  granted(await ask('document:set-metadata', { document: row.id, metadata: { title: 'All of them' } }));
  granted(await ask('document:close', { document: row.id }));
  expect(await ask('facsimile:ungroup', null)).toMatchObject({ ok: false });
  expect(names(await sheetOf([row.id]))).toEqual(['a-1 a-2 b-1 b-2 b-3']);
});

test('the window may have small pictures of the documents on the sheet, and no others', async () => {
  const documents = await batch();
  const [first] = documents;
  if (!first) throw new Error('no document');
  const address = (await sheetOf([first]))[0]?.pages[0]?.thumbnail ?? '';
  const { pathname } = new URL(address);
  expect(await application.picture(pathname)).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await application.picture(pathname.replace('thumbnail.jpg', 'whole'))).toBe('none');
  await sheetOf(documents.slice(1));
  expect(await application.picture(pathname)).toBe('none');
});
