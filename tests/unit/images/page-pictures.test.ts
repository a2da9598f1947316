import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PagePictures, type PictureAnswer, type PictureStore } from '../../../main/images/page-pictures.ts';
import { confined } from '../../../main/storage/disk/confined-file-system.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { nodeChild, type StartChild } from '../../../main/workers/task-process.ts';
import type { DocumentId, PageImageId } from '../../../shared/document/identifier.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { pdfFile } from '../../helpers/image-files.ts';

const workers = builtWorkers();
let folder = '';
let told: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anchorite-pictures-'));
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A document with the pages of one PDF. */
async function book(): Promise<PictureStore> {
  const texts = [['One'], ['Two'], ['Three'], ['Four'], ['Five'], ['Six']];
  const bytes = pdfFile(texts);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const facsimileFolder = path.join(folder, 'facsimile');
  await mkdir(facsimileFolder);
  await writeFile(path.join(facsimileFolder, 'book.pdf'), bytes);
  const file = { name: 'book.pdf', file: 'book.pdf', format: 'pdf', bytes: bytes.length, sha256 } as const;
  const pages = texts.map((_, frame) => ({
    ...file,
    ...{ id: `page${frame}` as PageImageId, frame, width: 2550, height: 3300, turn: 0 as const, anchor: null },
  }));
  const files = await confined(nodeFileSystem, folder);
  return { id: 'book' as DocumentId, files, facsimileFolder, state: { pages } };
}

const picturesOf = (startChild: StartChild): PagePictures =>
  new PagePictures({ fileSystem: nodeFileSystem, startChild, workers: workers() }, false, ({ what }) =>
    told.push(what),
  );

/** Asks for the thumbnails of all pages at once. */
const thumbnails = (pictures: PagePictures, store: PictureStore): readonly Promise<PictureAnswer>[] =>
  store.state.pages.map(({ id, sha256 }) =>
    pictures.picture(store, {
      document: store.id,
      page: id,
      digest: sha256.slice(0, 16),
      picture: { kind: 'thumbnail' },
    }),
  );

const kindOf = (answer: PictureAnswer): string => (typeof answer === 'string' ? answer : answer.mediaType);

test('thumbnails that are wanted at once all come', async () => {
  const store = await book();
  const pictures = picturesOf(nodeChild);
  const asked = [...thumbnails(pictures, store), ...thumbnails(pictures, store)];
  expect((await Promise.all(asked)).map(kindOf)).toEqual(Array(12).fill('image/jpeg'));
  expect(told).toEqual([]);
  await pictures.close();
});

test('thumbnails that are still wanted when the collection is closed are no error', async () => {
  const store = await book();
  const pictures = picturesOf(nodeChild);
  const asked = Promise.all(thumbnails(pictures, store));
  await pictures.close();
  expect((await asked).map(kindOf)).toEqual(Array(6).fill('closed'));
  expect(told).toEqual([]);
});

test('why a thumbnail cannot be made is told', async () => {
  const store = await book();
  let started = 0;
  const pictures = picturesOf((file, heapMb) => {
    started += 1;
    const child = nodeChild(file, heapMb);
    if (started === 1) child.kill();
    return child;
  });
  const kinds = (await Promise.all(thumbnails(pictures, store))).map(kindOf);
  // Which of those that were wanted at once came first is for the disk to say.
  expect(kinds.sort()).toEqual([...Array(5).fill('image/jpeg'), 'none']);
  expect(told).toEqual(['Decoding “book.pdf” made the process that decodes images end.']);
  await pictures.close();
});
