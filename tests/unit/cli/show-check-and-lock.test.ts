import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openCollection } from '../../../main/storage/collection.ts';
import { nodeFileSystem } from '../../../main/storage/file-system.ts';
import { newReplicaId } from '../../../shared/document/identifier.ts';
import { sample, workplace } from './program.ts';

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
      expect(said).toContain(`is being changed by another program: process ${process.pid} on `);
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
