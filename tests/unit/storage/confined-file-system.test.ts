import { beforeEach, describe, expect, it } from 'vitest';
import { type ConfinedFileSystem, confined } from '../../../main/storage/disk/confined-file-system.ts';
import { RefusedPathError, removeTree } from '../../../main/storage/disk/file-system.ts';
import { mostBytesOf } from '../../../main/storage/disk/size-limits.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

let disk: MemoryFileSystem;
let gate: ConfinedFileSystem;
beforeEach(async () => {
  disk = new MemoryFileSystem();
  disk.makeFolders('/letters/documents/d1/source');
  disk.makeFolders('/elsewhere/documents');
  disk.setBytes('/letters/documents/d1/document.json', Buffer.from('inside'));
  disk.setBytes('/elsewhere/secret', Buffer.from('outside'));
  gate = await confined(disk, '/letters');
});

/** Everything that can be done with a file of a path. */
const calls: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  reading: (path) => gate.readFile(path),
  'opening to read': (path) => gate.open(path, 'read'),
  'opening to add': (path) => gate.open(path, 'append'),
  'opening to change': (path) => gate.open(path, 'modify'),
  listing: (path) => gate.readFolder(path),
  'forcing to the disk': (path) => gate.syncFolder(path),
  'moving away': (path) => gate.rename(path, '/letters/moved'),
  'moving there': (path) => gate.rename('/letters/documents/d1/document.json', path),
  'giving another name': (path) => gate.link(path, '/letters/other'),
};

/** What can be done with a path that has a link on its way, besides. */
const callsBelow: typeof calls = {
  ...calls,
  'opening anew': (path) => gate.open(path, 'create'),
  'looking at': (path) => gate.stat(path),
  'making a folder': (path) => gate.makeFolder(path),
  removing: (path) => gate.removeFile(path),
  'removing a folder': (path) => gate.removeFolder(path),
};

describe('the gate to a folder', () => {
  it.each(Object.entries(calls))('refuses %s where a link stands', async (_, call) => {
    disk.setLink('/letters/secret', '/elsewhere/secret');
    disk.setLink('/letters/folder', '/elsewhere');
    disk.setLink('/letters/nothing', '/nowhere');
    disk.setLink('/letters/itself', '/letters/itself-too');
    const before = disk.copy();
    for (const name of ['secret', 'folder', 'nothing', 'itself'])
      await expect(call(`/letters/${name}`), name).rejects.toThrow(`${name} is a link, and links are not followed`);
    expect([disk.files, text(disk.bytes('/elsewhere/secret'))]).toEqual([before.files, 'outside']);
  });

  it.each(Object.entries(callsBelow))('refuses %s below a link', async (_, call) => {
    disk.setLink('/letters/staging', '/elsewhere');
    const before = disk.copy().files;
    for (const path of ['/letters/staging/secret', '/letters/staging/documents', '/letters/staging/documents/new'])
      await expect(call(path), path).rejects.toThrow(
        new RefusedPathError({ kind: 'link' }, '/letters/staging', 'staging'),
      );
    expect(disk.files).toEqual(before);
  });

  it.each(Object.entries(callsBelow))('refuses %s outside', async (_, call) => {
    for (const path of ['/elsewhere/secret', '/letters/../elsewhere/secret', '/lettersandmore/secret'])
      await expect(call(path), path).rejects.toThrow('leads out of the collection');
  });

  it('is reached through links when a person names it so, and asks once where they lead', async () => {
    disk.setLink('/desk', '/letters');
    const named = await confined(disk, '/desk');
    expect(text(await named.readFile('/desk/documents/d1/document.json'))).toBe('inside');
    disk.forget(['/desk']);
    disk.setLink('/desk', '/elsewhere');
    expect(text(await named.readFile('/desk/documents/d1/document.json'))).toBe('inside');
    await expect(named.readFile('/desk/secret')).rejects.toThrow('ENOENT');
  });

  it('asks at once without following a link: nothing is behind one, and it is itself a link', () => {
    disk.setLink('/letters/documents/d2', '/elsewhere');
    const folders = new Set<string>();
    expect(gate.statNow('/letters/documents/d1/document.json', folders)?.size).toBe(6);
    expect([gate.statNow('/letters/documents/d2', folders)?.kind, folders.has('/letters/documents/d2')]).toEqual([
      'link',
      false,
    ]);
    expect(gate.statNow('/letters/documents/d2/secret', folders)).toBeNull();
    expect(() => gate.statNow('/letters/../elsewhere/secret', folders)).toThrow(RefusedPathError);
  });

  it('takes a pipe and a folder for no file, and names them as a person would', async () => {
    disk.setPipe('/letters/documents/d1/source/pipe');
    await expect(gate.readFile('/letters/documents/d1/source/pipe')).rejects.toThrow(
      'documents/d1/source/pipe is neither a file nor a folder',
    );
    await expect(gate.open('/letters/documents/d1/source', 'append')).rejects.toThrow(
      'documents/d1/source is a folder where a file belongs',
    );
  });

  it('reads no file that is larger than its kind may be', async () => {
    const place = '/letters/collection.json';
    const most = mostBytesOf('collection.json');
    disk.setBytes(place, new Uint8Array(most));
    expect(await gate.readFile(place)).toHaveLength(most);
    disk.setBytes(place, new Uint8Array(most + 1));
    await expect(gate.readFile(place)).rejects.toThrow('collection.json is larger than such a file may be (2 MB)');
  });

  it('removes a tree with the links in it and nothing behind them', async () => {
    disk.setLink('/letters/documents/d1/source/folder', '/elsewhere');
    disk.setLink('/letters/documents/d1/source/file', '/elsewhere/secret');
    disk.setLink('/letters/aside', '/letters/documents');
    await expect(removeTree(gate, '/letters/aside')).rejects.toThrow('aside is a link');
    await removeTree(gate, '/letters/documents');
    expect(disk.files).toEqual(['/elsewhere/secret']);
  });
});

describe('the largest that a file may be', () => {
  it.each([
    ['documents/d1/source/document.json', 'documents/d1/source/letter.txt'],
    ['documents/d1/facsimile/backup.json', 'documents/d1/facsimile/1.tif'],
    ['x backups/000001 2026-03-01 10.00.00/collection/collection.json', 'collection.json'],
    ['staging/d1/journal/r1/000001.jsonl', 'journal/r1/000001.jsonl'],
    ['.collection.lock.nonce.tmp', 'collection.lock'],
  ])('goes by its folder before its name: %s is as %s', (file, like) => {
    expect(mostBytesOf(file)).toBe(mostBytesOf(like));
  });
});
