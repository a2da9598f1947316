import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openCollection } from '../../main/storage/collection/collection.ts';
import { checkpointsFolder, documentFolder } from '../../main/storage/disk/collection-paths.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import { namedState, versionTimeline } from '../../main/versions/versions.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { contextOn, imported, newCollection } from '../helpers/storage-fixtures.ts';
import { grow, volume } from './grown-journal.ts';
import { median, timed } from './measure.ts';

/** What the versions of a document cost that was worked on for years: `npm run bench -- versions [records]`. */
const [, records = '100000'] = process.argv.slice(2);
/** As often as the program keeps one by itself while nobody pauses. */
const recordsOfVersion = 200;
/** How many of them come together until the document is closed, which keeps a checkpoint. */
const versionsOfSession = 10;
const rounds = 5;

const figure = (value: number): string => `${value.toFixed(1)} ms`;

async function grown(folder: string, most: number): Promise<DocumentId> {
  const collection = await newCollection(folder, contextOn(nodeFileSystem));
  const { id } = await collection.addDocument(imported('volume.txt', volume));
  const store = await collection.openDocument(id);
  while (store.state.seq < most) {
    await grow(store, Math.min(store.state.seq + recordsOfVersion, most));
    await store.nameVersion('Corrections', true);
    if (store.state.versions.length % versionsOfSession === 0) await store.keepCheckpoint();
  }
  // What was done since the last version.
  await grow(store, store.state.seq + 20);
  await collection.close();
  return id;
}

async function withStore(folder: string, id: DocumentId, work: (store: DocumentStore) => Promise<void>): Promise<void> {
  const outcome = await openCollection(folder, contextOn(nodeFileSystem));
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  await work(await outcome.collection.openDocument(id));
  await outcome.collection.close();
}

async function oldStates(store: DocumentStore): Promise<string> {
  const count = store.state.versions.length;
  const took = async (number: number): Promise<string> => figure(await timed(() => namedState(store, number)));
  return `state of version 2 ${await took(2)}, of the middle one ${await took(count >> 1)}, of the one at nine tenths ${await took(Math.floor(count * 0.9))}`;
}

async function measure(title: string, folder: string, id: DocumentId): Promise<void> {
  const [first, again, last]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++)
    await withStore(folder, id, async (store) => {
      first.push(await timed(() => versionTimeline(store)));
      again.push(await timed(() => versionTimeline(store)));
      last.push(await timed(() => namedState(store, store.state.versions.length)));
    });
  console.log(
    `${title}: timeline ${figure(median(first))}, again ${figure(median(again))}; state of the last version ${figure(median(last))}`,
  );
}

const folder = await mkdtemp(path.join(tmpdir(), 'anchorite-bench-'));
try {
  const id = await grown(folder, Number(records));
  await withStore(folder, id, async (store) => {
    await versionTimeline(store);
    console.log(`${store.state.seq} records, ${store.state.versions.length} versions`);
    console.log(await oldStates(store));
  });
  await measure('with checkpoints', folder, id);
  await rm(checkpointsFolder(documentFolder(folder, id)), { recursive: true });
  await withStore(folder, id, async (store) => {
    console.log(
      `without checkpoints: timeline ${figure(await timed(() => versionTimeline(store)))}, ${await oldStates(store)}`,
    );
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
