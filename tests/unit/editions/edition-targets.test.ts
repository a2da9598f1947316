import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { ReferenceReader } from '../../../main/correspondence/reference-reader.ts';
import { exportToFolder } from '../../../main/editions/export-to-folder.ts';
import { importFiles } from '../../../main/importing/import-files.ts';
import { planImport } from '../../../main/importing/plan-import.ts';
import { importMissingSamples } from '../../../main/importing/sample-collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import type { ExportFormat } from '../../../shared/contract/payloads/edition.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { sampleStems } from '../../helpers/import-characters.ts';
import { contextOn, inTemporaryFolder, newCollection } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
const jobContext = (): JobContext => ({
  application: { name: 'Anchorite', version: '0.0.0' },
  workers: workers(),
  startChild: nodeChild,
  fileSystem: nodeFileSystem,
  editors: [],
});
const running = () => ({ progress: () => undefined, signal: new AbortController().signal });

test('an export reads other documents only when what is exported names papers, and each of them once', () =>
  inTemporaryFolder(async (folder) => {
    const collection = await newCollection(path.join(folder, 'samples'), contextOn(nodeFileSystem));
    try {
      await importMissingSamples(jobContext(), collection, running());
      const plain = path.join(folder, 'plain.txt');
      await writeFile(plain, 'Letter\n\nDear Sir:\n\nNothing is named in it but the weather.\n');
      const plan = await planImport(nodeFileSystem, [plain]);
      await importFiles(jobContext(), collection, { plan, division: 'together', encoding: null }, running());
      const summaries = await collection.summaries();
      // Rows of the table are no documents that are read.
      vi.spyOn(collection, 'summaries').mockResolvedValue(summaries);
      const open = vi.spyOn(collection, 'openDocument');
      const reader = new ReferenceReader(collection);
      let count = 0;
      const opened = async (source: string, format: ExportFormat): Promise<number> => {
        open.mockClear();
        const documents = summaries.filter((summary) => summary.source === source).map(({ id }) => id);
        count += 1;
        const request = { documents, folder: path.join(folder, `out${count}`), format, view: null };
        const options = { overwrite: true, writeInvalid: false, schemaFile: null, template: null };
        const reply = await exportToFolder(jobContext(), collection, { ...request, ...options }, running(), reader);
        expect(reply).toMatchObject({ ok: true, value: { kind: 'written', documents: [{ kind: 'written' }] } });
        return open.mock.calls.length;
      };
      const telegram = `${sampleStems[1]}.txt`;
      expect(await opened('plain.txt', 'html')).toBe(1);
      expect(await opened('plain.txt', 'tei')).toBe(1);
      expect(await opened(telegram, 'docx')).toBe(1);
      expect(await opened(telegram, 'tei')).toBe(1 + summaries.length);
      expect(await opened(telegram, 'html')).toBe(1);
    } finally {
      await collection.close();
    }
  }));

test('a certain reference leads to the page of the other document', () =>
  inTemporaryFolder(async (folder) => {
    const collection = await newCollection(path.join(folder, 'samples'), contextOn(nodeFileSystem));
    try {
      await importMissingSamples(jobContext(), collection, running());
      const documents = (await collection.summaries()).map(({ id }) => id);
      const request = { documents, folder: path.join(folder, 'out'), format: 'html' as const, view: null };
      const options = { overwrite: true, writeInvalid: false, schemaFile: null, template: null };
      await exportToFolder(jobContext(), collection, { ...request, ...options }, running());
      const pages = await Promise.all(
        sampleStems.map((stem) => readFile(path.join(folder, 'out', `${stem}.html`), 'utf8')),
      );
      for (const href of pages.flatMap((page) => [...page.matchAll(/href="([^"#]+)"/g)].map(([, address]) => address)))
        expect(sampleStems.map((stem) => `${stem}.html`)).toContain(href);
    } finally {
      await collection.close();
    }
  }));
