import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addPageFiles } from '../../../main/importing/add-pages.ts';
import { importImages } from '../../../main/importing/import-images.ts';
import { KnownContent } from '../../../main/importing/known-content.ts';
import { builtInModel } from '../../../main/line-reading/known-models.ts';
import { builtInLanguage, collectionOcr, knownLanguages, languageNamed } from '../../../main/ocr/ocr-languages.ts';
import { allRoles, importOcr, type OcrRequest, ocrPages } from '../../../main/ocr/ocr-pages.ts';
import { pageReader } from '../../../main/ocr/page-reader.ts';
import { placedPages } from '../../../main/ocr/placed-pages.ts';
import { createCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import { linesInDoubt } from '../../../shared/correct/suspects/lines-in-doubt.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { layoutWords } from '../../../shared/document/layout.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { contextOn, inTemporaryFolder } from '../../helpers/storage-fixtures.ts';
import { typedLines, typedPage } from '../../helpers/typed-page.ts';

const workers = builtWorkers();
const control = { progress: () => undefined, signal: new AbortController().signal };
const every: OcrRequest = { pages: null, language: builtInLanguage, reader: null, roles: allRoles };

test('pages are read once in each way, and what is missing or given up does not hold up the rest', () =>
  inTemporaryFolder(async (folder) => {
    const context: JobContext = {
      application: { name: 'Anchorite', version: '0' },
      workers: workers(),
      startChild: nodeChild,
      fileSystem: nodeFileSystem,
      editors: [],
    };
    const files = [path.join(folder, 'letter 1.png'), path.join(folder, 'letter 2.png')];
    for (const file of files) await writeFile(file, typedPage(typedLines).bytes);
    const created = await createCollection(path.join(folder, 'box'), 'Box', contextOn(nodeFileSystem));
    if (created.kind !== 'opened') throw new Error(created.kind);
    const { collection } = created;
    const ocr = importOcr(context, { language: builtInLanguage, reader: null }, () => undefined);
    const imported = await importImages(
      context,
      collection,
      {
        groups: [files.slice(0, 1)],
        layouts: [],
        known: await KnownContent.of(collection, 'leave out'),
        readPage: ocr.readPage,
      },
      control,
    );
    await ocr.close();
    const store = await collection.openDocument(imported.imported[0]?.id as DocumentId);
    try {
      expect(store.state.doc.textContent).toContain('Ambassador Stevenson');
      const placed = placedPages(store.state)[0]?.words ?? [];
      expect(placed.map(({ from, to }) => store.state.doc.textBetween(from, to))).toEqual(
        typedLines.flatMap((line) => line.split(' ')),
      );

      expect(await ocrPages(context, store, { ...every, roles: ['third'] }, control)).toMatchObject({ done: 1 });
      const compared = store.state.readings.find(({ role }) => role === 'third');
      expect(compared && layoutWords(compared.layout).map(({ text }) => text)).toEqual(
        typedLines.flatMap((line) => line.split(' ')),
      );

      await addPageFiles(context, collection, store, files.slice(1), control);
      expect(await ocrPages(context, store, every, control)).toEqual({
        done: 2,
        refused: [],
        remarks: [],
        cancelled: false,
        gaveText: false,
      });
      const read = store.state.readings.map(
        ({ role, page }) => `${store.state.pages.findIndex(({ id }) => id === page)} ${role}`,
      );
      expect(read.toSorted()).toEqual(['0 ocr', '0 second', '0 third', '1 ocr', '1 second', '1 third']);
      // Of the page that was read twice before, it is asked about what is in doubt alone.
      const of = (role: string, page: number) =>
        store.state.readings.find((one) => one.role === role && one.page === store.state.pages[page]?.id)?.layout;
      const [first, second, third] = ['ocr', 'second', 'third'].map((role) => of(role, 1));
      if (!first || !second || !third) throw new Error('the page was not read in all ways');
      expect(third.blocks.flatMap(({ lines }) => lines.map(({ box }) => box))).toEqual(
        linesInDoubt(first, second).blocks.flatMap(({ lines }) => lines.map(({ box }) => box)),
      );
      expect(await ocrPages(context, store, every, control)).toMatchObject({ done: 0, refused: [] });

      const pages = store.state.pages.map(({ id }) => id);
      const unknown = { ...every, pages, language: languageNamed('klingon', folder) ?? builtInLanguage };
      const refused = await ocrPages(context, store, unknown, control);
      expect(refused.refused.map(({ file }) => file)).toEqual(['klingon.traineddata']);

      await rm(path.join(store.facsimileFolder, store.state.pages[0]?.file ?? ''));
      const left = await ocrPages(context, store, { ...every, pages, roles: ['ocr'] }, control);
      expect([left.done, left.refused.map(({ file }) => file)]).toEqual([1, ['letter 1.png']]);

      const stopped = { ...control, signal: AbortSignal.abort() };
      expect(await ocrPages(context, store, { ...every, pages }, stopped)).toMatchObject({ done: 0, cancelled: true });
    } finally {
      await store.close();
      await collection.close();
    }
  }));

test('the languages of a collection are those that there is data of, packed or not', () =>
  inTemporaryFolder(async (folder) => {
    const ownData = { languages: folder, readers: folder };
    const reader = null;
    expect(collectionOcr({ languages: [], reader }, ownData).language).toEqual(builtInLanguage);
    expect(collectionOcr({ languages: ['deu'], reader }, ownData).language).toEqual({ name: 'deu', folder });
    await writeFile(path.join(folder, 'fra.traineddata.gz'), '');
    expect(collectionOcr({ languages: ['deu', 'fra', 'eng'], reader }, ownData).language).toEqual({
      name: 'fra+eng',
      folder,
    });
    await writeFile(path.join(folder, 'fra.aff'), '');
    await writeFile(path.join(folder, 'fra.dic'), '');
    expect(await knownLanguages(folder)).toEqual([
      { name: 'eng', canRead: true, hasDictionary: true },
      { name: 'fra', canRead: true, hasDictionary: true },
    ]);
    expect(await knownLanguages(path.join(folder, 'nowhere'))).toHaveLength(1);
  }));

test('pages are read with packed data of a person, in several languages together', () =>
  inTemporaryFolder(async (folder) => {
    const data = createRequire(import.meta.url).resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');
    await copyFile(data, path.join(folder, 'mine.traineddata.gz'));
    const page = typedPage(typedLines);
    const pixels = { bytes: page.bytes, width: 900, height: 500, turn: 0 as const };
    const pages = pageReader(workers(), { name: 'mine+eng', folder });
    try {
      const result = await pages.read(pixels, 'page 1', 'ocr', control.signal);
      if (result.kind !== 'read') throw new Error(JSON.stringify(result));
      expect(
        layoutWords(result.reading.layout)
          .map(({ text }) => text)
          .join(' '),
      ).toBe(typedLines.join(' '));
    } finally {
      await pages.close();
    }
  }));

test('a person’s own recogniser reads the lines that the engine finds, and one that is not there is named', () =>
  inTemporaryFolder(async (folder) => {
    const readers = path.join(folder, 'readers');
    await mkdir(path.join(readers, 'mine'), { recursive: true });
    const { model, alphabet } = builtInModel();
    await copyFile(model, path.join(readers, 'mine', 'model.onnx'));
    await copyFile(alphabet, path.join(readers, 'mine', 'alphabet.txt'));
    const file = path.join(folder, 'letter.png');
    await writeFile(file, typedPage(typedLines).bytes);
    const context: JobContext = {
      application: { name: 'Anchorite', version: '0' },
      workers: workers(),
      startChild: nodeChild,
      fileSystem: nodeFileSystem,
      ownData: { languages: folder, readers },
      editors: [],
    };
    const created = await createCollection(path.join(folder, 'box'), 'Box', contextOn(nodeFileSystem));
    if (created.kind !== 'opened') throw new Error(created.kind);
    const { collection } = created;
    await collection.learn([{ kind: 'reader chosen', reader: 'mine' }]);
    const ocr = importOcr(context, collectionOcr(collection.vocabulary, context.ownData), () => undefined);
    const { imported } = await importImages(
      context,
      collection,
      { groups: [[file]], layouts: [], known: await KnownContent.of(collection, 'leave out'), readPage: ocr.readPage },
      control,
    );
    await ocr.close();
    const store = await collection.openDocument(imported[0]?.id as DocumentId);
    try {
      expect(store.state.readings.map(({ role, by }) => [role, by])).toEqual([['ocr', 'mine']]);
      expect(store.state.doc.textContent).toContain('Ambassador Stevenson');
      const pages = store.state.pages.map(({ id }) => id);
      const missing = await ocrPages(context, store, { ...every, pages, roles: ['ocr'], reader: 'gone' }, control);
      expect(missing.refused[0]?.fault.what).toBe('The line recogniser “gone” cannot be used, so it read nothing.');
    } finally {
      await store.close();
      await collection.close();
    }
  }));

test('a language is named like a file that lies in the folder of languages', () => {
  expect(languageNamed('eng', '/home')).toEqual({ name: 'eng', folder: null });
  expect(languageNamed('deu_frak', '/home')).toEqual({ name: 'deu_frak', folder: path.join('/home', 'languages') });
  expect(languageNamed('../eng', '/home')).toBeNull();
  expect(languageNamed('deu+../eng', '/home')).toBeNull();
});
