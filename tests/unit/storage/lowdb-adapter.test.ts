import { Low } from 'lowdb';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CheckedJsonFile, UnreadableFileError } from '../../../main/storage/disk/lowdb-adapter.ts';
import { MemoryFileSystem } from '../../helpers/memory-file-system.ts';

const schema = v.object({ format: v.literal(1), title: v.string() });
const file = '/settings.json';

describe('a small file through lowdb', () => {
  it('is written whole, and read back', async () => {
    const disk = new MemoryFileSystem();
    const database = new Low(new CheckedJsonFile(disk, file, schema), { format: 1 as const, title: 'Letters' });
    await database.update((data) => {
      data.title = 'Letters from Prague';
    });
    expect(Buffer.from(disk.bytes(file)).toString()).toBe('{\n  "format": 1,\n  "title": "Letters from Prague"\n}\n');
    expect(await new CheckedJsonFile(disk, file, schema).read()).toEqual({ format: 1, title: 'Letters from Prague' });
  });

  it('is nothing when it is not there', async () => {
    expect(await new CheckedJsonFile(new MemoryFileSystem(), file, schema).read()).toBeNull();
  });

  it.each([
    ['no JSON', '{"format": 1', 'it is not JSON'],
    ['another format', '{"format": 2, "title": "x"}', 'format: '],
    ['a field of another type', '{"format": 1, "title": 7}', 'title: '],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'it is not UTF-8'],
  ])('is not believed when it holds %s', async (_what, content, reason) => {
    const disk = new MemoryFileSystem();
    disk.setBytes(file, Buffer.from(content as string));
    const reading = new CheckedJsonFile(disk, file, schema).read();
    await expect(reading).rejects.toBeInstanceOf(UnreadableFileError);
    await expect(reading).rejects.toThrow(reason);
  });
});
