import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openCollection } from '../../../main/storage/collection/collection.ts';
import { nodeFileSystem } from '../../../main/storage/disk/file-system.ts';
import { newReplicaId } from '../../../shared/document/identifier.ts';
import { damageJournal, sample, workplace } from './program.ts';

const place = workplace();
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  await place().run('import', collection, sample(4));
});

const letter = '004_3247f51e25b8394a';

test('a document is shown as facts, as text with its page markers, or as JSON with its blocks', async () => {
  const { run, json } = place();
  const facts = await run('show', collection, letter);
  expect(facts.code).toBe(0);
  expect(facts.out).toMatch(/^Document {8}d\w+$/m);
  expect(facts.out).toContain('Pages           Page 200\n');
  const text = await run('show', collection, `${letter}.txt`, '--text');
  expect(text.out).toContain('[Page 200]');
  const { code, value } = await json('show', collection, letter);
  expect(code).toBe(0);
  expect(value).toMatchObject({
    source: `${letter}.txt`,
    anchors: [{ kind: 'page', label: '200' }],
    notes: 3,
    metadata: { type: 'letter' },
    report: { recognitions: expect.any(Array), remarks: expect.any(Array), setAside: expect.any(Array) },
    correctionList: [],
    annotations: [],
  });
  const { blocks } = value as { blocks: readonly { type: string; text: string }[] };
  expect(blocks.map(({ type }) => type)).toContain('heading');
  expect(blocks.every(({ text: words }) => typeof words === 'string')).toBe(true);
});

test('a document is found by its id as well', async () => {
  const [document] = (await place().json('list', collection)).value as readonly { id: string }[];
  expect((await place().run('show', collection, document?.id ?? '')).code).toBe(0);
});

/** Which document `show` takes a name for, and what is said when it takes it for none. */
async function shown(name: string): Promise<{ readonly id: string | undefined; readonly said: string }> {
  const { value, said } = await place().json('show', collection, name);
  return { id: (value as { id: string } | null)?.id, said };
}

test('a document is found by its title in any capitals, and by its number in the list', async () => {
  await place().run('import', collection, sample(1));
  const [first, second] = (await place().json('list', collection)).value as readonly { id: string; title: string }[];
  const table = (await place().run('list', collection)).out.split('\n');
  expect(table[2]).toMatch(new RegExp(`^2  ${second?.id} `));
  const names = [second?.title ?? '', second?.title.toUpperCase() ?? '', '2', '#2', '1', '#1'];
  expect(await Promise.all(names.map(shown))).toEqual(
    [second, second, second, second, first, first].map((document) => ({ id: document?.id, said: '' })),
  );
  for (const name of ['0', '3', '#3', '02', second?.title.slice(0, -1) ?? ''])
    expect(await shown(name)).toEqual({
      id: undefined,
      said: `There is no document “${name}” in the collection. Nothing was changed. Name it by its id, which the list of documents shows.\n`,
    });
});

test('a title or a number that may mean two documents is answered by a list of both', async () => {
  const two = path.join(place().folder, '1.txt');
  await copyFile(sample(4), two);
  await place().run('import', collection, two, '--duplicates', 'keep');
  const [first, second] = (await place().json('list', collection)).value as readonly { id: string; title: string }[];
  const title = first?.title ?? '';
  const candidates = `${first?.id} (#1, ${letter}.txt, “${title}”); ${second?.id} (#2, 1.txt, “${title}”)`;
  const next = 'Nothing was changed. Name it by its id, which the list of documents shows.\n';
  expect(await shown(title)).toEqual({
    id: undefined,
    said: `More than one document is named “${title}”: ${candidates}. ${next}`,
  });
  const byNumber = `${second?.id} (#2, 1.txt, “${title}”); ${first?.id} (#1, ${letter}.txt, “${title}”)`;
  expect((await shown('1')).said).toBe(`More than one document is named “1”: ${byNumber}. ${next}`);
  expect(await Promise.all(['#1', '1.txt', '2'].map(shown))).toEqual(
    [first, second, second].map((document) => ({ id: document?.id, said: '' })),
  );
});

