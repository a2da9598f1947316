import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import type { DocumentId, ReplicaId } from '../../../shared/document/identifier.ts';
import { folder, journalFile, open, shown, type, withDocument } from '../../helpers/damaged-collection.ts';
import { telegram, typing } from '../../helpers/journal-builders.ts';
import type { MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { contextOn, imported, inTemporaryFolder, newCollection, reopened } from '../../helpers/storage-fixtures.ts';

const run = promisify(execFile);
const listFile = `${folder}/journal/r00000000001/000001.jsonl`;
const textOf = (disk: MemoryFileSystem, file: string): string => Buffer.from(disk.bytes(file)).toString('utf8');

/** Every file with its content. */
const content = (disk: MemoryFileSystem): ReadonlyMap<string, string> =>
  new Map(disk.files.map((file) => [file, Buffer.from(disk.bytes(file)).toString('hex')]));

function convert(disk: MemoryFileSystem, file: string, how: (text: string) => Uint8Array): void {
  disk.setBytes(file, how(textOf(disk, file)));
}

const conversions: readonly (readonly [string, (text: string) => Uint8Array, string])[] = [
  ['CR LF line ends', (text) => Buffer.from(text.replaceAll('\n', '\r\n')), 'its lines end in CR LF instead of LF'],
  ['CR line ends', (text) => Buffer.from(text.replaceAll('\n', '\r')), 'its lines end in CR instead of LF'],
  ['a byte order mark', (text) => Buffer.from(`\uFEFF${text}`), 'it begins with a byte order mark'],
  ['UTF-16', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'), 'it is in UTF-16 instead of UTF-8'],
  ['blank lines', (text) => Buffer.from(text.replaceAll('\n', '\n\n')), 'it has blank lines'],
];

describe.each(conversions)('a journal that got %s', (_what, how, words) => {
  it('of a document shows everything, says what was done to it, and nothing is written or cut off', async () => {
    const { disk, id } = await withDocument('One. ', 'Two2. ');
    convert(disk, journalFile(id), how);
    const before = content(disk);
    const collection = await open(disk);
    const [text, readOnly] = await shown(collection, id);
    expect([text, readOnly]).toEqual(['Two2. One. ', expect.stringContaining(words)]);
    expect(readOnly).toMatch(
      /nothing was removed or cut off: (if it was Git, .*core\.autocrlf false|put the file back)/,
    );
    expect((await collection.check()).troubled).toEqual([]);
    await collection.tidy();
    await collection.close();
    expect(content(disk)).toEqual(before);
  });

  it('of the collection lists all documents, and nothing is written or cut off', async () => {
    const { disk, id } = await withDocument('One. ');
    convert(disk, listFile, how);
    const before = content(disk);
    const collection = await open(disk);
    expect([collection.readOnly, (await collection.summaries()).map((summary) => summary.id)]).toEqual([
      expect.stringContaining(words),
      [id],
    ]);
    expect(collection.readOnly).toContain('the list of documents');
    await collection.close();
    expect(content(disk)).toEqual(before);
  });

  it('can be changed again when the file is put back', async () => {
    const { disk, id } = await withDocument('One. ');
    const [journal, list] = [disk.bytes(journalFile(id)), disk.bytes(listFile)];
    for (const file of [journalFile(id), listFile]) convert(disk, file, how);
    await (await open(disk)).close();
    disk.setBytes(journalFile(id), journal);
    disk.setBytes(listFile, list);
    await type(disk, id, 'Two2. ');
    const collection = await open(disk);
    expect([await shown(collection, id), collection.notices]).toEqual([['Two2. One. ', null], []]);
  });
});

describe('a journal whose last line end an editor took off', () => {
  it('keeps its last change, which is completed and told of once', async () => {
    const { disk, id } = await withDocument('One. ', 'Two2. ');
    const files = [journalFile(id), listFile];
    const before = files.map((file) => textOf(disk, file));
    for (const file of files) convert(disk, file, (text) => Buffer.from(text.trimEnd()));
    const collection = await open(disk);
    await collection.summaries();
    expect(await shown(collection, id)).toEqual(['Two2. One. ', null]);
    expect(collection.notices).toEqual([
      expect.stringContaining('The last change to the list of documents had lost the end of its line'),
      expect.stringContaining('The last change to “001.txt” had lost the end of its line'),
    ]);
    await collection.close();
    expect(files.map((file) => textOf(disk, file))).toEqual(before);
    expect(disk.files.filter((file) => file.includes('/recovered/'))).toEqual([]);
    expect((await open(disk)).notices).toEqual([]);
  });

  it('is not changed by opening for reading', async () => {
    const { disk, id } = await withDocument('One. ');
    convert(disk, journalFile(id), (text) => Buffer.from(text.trimEnd()));
    const before = content(disk);
    const outcome = await openCollection(folder, { ...contextOn(disk, { pid: 1 }), readOnly: true });
    if (outcome.kind !== 'opened') throw new Error(outcome.kind);
    expect((await shown(outcome.collection, id))[0]).toBe('One. ');
    await outcome.collection.close();
    expect(content(disk)).toEqual(before);
  });
});

describe('a source whose line ends were converted', () => {
  it.each([
    ['to CR LF', 'One\nTwo\n', 'One\r\nTwo\r\n'],
    ['to LF', 'One\r\nTwo\r\n', 'One\nTwo\n'],
  ])('%s is read as it was imported, and told of by a check', async (_what, before, after) => {
    const { disk } = await withDocument();
    const collection = await open(disk);
    const { id } = await collection.addDocument(imported('002.txt', telegram, before));
    disk.setBytes(`${folder}/documents/${id}/source/002.txt`, Buffer.from(after));
    const store = await collection.openDocument(id);
    expect(await store.sourceText()).toBe(before);
    await store.close();
    expect((await collection.check()).findings).toEqual([
      { document: id, what: expect.stringContaining('The line ends of the source of “002.txt” were converted') },
    ]);
    await collection.close();
  });
});

describe('what a collection says to Git', () => {
  it('is there from the beginning, and added to a collection that has none, or others of a person', async () => {
    const { disk } = await withDocument();
    const files = ['.gitattributes', '.gitignore'].map((name) => `${folder}/${name}`);
    const fresh = files.map((file) => textOf(disk, file));
    expect(fresh[0]).toBe('* -text\n*.jsonl merge=union\n');
    disk.forget(files);
    await (await open(disk)).close();
    expect(files.map((file) => textOf(disk, file))).toEqual(fresh);
    disk.setBytes(`${folder}/.gitattributes`, Buffer.from('*.tif filter=lfs'));
    disk.setBytes(`${folder}/.gitignore`, Buffer.from('staging/\r\nmine/\r\n'));
    await (await open(disk)).close();
    expect(textOf(disk, `${folder}/.gitattributes`)).toBe('*.tif filter=lfs\n* -text\n*.jsonl merge=union\n');
    expect(textOf(disk, `${folder}/.gitignore`)).toMatch(/^staging\/\r\nmine\/\r\ncollection\.lock\*\n/);
    const settled = content(disk);
    await (await open(disk)).close();
    expect(content(disk)).toEqual(settled);
  });
});

describe('a collection that Git carries, with core.autocrlf=true', () => {
  const git = (cwd: string, ...words: readonly string[]): Promise<unknown> =>
    run('git', ['-c', 'user.name=AB', '-c', 'user.email=ab@example.org', '-c', 'core.autocrlf=true', ...words], {
      cwd,
      env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', HOME: cwd },
    });

  /** A collection with one document that was changed, in a Git repository, and a checkout of it. */
  async function checkedOut(parent: string, attributes: boolean): Promise<{ copy: string; id: DocumentId }> {
    const desk = path.join(parent, 'desk');
    const copy = path.join(parent, 'copy');
    const collection = await newCollection(desk, contextOn(nodeFileSystem));
    const { id } = await collection.addDocument(imported('001.txt', telegram, 'One\nTwo\n'));
    const store = await collection.openDocument(id);
    await store.append(1, [typing('1', telegram, 'Urgent. ')]);
    await collection.close();
    if (!attributes) await writeFile(path.join(desk, '.gitattributes'), '');
    await git(desk, 'init', '-q');
    await git(desk, 'add', '.');
    await git(desk, 'commit', '-q', '-m', 'All');
    await mkdir(copy);
    await git(copy, 'clone', '-q', '--config', 'core.autocrlf=true', desk, '.');
    return { copy, id };
  }

  const elsewhere = contextOn(nodeFileSystem, { replica: 'r00000000002' as ReplicaId });

  it('opens and can be changed, because its files are kept byte for byte', async () => {
    await inTemporaryFolder(async (parent) => {
      const { copy, id } = await checkedOut(parent, true);
      const collection = await reopened(copy, elsewhere);
      expect([await shown(collection, id), collection.readOnly]).toEqual([['Urgent. ', null], null]);
      expect((await collection.check()).findings).toEqual([]);
      await collection.close();
    });
  });

  it('shows everything where an older version made it without saying so, and keeps every byte', async () => {
    await inTemporaryFolder(async (parent) => {
      const { copy, id } = await checkedOut(parent, false);
      const files = ['journal', `documents/${id}/journal`].map((name) =>
        path.join(copy, name, 'r00000000001/000001.jsonl'),
      );
      const before = await Promise.all(files.map((file) => readFile(file, 'utf8')));
      expect(before.every((text) => text.includes('\r\n'))).toBe(true);
      const collection = await reopened(copy, elsewhere);
      const [text, readOnly] = await shown(collection, id);
      expect([text, readOnly, collection.readOnly]).toEqual([
        'Urgent. ',
        expect.stringContaining('git config core.autocrlf false'),
        expect.stringContaining('git config core.autocrlf false'),
      ]);
      const store = await collection.openDocument(id);
      expect(await store.sourceText()).toBe('One\nTwo\n');
      await collection.close();
      expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(before);
    });
  });
});
