import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addPageFiles } from '../../../main/importing/add-pages.ts';
import { importImages } from '../../../main/importing/import-images.ts';
import { builtInLanguage, languageNamed } from '../../../main/ocr/ocr-languages.ts';
import { allRoles, importOcr, type OcrRequest, ocrPages } from '../../../main/ocr/ocr-pages.ts';
import { placedPages } from '../../../main/ocr/placed-pages.ts';
import { createCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { layoutWords } from '../../../shared/document/layout.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { contextOn, inTemporaryFolder } from '../../helpers/storage-fixtures.ts';
import { typedLines, typedPage } from '../../helpers/typed-page.ts';

const workers = builtWorkers();
const control = { progress: () => undefined, signal: new AbortController().signal };
const every: OcrRequest = { pages: null, language: builtInLanguage, roles: allRoles };

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
    const ocr = importOcr(context, builtInLanguage, () => undefined);
    const imported = await importImages(
      context,
      collection,
      { groups: [files.slice(0, 1)], layouts: [], readPage: ocr.readPage },
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
      const compared = store.state.readings.find(({ role }) => role === 'third');
      expect(compared && layoutWords(compared.layout).map(({ text }) => text)).toEqual(
        typedLines.flatMap((line) => line.split(' ')),
      );
      expect(await ocrPages(context, store, every, control)).toMatchObject({ done: 0, refused: [] });

      const pages = store.state.pages.map(({ id }) => id);
      const unknown = { pages, roles: every.roles, language: languageNamed('klingon', folder) ?? builtInLanguage };
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

test('a language is named like a file that lies in the folder of languages', () => {
  expect(languageNamed('eng', '/home')).toEqual({ name: 'eng', folder: null });
  expect(languageNamed('deu_frak', '/home')).toEqual({ name: 'deu_frak', folder: path.join('/home', 'languages') });
  expect(languageNamed('../eng', '/home')).toBeNull();
});