test('a sound collection has no findings', async () => {
  const { code, value, said } = await place().json('check', collection);
  expect({ code, value, said }).toEqual({
    code: 0,
    value: { documents: 1, records: 1, findings: [], remarks: [], repairs: [] },
    said: '',
  });
});

/** The only file in a folder below the document, and what leads to it. */
async function fileIn(...parts: readonly string[]): Promise<string> {
  const [id = ''] = await readdir(path.join(collection, 'documents'));
  let file = path.join(collection, 'documents', id, ...parts);
  for (;;) {
    const names = await readdir(file).catch(() => null);
    if (names === null) return file;
    file = path.join(file, names[0] ?? '');
  }
}

test.each<[string, readonly string[]]>([
  ['journal', ['journal']],
  ['source', ['source']],
])('a flipped bit in the %s is found, and ends with 1', async (_name, where) => {
  const file = await fileIn(...where);
  const bytes = await readFile(file);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(file, bytes);
  const { code, value } = await place().json('check', collection);
  expect(code).toBe(1);
  expect((value as { findings: readonly unknown[] }).findings.length).toBeGreaterThan(0);
});

test('of a damaged document it is told whether something of it can be read', async () => {
  const [document] = (await place().json('list', collection)).value as readonly { id: string }[];
  const id = document?.id ?? '';
  expect((await place().run('correct', collection, id, '--find', 'President', '--replace', 'Premier')).code).toBe(0);
  const file = await fileIn('journal');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const damaged = lines.map((line, index) => (index === 1 ? line.replace('{', '[') : line));
  await writeFile(file, damaged.join('\n'));
  const part = await place().run('show', collection, id, '--text');
  expect([part.code, part.out]).toEqual([0, expect.stringContaining('President')]);
  expect(part.said).toMatch(
    /^The journal of “004_3247f51e25b8394a\.txt” is damaged \(.*\), so it can be read as it was before that, but not changed; nothing was removed: save what can be read, or bring that file back from a backup\.\n$/,
  );
  await damageJournal(collection, id);
  const nothing = await place().run('show', collection, id, '--text');
  expect([nothing.code, nothing.out]).toEqual([3, '']);
  expect(nothing.said).toMatch(
    /^The journal of “004_3247f51e25b8394a\.txt” is damaged \(.*\), so nothing of it can be read; nothing was removed: bring that file back from a backup\. Nothing was changed\./,
  );
});

test('while another program writes, commands that change end with 3 and say who; reading goes on', async () => {
  const opened = await openCollection(collection, {
    fileSystem: nodeFileSystem,
    replica: newReplicaId(),
    editor: 'EG',
    now: () => new Date(),
  });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  try {
    const { run } = place();
    for (const words of [
      ['import', collection, sample(0)],
      ['correct', collection, '--find', 'Kennedy', '--replace', 'KENNEDY'],
      ['tag', collection, letter, '--find', 'Kennedy', '--as', 'person'],
    ]) {
      const { code, out, said } = await run(...words);
      expect([words[0], code, out]).toEqual([words[0], 3, '']);
      expect(said).toContain(`is being changed by another program: EG, process ${process.pid} on the machine `);
    }
    for (const words of [
      ['list', collection],
      ['show', collection, letter],
      ['check', collection],
      ['export', collection, '--to', 'tei', '--out', path.join(place().folder, 'tei')],
      ['correct', collection, '--find', 'Kennedy', '--replace', 'KENNEDY', '--dry-run'],
    ])
      expect([words[0], (await run(...words)).code]).toEqual([words[0], 0]);
  } finally {
    await opened.collection.close();
  }
  expect((await place().run('tag', collection, letter, '--find', 'Kennedy', '--as', 'person')).code).toBe(0);
});
