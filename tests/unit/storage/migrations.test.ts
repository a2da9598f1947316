import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { framesBeyond } from '../../../shared/journal/frame.ts';
import type * as migration from '../../../shared/journal/migration.ts';
import type { Migration, RecordJson } from '../../../shared/journal/migration.ts';
import { encodeRecord, hashOf, noHash } from '../../../shared/journal/record.ts';
import { type GoldenDocument, goldenDocuments } from '../../helpers/golden-collection.ts';
import { typing } from '../../helpers/journal-builders.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, reopened } from '../../helpers/storage-fixtures.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/journals/', import.meta.url));
const folder = '/letters';

/** A golden collection in memory, and what it must lead to. */
async function golden(format: string): Promise<{
  readonly disk: MemoryFileSystem;
  readonly expected: readonly GoldenDocument[];
}> {
  const disk = new MemoryFileSystem();
  const root = path.join(fixtures, format, 'collection');
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const target = path.posix.join(folder, ...path.relative(root, file).split(path.sep));
    disk.makeFolders(path.posix.dirname(target));
    disk.setBytes(target, await readFile(file));
  }
  const expected = await readFile(path.join(fixtures, format, 'expected.json'), 'utf8');
  return { disk, expected: JSON.parse(expected) as readonly GoldenDocument[] };
}

const journalFiles = (disk: MemoryFileSystem): readonly string[] =>
  disk.files.filter((file) => file.endsWith('.jsonl')).sort();

/** Writes a collection of format 1 as one of a format that never was: the editor had another name there. */
function makeOlder(disk: MemoryFileSystem): void {
  const hashes = new Map([[noHash, noHash]]);
  for (const file of journalFiles(disk)) {
    const frames = framesBeyond(disk.bytes(file), 0).frames.map(({ json }) => {
      const { editor, ...rest } = JSON.parse(Buffer.from(json).toString()) as RecordJson;
      const chained = { prev: hashes.get(String(rest.prev)), parent: hashes.get(String(rest.parent)) };
      const { frame, hash } = encodeRecord({ ...rest, ...chained, format: 0, siglum: editor });
      hashes.set(hashOf(json), hash);
      return frame;
    });
    disk.setBytes(file, Buffer.concat(frames));
  }
  const file = `${folder}/collection.json`;
  const collection = JSON.parse(Buffer.from(disk.bytes(file)).toString()) as RecordJson;
  disk.setBytes(file, Buffer.from(JSON.stringify({ ...collection, format: 0 })));
}

const renamed = ({ siglum, ...rest }: RecordJson): RecordJson => ({ ...rest, editor: siglum });
const fromZero: Migration = { from: 0, documentRecord: renamed, collectionRecord: renamed };

/** What this build knows. */
const known = vi.hoisted((): Migration[] => []);
vi.mock('../../../shared/journal/migration.ts', async (original) => ({
  ...(await original<typeof migration>()),
  migrations: known,
}));
afterEach(() => void known.splice(0));

/** A collection of the format that never was, and what it must lead to. */
async function older(): ReturnType<typeof golden> {
  const found = await golden('format-1');
  makeOlder(found.disk);
  known.push(fromZero);
  return found;
}

const journalsOf = (disk: MemoryFileSystem): ReadonlyMap<string, string> =>
  new Map(journalFiles(disk).map((file) => [file, Buffer.from(disk.bytes(file)).toString()]));

async function typeAs(disk: MemoryFileSystem, replica: string): Promise<void> {
  const collection = await reopened(folder, contextOn(disk, { pid: 1, replica: replica as ReplicaId }));
  const [first] = await collection.summaries();
  const store = await collection.openDocument(first?.id ?? ('' as DocumentId));
  await store.append(store.state.seq, [typing('new', store.state.doc, 'New. ')]);
  await collection.close();
}

