import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { ReplicaId } from '../../../shared/document/identifier.ts';
import { framesBeyond } from '../../../shared/journal/frame.ts';
import type { RecordJson } from '../../../shared/journal/migration.ts';
import { encodeRecord, hashOf, noHash } from '../../../shared/journal/record.ts';
import { command, type Stage } from './doings.ts';

/** A collection of two tiny documents as the program makes it, with a page image, a checkpoint and a backup.
 *  @param stage of which only the folders count
 *  @throws Error when the program refuses */
export async function makePlace(stage: Stage): Promise<Stage> {
  const { place } = stage;
  const letters = path.join(place, 'letters');
  const sources = path.join(place, 'sources');
  await mkdir(sources, { recursive: true });
  await writeFile(path.join(sources, 'bad.txt'), 'From London\n\nThe bad document speaks of London.\n');
  await writeFile(path.join(sources, 'good.txt'), 'From Paris\n\nThe good document speaks of London.\n');
  await writeFile(path.join(sources, 'gone.txt'), 'From Rome\n\nA document that was removed.\n');
  await writeFile(path.join(sources, 'page.png'), smallPng());
  await run(stage, 'import', letters, ...['bad.txt', 'good.txt', 'gone.txt'].map((name) => path.join(sources, name)));
  await run(stage, 'add-images', letters, 'bad', path.join(sources, 'page.png'));
  await run(stage, 'backup', letters);
  await run(stage, 'tag', letters, 'good', '--find', 'Paris', '--as', 'place');
  const [replica = ''] = await readdir(path.join(letters, 'journal'));
  await run(stage, 'entities', 'add', letters, 'Adlai Stevenson', '--kind', 'person');
  const made = { ...stage, replica: replica as ReplicaId, ...(await documentsOf(letters, replica as ReplicaId)) };
  await run(stage, 'remove', letters, 'gone');
  await makeDisposables(letters, made);
  return made;
}

async function run(stage: Stage, ...words: readonly string[]): Promise<void> {
  const { code, text } = await command(stage, ...words);
  if (code !== 0) throw new Error(`${words.join(' ')}: ${text}`);
}

async function documentsOf(letters: string, replica: ReplicaId): Promise<Pick<Stage, 'bad' | 'good' | 'gone'>> {
  const outcome = await openCollection(letters, {
    fileSystem: nodeFileSystem,
    replica,
    editor: 'MK',
    now: () => new Date(),
  });
  if (outcome.kind !== 'opened') throw new Error(outcome.kind);
  const { collection } = outcome;
  const [bad] = collection.named('bad');
  const [good] = collection.named('good');
  const [gone] = collection.named('gone');
  if (!bad || !good || !gone) throw new Error('a document is missing');
  const store = await collection.openDocument(bad);
  await store.keepCheckpoint();
  await store.close();
  await collection.close();
  return { bad, good, gone };
}

/** What the program makes in time, and what is left over from long ago. */
async function makeDisposables(letters: string, { bad }: Stage): Promise<void> {
  const tiles = path.join(letters, 'documents', bad, 'facsimile', 'tiles', '0123456789abcdef-0');
  for (const folder of [path.join(tiles, '0'), path.join(letters, 'recovered'), path.join(letters, 'staging')])
    await mkdir(folder, { recursive: true });
  for (const file of ['thumbnail.jpg', '0/0_0.jpg']) await writeFile(path.join(tiles, file), 'a picture');
}

/** The names that stand for others in the table. */
export async function namesOf({ place, bad, gone, replica }: Stage): Promise<Readonly<Record<string, string>>> {
  const [checkpoint = ''] = await readdir(path.join(place, 'letters', 'documents', bad, 'checkpoints'));
  const [backup = ''] = await readdir(path.join(place, 'letters backups'));
  return { bad, gone, replica, checkpoint, backup, page: '0123456789abcdef-0' };
}

/** Makes of a copy of the place one of an older format. */
export async function makeOlder(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
  const hashes = new Map([[noHash, noHash]]);
  const letters = path.join(to, 'letters');
  const names = (await readdir(letters, { recursive: true })).filter((name) => name.endsWith('.jsonl')).sort();
  for (const name of names) {
    const file = path.join(letters, name);
    const frames = framesBeyond(await readFile(file), 0).frames.map(({ json }) => {
      const record = JSON.parse(Buffer.from(json).toString()) as RecordJson;
      const chained = { prev: hashes.get(String(record.prev)), parent: hashes.get(String(record.parent)) };
      const { frame, hash } = encodeRecord({ ...record, ...chained, format: 0 });
      hashes.set(hashOf(json), hash);
      return frame;
    });
    await writeFile(file, Buffer.concat(frames));
  }
  const file = path.join(letters, 'collection.json');
  const collection = JSON.parse(await readFile(file, 'utf8')) as RecordJson;
  await writeFile(file, JSON.stringify({ ...collection, format: 0 }));
}

/** A white picture of 40 × 40 pixels. */
export function smallPng(): Buffer {
  const side = 40;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(side * (side + 1), 0xff);
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(content.length + 8);
  framed.writeUInt32BE(data.length, 0);
  content.copy(framed, 4);
  framed.writeUInt32BE(crc32(content), content.length + 4);
  return framed;
}
