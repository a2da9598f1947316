import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { importMissingSamples } from '../../../main/importing/sample-collection.ts';
import type { Collection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentStore } from '../../../main/storage/document/document-store.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import { layoutWords } from '../../../shared/document/layout.ts';
import { anchorName, anchorsOf } from '../../../shared/document/page-anchor.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { sampleStems } from '../../helpers/import-characters.ts';
import { replicaId } from '../../helpers/journal-builders.ts';
import { contextOn, inTemporaryFolder, newCollection } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
const jobContext = (): JobContext => ({
  application: { name: 'Anchorite', version: '0.0.0' },
  workers: workers(),
  startChild: nodeChild,
  fileSystem: nodeFileSystem,
  editors: [],
});
const running = (signal = new AbortController().signal) => ({ progress: () => undefined, signal });

/** What each page is linked to, and whether each has all its words with their boxes. */
function pagesOf({ state }: DocumentStore) {
  const names = new Map(anchorsOf(state.doc).map(({ anchor }) => [anchor.id, anchorName(anchor)]));
  return state.pages.map((page) => {
    const [reading, ...more] = state.readings.filter((one) => one.page === page.id);
    const words = reading ? layoutWords(reading.layout) : [];
    const boxed = more.length === 0 && words.length > 50 && words.every(({ box }) => box !== null);
    return `${page.name} ${page.anchor ? names.get(page.anchor) : 'unlinked'}, ${boxed ? 'boxed' : 'without boxes'}`;
  });
}

async function samplePages(collection: Collection): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { id, source } of await collection.summaries()) {
    const store = await collection.openDocument(id);
    found[path.parse(source).name] = pagesOf(store);
    await store.close();
  }
  return found;
}

test('the sample collection opens with the images of its pages, linked to their anchors, and with the boxes of their words', () =>
  inTemporaryFolder(async (folder) => {
    const collection = await newCollection(path.join(folder, 'samples'), contextOn(nodeFileSystem));
    try {
      expect(await importMissingSamples(jobContext(), collection, running())).toHaveLength(5);
      const boxed = (page: number, anchor: string) => `000${page}.webp ${anchor}, boxed`;
      expect(await samplePages(collection)).toEqual(
        Object.fromEntries([
          [sampleStems[0], [1, 2, 3, 4, 5].map((page) => boxed(page, `Facsimile ${page}`))],
          [sampleStems[1], [boxed(1, 'unlinked')]],
          [sampleStems[2], [1, 2, 3].map((page) => boxed(page, 'unlinked'))],
          [sampleStems[3], [1, 2, 3, 4].map((page) => boxed(page, `Facsimile ${page}`))],
          [sampleStems[4], [boxed(1, 'unlinked'), boxed(2, 'Page 200')]],
        ]),
      );
      expect(await importMissingSamples(jobContext(), collection, running())).toEqual([]);
      expect((await collection.check()).findings).toEqual([]);
    } finally {
      await collection.close();
    }
  }));

test('what was cancelled while pages were copied leaves no half document, and is completed the next time', () =>
  inTemporaryFolder(async (folder) => {
    const collection = await newCollection(path.join(folder, 'samples'), contextOn(nodeFileSystem));
    const stop = new AbortController();
    let told = 0;
    // The fourth sentence comes while the pages of the first document are copied.
    const progress = () => void (++told === 4 && stop.abort());
    try {
      expect(await importMissingSamples(jobContext(), collection, { progress, signal: stop.signal })).toEqual([]);
      expect(await collection.summaries()).toEqual([]);
      expect(await readdir(path.join(folder, 'samples', 'staging', replicaId))).toEqual([]);
      expect(await importMissingSamples(jobContext(), collection, running())).toHaveLength(5);
    } finally {
      await collection.close();
    }
  }));
