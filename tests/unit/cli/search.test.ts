import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { damageJournal, samples, workplace } from './program.ts';

const place = workplace();

interface Found {
  readonly document: string;
  readonly snippet: string;
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

async function imported(): Promise<string> {
  const collection = path.join(place().folder, 'c');
  await place().run('import', collection, ...samples);
  return collection;
}

async function search(collection: string, ...words: readonly string[]): Promise<readonly Found[]> {
  return (await place().json('search', collection, ...words)).value as readonly Found[];
}

const indexFiles = async (collection: string): Promise<readonly string[]> =>
  (await readdir(path.join(collection, 'index'))).filter((name) => name.startsWith('search'));

describe('anchorite search', () => {
  test('finds documents, best first, with a snippet and the place in the text that show --text prints', async () => {
    const collection = await imported();
    const found = await search(collection, 'cuba');
    expect(found.length).toBeGreaterThan(1);
    for (const { document, snippet, from, to } of found) {
      const { out } = await place().run('show', collection, document, '--text');
      expect([out.slice(from, to).toLowerCase(), snippet.toLowerCase()]).toEqual([
        'cuba',
        expect.stringContaining('cuba'),
      ]);
    }
    expect(await search(collection, 'cuba', '--limit', '1')).toEqual(found.slice(0, 1));
  });

  test('a correction is found as it reads now, and what the source reads on request', async () => {
    const collection = await imported();
    const [first] = await search(collection, 'secretary');
    if (!first) throw new Error('nothing was found');
    await place().run(
      'correct',
      collection,
      first.document,
      '--find',
      'secretary',
      '--replace',
      'Zecretary',
      '--ignore-case',
    );
    expect((await search(collection, 'zecretary')).map(({ document }) => document)).toEqual([first.document]);
    const old = async (...words: readonly string[]) =>
      (await search(collection, ...words)).map(({ document }) => document);
    expect(await old('secretary')).not.toContain(first.document);
    expect(await old('source:secretary')).toContain(first.document);
    expect(await old('secretary', '--source')).toContain(first.document);
    const [hit] = await search(collection, 'source:secretary', '--limit', '50');
    expect(hit?.snippet).toMatch(/secretary/i);
  });

  test('the index is kept, and made again when it is damaged, false or gone', async () => {
    const collection = await imported();
    const found = await search(collection, '"united states" OR cuba');
    const names = await indexFiles(collection);
    expect(names).toHaveLength(3);
    for (const name of names) {
      await writeFile(path.join(collection, 'index', name), 'nothing');
      expect(await search(collection, '"united states" OR cuba')).toEqual(found);
    }
    await rm(path.join(collection, 'index'), { recursive: true });
    expect(await search(collection, '"united states" OR cuba')).toEqual(found);
    expect(await indexFiles(collection)).toHaveLength(3);
  });

  test('what is no query is told in one sentence with the place, and nothing found by the exit code', async () => {
    const collection = await imported();
    const { code, said, out } = await place().run('search', collection, 'cuba (berlin', '--json');
    expect([code, said, out]).toEqual([2, 'A “(” has no “)”: at character 6 (“(berlin”) of the query.\n', '']);
    expect(await place().json('search', collection, 'zzyzx')).toMatchObject({ code: 1, value: [] });
    expect((await place().run('search', collection, 'zzyzx')).out).toBe('Nothing was found.\n');
  });

  test('a document that cannot be read holds up no other', async () => {
    const collection = await imported();
    const [first, second] = await search(collection, 'cuba');
    if (!first || !second) throw new Error('too few were found');
    await rm(path.join(collection, 'index'), { recursive: true });
    await damageJournal(collection, first.document);
    const { code, value, said } = await place().json('search', collection, 'cuba');
    expect(said.split('\n')).toEqual([expect.stringContaining('journal'), '']);
    expect([code, (value as readonly Found[])[0]?.document]).toEqual([3, second.document]);
  });

  test('removed documents are not found, and those that are put back are', async () => {
    const collection = await imported();
    const [first] = await search(collection, 'cuba');
    await place().run('remove', collection, first?.document ?? '');
    expect((await search(collection, 'cuba')).map(({ document }) => document)).not.toContain(first?.document);
    await place().run('put-back', collection, first?.document ?? '');
    expect((await search(collection, 'cuba')).map(({ document }) => document)).toContain(first?.document);
  });
});

describe('anchorite statistics', () => {
  test('counts the documents by status, type and month, and what is in them', async () => {
    const collection = await imported();
    const { value: rows } = await place().json('list', collection);
    const sum = (name: 'words' | 'notes'): number =>
      (rows as readonly Readonly<Record<'words' | 'notes', number>>[]).reduce((total, row) => total + row[name], 0);
    const { code, value } = await place().json('statistics', collection);
    expect(code).toBe(0);
    expect(value).toMatchObject({
      documents: 5,
      words: sum('words'),
      notes: sum('notes'),
      suspects: { left: 0, knownOf: 0 },
      byStatus: [{ status: 'raw', documents: 5, words: sum('words') }, {}, {}, {}, {}],
      byType: [
        { type: 'letter', documents: 2 },
        { type: 'telegram', documents: 2 },
        { type: 'message', documents: 1 },
      ],
      unreadable: 0,
    });
    const { out } = await place().run('statistics', collection);
    expect(out).toMatch(/^telegram +2$/m);
  });
});
