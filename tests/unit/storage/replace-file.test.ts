import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { ReplaceFileError, replaceFile } from '../../../main/storage/disk/replace-file.ts';
import { type Injected, MemoryFileSystem } from '../../helpers/memory-file-system.ts';
import { inTemporaryFolder } from '../../helpers/storage-fixtures.ts';

const before = Buffer.from('the old content');
const after = Buffer.from('the new content, which is longer');

describe('replacing a file', () => {
  it('puts the new content in its place and leaves nothing else on a real disk', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = path.join(folder, 'a.json');
      await writeFile(file, before);
      await replaceFile(nodeFileSystem, file, after);
      expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual([after.toString(), ['a.json']]);
    });
  });

  it('makes a file that was not there', async () => {
    await inTemporaryFolder(async (folder) => {
      await replaceFile(nodeFileSystem, path.join(folder, 'new.json'), after);
      expect(await readFile(path.join(folder, 'new.json'), 'utf8')).toBe(after.toString());
    });
  });

  it('goes on until every byte is out when the system takes few at a time', async () => {
    const disk = fileWith(() => ({ short: 3 }));
    await replaceFile(disk, '/a.json', after);
    expect(Buffer.from(disk.bytes('/a.json'))).toEqual(after);
  });

  it('forces the content to the disk before the name, and the name before it is done', async () => {
    const calls: string[] = [];
    const disk = fileWith(({ name }) => {
      calls.push(name);
      return null;
    });
    await replaceFile(disk, '/a.json', after);
    expect(calls).toEqual(['open', 'write', 'stat', 'sync', 'rename', 'syncFolder']);
  });

  it.each(['ENOSPC', 'EIO', 'EACCES'])('keeps the whole old content when any call fails with %s', async (error) => {
    for (let failing = 1; failing <= 5; failing++) {
      const disk = fileWith(({ number }) => (number === failing ? { error } : null));
      await expect(replaceFile(disk, '/a.json', after), `call ${failing}`).rejects.toBeInstanceOf(ReplaceFileError);
      expect([Buffer.from(disk.bytes('/a.json')), disk.files], `call ${failing}`).toEqual([before, ['/a.json']]);
    }
  });

  it('keeps the old content when the disk is full after some bytes', async () => {
    const disk = fileWith(({ name, number }) => {
      if (name !== 'write') return null;
      return number === 2 ? { short: 5 } : { error: 'ENOSPC' };
    });
    await expect(replaceFile(disk, '/a.json', after)).rejects.toThrow('ENOSPC');
    expect([Buffer.from(disk.bytes('/a.json')), disk.files]).toEqual([before, ['/a.json']]);
  });

  it('does not take a file for written whose size is wrong', async () => {
    const disk = fileWith(({ name }) => (name === 'write' ? { lie: 4 } : null));
    await expect(replaceFile(disk, '/a.json', after)).rejects.toThrow('4 of 32 bytes arrived');
    expect(Buffer.from(disk.bytes('/a.json'))).toEqual(before);
  });
});

function fileWith(inject: MemoryFileSystem['inject']): MemoryFileSystem {
  const disk = new MemoryFileSystem();
  disk.setBytes('/a.json', before);
  disk.inject = (call): Injected => inject(call);
  return disk;
}
