import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DraftImage, ImageDraft } from '../../../main/storage/document/page-images.ts';
import type { NewDocument } from '../../../main/storage/document/stage-document.ts';
import type { PageImage } from '../../../shared/document/page-image.ts';
import { pageImage, reading, stampZone } from '../../helpers/facsimile-builders.ts';
import { group, replicaId } from '../../helpers/journal-builders.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const context = (pid = 1) => contextOn(nodeFileSystem, { pid });
const never = new AbortController().signal;

async function copied(draft: ImageDraft, file: string): Promise<DraftImage> {
  const outcome = await draft.copy(file, never);
  if (outcome.kind !== 'copied') throw new Error(outcome.kind);
  return outcome;
}

async function written(folder: string, name: string, content: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

const imageOf = (number: number, { name, file, bytes, sha256 }: DraftImage): PageImage =>
  pageImage(number, { name, file, bytes, sha256 });

/** A document made from one image. */
function scanned(image: PageImage): NewDocument {
  const { doc, metadata, report } = imported();
  const readings = [reading(image, 'ocr', ['From Moscow'])];
  return { source: { image }, doc, metadata, report, facsimile: { pages: [image], readings } };
}

describe('images on their way into a document', () => {
  test('come in with it, byte for byte, and are there after opening again', () =>
    inTemporaryFolder(async (folder) => {
      const place = path.join(folder, 'c');
      const collection = await newCollection(place, context());
      const draft = await collection.draftImages();
      const image = imageOf(1, await copied(draft, await written(folder, 'scan.png', 'pixels')));
      const { id, source } = await collection.addDocument(scanned(image), draft);
      await draft.discard();
      await collection.close();
      expect([id, source]).toEqual([draft.id, 'scan.png']);
      const again = await reopened(place, context(2));
      const store = await again.openDocument(id);
      expect(store.state.pages).toEqual([image]);
      expect(store.state.readings.map(({ role }) => role)).toEqual(['ocr']);
      expect(store.state.source).toMatchObject({ name: 'scan.png', sha256: image.sha256, encoding: 'image' });
      expect(await store.sourceText()).toBe('');
      expect(await readFile(path.join(store.facsimileFolder, 'scan.png'), 'utf8')).toBe('pixels');
      expect((await again.check()).findings).toEqual([]);
      await store.close();
      await again.close();
    }));

  test('get names of their own, also where a disk does not tell capitals, and never that of the tiles', () =>
    inTemporaryFolder(async (folder) => {
      const collection = await newCollection(path.join(folder, 'c'), context());
      const draft = await collection.draftImages();
      const files = [
        await written(path.join(folder, 'a'), 'Page.png', '1'),
        await written(path.join(folder, 'b'), 'page.png', '2'),
        await written(folder, 'tiles', '3'),
      ];
      const names: string[] = [];
      for (const file of files) names.push((await copied(draft, file)).file);
      expect(names).toEqual(['Page.png', 'page-2.png', 'tiles-2']);
      await draft.discard();
      await collection.close();
    }));

  test('leave nothing when the copying is cancelled or the draft is discarded', () =>
    inTemporaryFolder(async (folder) => {
      const place = path.join(folder, 'c');
      const collection = await newCollection(place, context());
      const draft = await collection.draftImages();
      const file = await written(folder, 'scan.png', 'pixels');
      await expect(draft.copy(file, AbortSignal.abort())).rejects.toThrow();
      await copied(draft, file);
      await draft.discard();
      expect(await readdir(path.join(place, 'staging', replicaId))).toEqual([]);
      expect((await collection.summaries()).length).toBe(0);
      await collection.close();
    }));

  test('are set aside, and told of, when the computer stopped before they came in', () =>
    inTemporaryFolder(async (folder) => {
      const place = path.join(folder, 'c');
      const collection = await newCollection(place, context());
      const draft = await collection.draftImages();
      await copied(draft, await written(folder, 'scan.png', 'pixels'));
      await collection.close();
      const again = await reopened(place, context(2));
      expect(again.notices.join()).toContain('An import was interrupted');
      expect(await again.summaries()).toEqual([]);
      expect(await readdir(path.join(place, 'recovered', `import-${draft.id}`, 'facsimile'))).toEqual(['scan.png']);
      await again.close();
    }));

  test('cannot be copied into a collection that is open for reading', () =>
    inTemporaryFolder(async (folder) => {
      const place = path.join(folder, 'c');
      await (await newCollection(place, context())).close();
      const forReading = { ...context(2), readOnly: true };
      const reader = await reopened(place, forReading);
      await expect(reader.draftImages()).rejects.toThrow('reading only');
      await reader.close();
    }));
});

test('a salvaged document has its images', () =>
  inTemporaryFolder(async (folder) => {
    const place = path.join(folder, 'c');
    const collection = await newCollection(place, context());
    const draft = await collection.draftImages();
    const image = imageOf(1, await copied(draft, await written(folder, 'scan.png', 'pixels')));
    const { id } = await collection.addDocument(scanned(image), draft);
    const salvaged = await collection.salvage(id, { replace: true });
    const store = await collection.openDocument(salvaged.id);
    expect(store.state.pages).toEqual([image]);
    expect(await readFile(path.join(store.facsimileFolder, 'scan.png'), 'utf8')).toBe('pixels');
    await store.close();
    expect((await collection.check()).findings).toEqual([]);
    await collection.close();
  }));

test('a zone is a record of its own kind, and a reading that comes meanwhile is not in the way of the next change', () =>
  inTemporaryFolder(async (folder) => {
    const collection = await newCollection(path.join(folder, 'c'), context());
    const { id } = await collection.addDocument(imported());
    const store = await collection.openDocument(id);
    const zone = { kind: 'drawn' as const, zone: stampZone('z1') };
    await store.append(1, [{ group: group('1'), steps: [], zones: [zone] }]);
    await store.addReadings([reading(pageImage(1), 'second', ['From'])]);
    await store.append(2, [{ group: group('2'), steps: [], zones: [{ kind: 'erased', id: zone.zone.id }] }]);
    expect([store.state.seq, store.state.zones]).toEqual([4, []]);
    await expect(store.append(2, [{ group: group('3'), steps: [] }])).rejects.toThrow('cannot follow');
    const journal = path.join(folder, 'c/documents', id, 'journal/r00000000001/000001.jsonl');
    const kinds = [...(await readFile(journal, 'utf8')).matchAll(/"kind":"(zone|reading)","payload"/g)].map(
      ([, kind]) => kind,
    );
    expect(kinds).toEqual(['zone', 'reading', 'zone']);
    await store.close();
    await collection.close();
  }));
