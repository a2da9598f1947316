import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Collection, openCollection } from '../../main/storage/collection/collection.ts';
import {
  checkpointsFolder,
  documentFolder,
  documentJournals,
  replicaFolder,
} from '../../main/storage/disk/collection-paths.ts';
import { nodeFileSystem } from '../../main/storage/disk/file-system.ts';
import type { DocumentStore } from '../../main/storage/document/document-store.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { replicaId } from '../helpers/journal-builders.ts';
import { contextOn, imported, newCollection } from '../helpers/storage-fixtures.ts';
import { correction, grow, volume } from './grown-journal.ts';
import { median, timed } from './measure.ts';
import { openSqlite } from './sqlite-peer.ts';

const small = 10;
const [peers = '', records = '100000'] = process.argv.slice(2);
/** Enough for the journal of a volume that was worked on for years. */
const large = Number(records);
const appends = 600;
const rounds = 5;

const milliseconds = (value: number): string => `${value.toFixed(3)} ms`;

async function grown(folder: string, records: number): Promise<DocumentId> {
  const collection = await newCollection(folder, contextOn(nodeFileSystem));
  const { id } = await collection.addDocument(imported('volume.txt', volume));
  const store = await collection.openDocument(id);
  await grow(store, records);
  await collection.close();
  return id;
}

async function opened(folder: string): Promise<Collection> {
  const outcome = await openCollection(folder, contextOn(nodeFileSystem));
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  return outcome.collection;
}

async function appendOnce(store: DocumentStore): Promise<number> {
  const { seq } = store.state;
  return timed(() => store.append(seq, [correction(seq)]));
}

/** How long the line of a correction is, in bytes. */
async function sizeOfRecords(folder: string, id: DocumentId): Promise<number> {
  const journal = replicaFolder(documentJournals(documentFolder(folder, id)), replicaId);
  const lines = (await readFile(path.join(journal, '000001.jsonl'), 'utf8')).split('\n').slice(1, -1);
  return Math.round(lines.reduce((total, line) => total + Buffer.byteLength(line), 0) / lines.length);
}

/** What lies at the bottom of any reopening: the bytes, and their JSON. */
async function readAndParse(journal: string): Promise<number> {
  let records = 0;
  for (const name of (await readdir(journal)).sort())
    for (const line of (await readFile(path.join(journal, name), 'utf8')).split('\n'))
      if (line !== '') records += JSON.parse(line.slice(line.indexOf('{'))) ? 1 : 0;
  return records;
}

const parent = await mkdtemp(path.join(tmpdir(), 'anchorite-bench-'));
try {
  const folders = { small: path.join(parent, 'small'), large: path.join(parent, 'large') };
  const ids = { small: await grown(folders.small, small), large: await grown(folders.large, large) };
  const collections = { small: await opened(folders.small), large: await opened(folders.large) };
  const stores = {
    small: await collections.small.openDocument(ids.small),
    large: await collections.large.openDocument(ids.large),
  };
  const times = { small: [] as number[], large: [] as number[], sqlite: [] as number[] };
  const sqlite = openSqlite(peers, path.join(parent, 'records.db'));
  const sizes = await sizeOfRecords(folders.small, ids.small);
  const turns = [
    async () => times.small.push(await appendOnce(stores.small)),
    async () => times.large.push(await appendOnce(stores.large)),
    async (n: number) => times.sqlite.push(await timed(async () => sqlite.append(n, 'x'.repeat(sizes)))),
  ];
  // In turn, each as often the first: what one leaves to the disk slows the next one down.
  for (let n = 0; n < appends; n++)
    for (let turn = 0; turn < turns.length; turn++) await turns[(n + turn * (1 + (n % 2))) % turns.length]?.(n);
  sqlite.close();
  const [few, many, peer] = [median(times.small), median(times.large), median(times.sqlite)];
  console.log(
    `append ${sizes} bytes ${milliseconds(few)}, SQLite (WAL, FULL) ${milliseconds(peer)}: ${(few / peer).toFixed(2)}×`,
  );
  console.log(
    `append to ${small} records ${milliseconds(few)}, to ${large} ${milliseconds(many)}: ${(many / few).toFixed(2)}×`,
  );
  await collections.small.close();
  await collections.large.close();

  const document = documentFolder(folders.large, ids.large);
  const journal = replicaFolder(documentJournals(document), replicaId);
  const parsing: number[] = [];
  const opening: number[] = [];
  for (let round = 0; round < rounds; round++) {
    parsing.push(await timed(() => readAndParse(journal)));
    const collection = await opened(folders.large);
    opening.push(await timed(() => collection.openDocument(ids.large)));
    await collection.close();
  }
  console.log(
    `reopen ${large} records ${milliseconds(median(opening))}, read and parse ${milliseconds(median(parsing))}: ${(median(opening) / median(parsing)).toFixed(2)}×`,
  );
  await rm(checkpointsFolder(document), { recursive: true });
  const collection = await opened(folders.large);
  console.log(`reopen without checkpoints ${milliseconds(await timed(() => collection.openDocument(ids.large)))}`);
  await collection.close();
} finally {
  await rm(parent, { recursive: true, force: true });
}
