import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { importFiles } from '../../../main/importing/import-files.ts';
import { planImport } from '../../../main/importing/plan-import.ts';
import { createCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { JobContext } from '../../../main/workers/job.ts';
import { nodeChild } from '../../../main/workers/task-process.ts';
import { readingText } from '../../../shared/document/reading-text.ts';
import { builtWorkers } from '../../helpers/built-workers.ts';
import { contextOn, inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const workers = builtWorkers();
const control = { progress: () => undefined, signal: new AbortController().signal };

/** A page as it was typed, with a word broken at the end of a line. */
const typescript = (first: string, second: string): string =>
  [
    `                    MEMORANDUM`,
    '',
    `The ambassador asked for a statement of the plan at the end of the ${first}-`,
    `${second} meeting, and was told that there would be none before the week was`,
    'out, whatever the newspapers said of it.',
    '',
  ].join('\n');

async function boxIn(folder: string) {
  const context: JobContext = {
    application: { name: 'Anchorite', version: '0' },
    workers: workers(),
    startChild: nodeChild,
    fileSystem: nodeFileSystem,
    editors: [],
  };
  const created = await createCollection(path.join(folder, 'box'), 'Box', contextOn(nodeFileSystem));
  if (created.kind !== 'opened') throw new Error(created.kind);
  return { context, collection: created.collection };
}

test('a text with more page markers than any document has is refused before it is made a document', () =>
  inTemporaryFolder(async (folder) => {
    const { context, collection } = await boxIn(folder);
    const files = [4, 5_001].map((count) => path.join(folder, `${count}.txt`));
    for (const file of files) {
      const pages = Array.from({ length: Number.parseInt(path.basename(file), 10) }, (_, page) => `[Page ${page}] x`);
      await writeFile(file, pages.join(' '));
    }
    const plan = await planImport(nodeFileSystem, files);
    const outcome = await importFiles(context, collection, { plan, division: 'together', encoding: null }, control);
    expect(outcome.imported.map(({ source }) => source)).toEqual(['4.txt']);
    expect(outcome.refused.map(({ fault }) => fault.what)).toEqual([
      '“5001.txt” has more than 5,000 page markers, which no document has.',
    ]);
    await collection.close();
  }));

test('texts that are imported together share one dictionary for the words broken at line ends', () =>
  inTemporaryFolder(async (folder) => {
    const { context, collection } = await boxIn(folder);
    const words = [
      ['well', 'known'],
      ['recon', 'naissance'],
      ['long', 'range'],
    ] as const;
    const files = words.map(([first]) => path.join(folder, `${first}.txt`));
    for (const [index, [first, second]] of words.entries())
      await writeFile(files[index] ?? '', typescript(first, second));
    const threads: Worker[] = [];
    const count = (thread: Worker): void => void threads.push(thread);
    process.on('worker', count);
    const plan = await planImport(nodeFileSystem, files);
    const outcome = await importFiles(context, collection, { plan, division: 'together', encoding: null }, control);
    process.off('worker', count);

    const texts: string[] = [];
    for (const { id } of outcome.imported) {
      const store = await collection.openDocument(id);
      texts.push(readingText(store.state.doc));
      await store.close();
    }
    const joined = texts.map((text) => /the (\S+)\s+meeting/.exec(text)?.[1]);
    expect(joined.toSorted()).toEqual(['long-range', 'reconnaissance', 'well-known']);
    // Two that read the texts, and one with the dictionary.
    expect(threads).toHaveLength(3);
    await collection.close();
  }));
