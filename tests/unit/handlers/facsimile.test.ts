import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, createApplication } from '../../../main/handlers/application.ts';
import type { PictureAnswer } from '../../../main/images/page-pictures.ts';
import type { OpenedDocument } from '../../../shared/contract/calls/document.ts';
import type { Calls, Channel, Reply } from '../../../shared/contract/ipc.ts';
import { newGroupId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { drawnPage, greyTiff } from '../../helpers/image-files.ts';
import { quietShell } from '../../helpers/quiet-shell.ts';

const workers = builtWorkers();
let folder = '';
let application: Application;
let chosen: readonly string[] | null = null;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-facsimile-'));
  application = await createApplication({
    ...quietShell(path.join(folder, 'user'), workers()),
    chooseNewCollection: async () => path.join(folder, 'c'),
    chooseSourceFiles: async () => chosen,
    choosePageFiles: async () => chosen,
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

async function written(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

/** A document of three pages: a picture that is shown whole, and two of a TIFF. */
async function opened(): Promise<OpenedDocument> {
  granted(await ask('collection:new', { title: 'Scans' }));
  chosen = [await written('1.png', await drawnPage('png')), await written('2.tif', greyTiff([40, 200], 700, 900))];
  const question = granted(await ask('collection:import', { files: null }))?.question;
  if (!question) throw new Error('nothing was asked');
  const answer = { plan: question.plan, division: 'together', asTexts: [] } as const;
  const [row] = granted(await ask('collection:import-as', answer))?.imported ?? [];
  if (!row) throw new Error('nothing was imported');
  return granted(await ask('document:open', { document: row.id }));
}

const pathOf = (address: string): string => new URL(address).pathname;

/** The picture at an address that has one. */
async function pictureAt(address: string): Promise<Exclude<PictureAnswer, string>> {
  const answer = await application.picture(pathOf(address));
  if (typeof answer === 'string') throw new Error(`${address}: ${answer}`);
  return answer;
}

test('a document opens with its pages, and the window gets their pictures by address', async () => {
  const { pages } = await opened();
  expect(pages.map(({ name, frame, state, picture }) => [name, frame, state, picture?.kind])).toEqual([
    ['1.png', 0, 'present', 'whole'],
    ['2.tif', 0, 'present', 'tiles'],
    ['2.tif', 1, 'present', 'tiles'],
  ]);
  const [whole, , tiled] = pages;
  if (whole?.picture?.kind !== 'whole' || tiled?.picture?.kind !== 'tiles') throw new Error('no pictures');
  const shown = await pictureAt(whole.picture.address);
  expect(shown.mediaType).toBe('image/png');
  expect(Buffer.from(shown.bytes)).toEqual(await drawnPage('png'));
  const tile = await pictureAt(`${tiled.picture.address}1/1_1.jpg`);
  const image = await loadImage(Buffer.from(tile.bytes));
  expect([image.width, image.height]).toEqual([189, 389]);
  const small = await pictureAt(tiled.thumbnail ?? '');
  expect((await loadImage(Buffer.from(small.bytes))).height).toBe(256);
});

test('an address of anything else is answered with nothing', async () => {
  const { id, pages } = await opened();
  const [page, tiled] = pages;
  if (page?.picture?.kind !== 'whole' || tiled?.picture?.kind !== 'tiles') throw new Error('no pictures');
  const base = pathOf(page.picture.address).replace(/whole$/, '');
  const wrong = [
    '/facsimile/',
    `${base}tiles/0/0_0.jpg`,
    `${base}whole/`,
    `${base}../whole`,
    `${base.replace(page.id, tiled.id)}whole`,
    base.replace(/[0-9a-f]{16}\/$/, '0000000000000000/whole'),
    `${base.replace(id, 'd00000000000')}whole`,
    `${base.replace(id, '..')}whole`,
    `${pathOf(tiled.picture.address)}7/0_0.jpg`,
    `${pathOf(tiled.picture.address)}0/5_0.jpg`,
    `/facsimile/${id}/${page.id}/%2e%2e%2fjournal/whole`,
  ];
  for (const address of wrong) expect([address, await application.picture(address)]).toEqual([address, 'none']);
  granted(await ask('document:close', { document: id }));
  expect(await application.picture(pathOf(page.picture.address))).toBe('closed');
});

test('pages are put into another order, turned, unlinked and taken off; their files stay', async () => {
  const { id, pages } = await opened();
  const [first, second] = pages;
  if (!first || !second) throw new Error('no pages');
  const wanted = [
    { id: second.id, anchor: null, turn: 90 as const },
    { id: first.id, anchor: first.anchor, turn: 0 as const },
  ];
  const arranged = granted(await ask('facsimile:arrange', { document: id, pages: wanted }));
  expect(arranged.pages.map(({ id, anchor, turn }) => ({ id, anchor, turn }))).toEqual(wanted);
  expect((await readdir(path.join(folder, 'c/documents', id, 'facsimile'))).sort()).toEqual(['1.png', '2.tif']);
});

test('what is typed meanwhile is not held up by what happens to the pages', async () => {
  const { id, seq, pages } = await opened();
  const arranged = pages.map(({ id, anchor }) => ({ id, anchor, turn: 180 as const }));
  granted(await ask('facsimile:arrange', { document: id, pages: arranged }));
  const slice = { content: [{ type: 'text', text: 'Typed' }] };
  const changes = [{ group: newGroupId(), steps: [{ stepType: 'replace', from: 1, to: 1, slice }] }];
  expect(await ask('document:append', { document: id, baseSeq: seq, changes })).toMatchObject({ ok: true });
  expect(await ask('document:append', { document: id, baseSeq: seq, changes })).toMatchObject({ ok: false });
});

test('a missing image is told of and brought back by the same file, another file only with consent', async () => {
  const { id: document, pages } = await opened();
  const page = pages[1]?.id;
  if (!page) throw new Error('no page');
  const lost = path.join(folder, 'lost.tif');
  await rename(path.join(folder, 'c/documents', document, 'facsimile', '2.tif'), lost);
  const states = async (): Promise<readonly string[]> =>
    granted(await ask('document:open', { document })).pages.map(({ state, name }) => `${name} ${state}`);
  expect(await states()).toEqual(['1.png present', '2.tif missing', '2.tif missing']);
  const other = await written('other.tif', greyTiff([0, 0], 350, 450));
  chosen = [other];
  const asked = granted(await ask('facsimile:relink', { document, page, file: null, acceptOther: false }));
  expect(asked).toMatchObject({ kind: 'other file', file: other });
  const accepted = granted(await ask('facsimile:relink', { document, page, file: other, acceptOther: true }));
  expect(accepted?.kind === 'linked' && accepted.pages.map(({ id, width, state }) => [id, width, state])).toEqual([
    [pages[0]?.id, 340, 'present'],
    [pages[1]?.id, 350, 'present'],
    [pages[2]?.id, 350, 'present'],
  ]);
  chosen = [await written('one.tif', greyTiff([0]))];
  expect(await ask('facsimile:relink', { document, page, file: null, acceptOther: true })).toMatchObject({
    ok: false,
    fault: { what: '“one.tif” has 1 page, and the document uses 2 of the file that it would replace.' },
  });
});

test('files that a person neither dropped nor chose are not read', async () => {
  const { id } = await opened();
  const file = await written('3.png', await drawnPage('png'));
  expect(await ask('facsimile:add', { document: id, files: [file] })).toMatchObject({ ok: false });
  chosen = [file];
  const added = granted(await ask('facsimile:add', { document: id, files: null }));
  expect(added).toMatchObject({ done: 1, refused: [], cancelled: false });
  expect(added?.pages).toHaveLength(4);
});

/** The first sample document without any image, open. */
async function openedText(name: string): Promise<OpenedDocument> {
  granted(await ask('collection:new', { title: 'Texts' }));
  chosen = [path.join(fixtures, 'documents', `${name}.txt`)];
  const [row] = granted(await ask('collection:import', { files: null }))?.imported ?? [];
  if (!row) throw new Error('nothing was imported');
  return granted(await ask('document:open', { document: row.id }));
}

const fixtures = path.join(import.meta.dirname, '../../../fixtures');

test('a text that meets an image gets the places of its words when the page is read', async () => {
  const stem = '003_a5bfdc7065c2c0b6';
  const { id: document, doc } = await openedText(stem);
  chosen = [path.join(fixtures, 'facsimiles', stem, '0001.webp')];
  expect(granted(await ask('facsimile:add', { document, files: null }))).toMatchObject({ done: 1, gaveText: false });
  expect(granted(await ask('facsimile:places', { document }))).toEqual([]);
  const read = granted(await ask('facsimile:read', { document, pages: null }));
  expect(read).toMatchObject({ done: 1, refused: [], gaveText: false });
  const [placed] = granted(await ask('facsimile:places', { document }));
  expect(placed?.words.length).toBeGreaterThan(150);
  expect(granted(await ask('document:open', { document })).doc).toEqual(doc);
});

test('a layout that a person chooses gives the words of a text their places', async () => {
  const stem = '003_a5bfdc7065c2c0b6';
  const { id: document } = await openedText(stem);
  chosen = [path.join(fixtures, 'facsimiles', stem, '0001.webp')];
  granted(await ask('facsimile:add', { document, files: null }));
  chosen = null;
  expect(granted(await ask('facsimile:add-layout', { document, files: null }))).toBeNull();
  chosen = [path.join(fixtures, 'facsimiles', stem, '0001.xml'), path.join(fixtures, 'hostile/layout-entities.xml')];
  const added = granted(await ask('facsimile:add-layout', { document, files: null }));
  expect(added).toMatchObject({ done: 1, gaveText: false, cancelled: false });
  expect(added?.refused.map(({ file }) => path.basename(file))).toEqual(['layout-entities.xml']);
  const [placed] = granted(await ask('facsimile:places', { document }));
  expect(placed?.words.length).toBeGreaterThan(150);
});
