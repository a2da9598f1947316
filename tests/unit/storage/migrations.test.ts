import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { StorageContext } from '../../../main/storage/storage-context.ts';
import { encodeRecord, hashOf } from '../../../shared/journal/encode-record.ts';
import { framesBeyond } from '../../../shared/journal/frame.ts';
import type { Migration, RecordJson } from '../../../shared/journal/migration.ts';
import { noHash } from '../../../shared/journal/record.ts';
import { type GoldenDocument, goldenDocuments } from '../../helpers/golden-collection.ts';
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

const journalFiles = (disk: MemoryFileSystem, within = folder): readonly string[] =>
  disk.files.filter((file) => file.startsWith(`${within}/`) && file.endsWith('.jsonl')).sort();

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

const context = (disk: MemoryFileSystem, more: Partial<StorageContext> = {}): StorageContext =>
  contextOn(disk, { pid: 1, migrations: [fromZero], ...more });

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
  it('is migrated when it is opened, leads to the same states, and is kept as it was', async () => {
    const { disk, expected } = await golden('format-1');
    makeOlder(disk);
    const before = journalFiles(disk).map((file) => Buffer.from(disk.bytes(file)).toString());
    const collection = await reopened(folder, context(disk));
    expect(collection.notices).toEqual([
      `This collection was of an older format (0) and was brought to the present one; what it was before is kept in ${folder}/recovered.`,
    ]);
    expect([collection.readOnly, await goldenDocuments(collection)]).toEqual([null, expected]);
    await collection.close();
    const kept = journalFiles(disk, `${folder}/recovered`).map((file) => Buffer.from(disk.bytes(file)).toString());
    expect(kept.sort()).toEqual([...before].sort());
    const again = await reopened(folder, contextOn(disk, { pid: 2 }));
    expect([again.notices, (await again.check()).findings]).toEqual([[], []]);
    expect(await goldenDocuments(again)).toEqual(expected);
    await again.close();
  });

  it('is migrated with its removed documents, which can be put back', async () => {
    const { disk } = await golden('format-1');
    const first = await reopened(folder, contextOn(disk, { pid: 1 }));
    const before = await goldenDocuments(first);
    const [id] = (await first.summaries()).map((summary) => summary.id);
    if (id === undefined) throw new Error('the golden collection is empty');
    await first.removed.remove([id]);
    await first.close();
    makeOlder(disk);
    const collection = await reopened(folder, context(disk, contextOn(disk, { pid: 2 })));
    expect(collection.readOnly).toBeNull();
    await collection.removed.putBack([id]);
    expect(await goldenDocuments(collection)).toEqual(before);
    await collection.close();
  });

  it('is migrated in the end when that was interrupted at any call', async () => {
    const { disk, expected } = await golden('format-1');
    makeOlder(disk);
    for (let failing = 1; ; failing++) {
      const one = disk.copy();
      let calls = 0;
      one.inject = () => (++calls >= failing ? { error: 'EIO' } : null);
      const first = await reopened(folder, context(one)).catch(() => null);
      await first?.close().catch(() => undefined);
      const isDone = calls < failing;
      one.inject = () => null;
      const collection = await reopened(folder, context(one, contextOn(one, { pid: 2 })));
      expect([collection.readOnly, await goldenDocuments(collection)], `call ${failing}`).toEqual([null, expected]);
      expect((await collection.check()).findings, `call ${failing}`).toEqual([]);
      await collection.close();
      if (isDone) break;
    }
  });

  it('that this version cannot migrate is for reading only, and not touched', async () => {
    for (const migrations of [[], [{ ...fromZero, documentRecord: (record: RecordJson) => record }]]) {
      const { disk } = await golden('format-1');
      makeOlder(disk);
      const before = new Map(journalFiles(disk).map((file) => [file, disk.bytes(file)]));
      const collection = await reopened(folder, context(disk, { migrations }));
      expect(collection.readOnly).toMatch(/^This collection is of an older format \(0\) and could not be brought/);
      await collection.close();
      const after = new Map(journalFiles(disk).map((file) => [file, disk.bytes(file)]));
      for (const [file, bytes] of before) expect(after.get(file), file).toEqual(bytes);
    }
  });
});