describe('a collection that a released version wrote', () => {
  it('opens in this one with the same states, and nothing to mend', async () => {
    const formats = await readdir(fixtures);
    expect(formats).toContain('format-1');
    for (const format of formats) {
      const { disk, expected } = await golden(format);
      const before = journalFiles(disk).map((file) => disk.bytes(file));
      const collection = await reopened(folder, contextOn(disk, { pid: 1 }));
      expect(await goldenDocuments(collection), format).toEqual(expected);
      expect([collection.notices, (await collection.check()).findings], format).toEqual([[], []]);
      await collection.close();
      if (format === 'format-1') expect(journalFiles(disk).map((file) => disk.bytes(file))).toEqual(before);
    }
  });
});

describe('a collection of an older format', () => {
  it('leads to the same states, gets the present number, and its journals are as they were', async () => {
    const { disk, expected } = await older();
    const before = journalsOf(disk);
    const collection = await reopened(folder, contextOn(disk, { pid: 1 }));
    expect(collection.notices).toEqual([
      'This collection was of an older format (0) and is of the present one now; its journals are as they were, and older versions of Anchorite can only read it from now on.',
    ]);
    expect([collection.readOnly, await goldenDocuments(collection)]).toEqual([null, expected]);
    expect((await collection.check()).findings).toEqual([]);
    await collection.close();
    expect(journalsOf(disk)).toEqual(before);
    const again = await reopened(folder, contextOn(disk, { pid: 2 }));
    expect([again.notices, await goldenDocuments(again)]).toEqual([[], expected]);
    await again.close();
  });

  it('can be read where it cannot be written to', async () => {
    const { disk, expected } = await older();
    disk.inject = ({ name, path: file }) =>
      name === 'open' && file.includes('collection.json') ? { error: 'EROFS' } : null;
    const collection = await reopened(folder, contextOn(disk, { pid: 1 }));
    expect([collection.readOnly, await goldenDocuments(collection)]).toEqual([
      expect.stringContaining('older format (0) and could not be brought to the present one'),
      expected,
    ]);
    await collection.close();
  });

  it('goes on with records of the present format, and what others wrote, here or elsewhere, is never rewritten', async () => {
    const { disk, expected } = await older();
    const before = journalsOf(disk);
    // A colleague whose copy was brought up earlier names hashes of the old records.
    const elsewhere = disk.copy();
    await typeAs(elsewhere, 'r00000000002');
    await (await reopened(folder, contextOn(disk, { pid: 1 }))).close();
    for (const file of elsewhere.files.filter((one) => one.includes('/r00000000002/'))) {
      disk.makeFolders(path.posix.dirname(file));
      disk.setBytes(file, elsewhere.bytes(file));
    }
    await typeAs(disk, 'r00000000001');
    const collection = await reopened(folder, contextOn(disk, { pid: 2 }));
    const [first, ...others] = await goldenDocuments(collection);
    expect([first?.seq, others]).toEqual([(expected[0]?.seq ?? 0) + 2, expected.slice(1)]);
    expect((await collection.check()).findings).toEqual([]);
    await collection.close();
    for (const [file, text] of before) expect(journalsOf(disk).get(file)?.startsWith(text), file).toBe(true);
  });

  it('is opened in the end when that was interrupted at any call', async () => {
    const { disk, expected } = await older();
    for (let failing = 1; ; failing++) {
      const one = disk.copy();
      let calls = 0;
      one.inject = () => (++calls >= failing ? { error: 'EIO' } : null);
      const first = await reopened(folder, contextOn(one, { pid: 1 })).catch(() => null);
      await first?.close().catch(() => undefined);
      const isDone = calls < failing;
      one.inject = () => null;
      const collection = await reopened(folder, contextOn(one, { pid: 2 }));
      expect([collection.readOnly, await goldenDocuments(collection)], `call ${failing}`).toEqual([null, expected]);
      expect((await collection.check()).findings, `call ${failing}`).toEqual([]);
      await collection.close();
      if (isDone) break;
    }
  });

  it('that this version cannot read is not touched', async () => {
    const { disk } = await older();
    known.splice(0);
    const before = journalsOf(disk);
    const collection = await reopened(folder, contextOn(disk, { pid: 1 }));
    expect(collection.readOnly).toMatch(/^This collection is of an older format \(0\) and could not be brought/);
    expect(await collection.summaries()).toEqual([]);
    await collection.close();
    expect(journalsOf(disk)).toEqual(before);
  });
});
