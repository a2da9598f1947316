import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { typedLines, typedPage } from '../../helpers/typed-page.ts';
import { workplace } from './program.ts';

const place = workplace();
const fixture = path.join(import.meta.dirname, '../../../fixtures/facsimiles/003_a5bfdc7065c2c0b6/0004.webp');
const scans = path.join(import.meta.dirname, '../../../../shared/scans');
const hasScans = existsSync(scans);

/** What the readings in the journal of a document are, with how many of their words have a box and a confidence. */
async function readingsOf(collection: string, document: string): Promise<readonly string[]> {
  const folder = path.join(collection, 'documents', document, 'journal');
  const [replica = ''] = await readdir(folder);
  const lines = (await readFile(path.join(folder, replica, '000001.jsonl'), 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const role = /"role":"([^"]+)"/.exec(line)?.[1];
    if (role === undefined) return [];
    const known = [...line.matchAll(/"box":\{[^}]*\},"confidence":\d/g)].length;
    return [`${role}, ${known > 0 ? 'with boxes and confidences' : 'bare'}`];
  });
}

const importedOf = (value: unknown) => (value as ImportOutcome).imported;

test('images are read on import, each for itself if wanted, and named by their stems', async () => {
  const { folder, json } = place();
  const second = path.join(folder, 'letter 2.png');
  await writeFile(second, typedPage(typedLines).bytes);
  const collection = path.join(folder, 'c');
  const { code, value } = await json('import', collection, fixture, second, '--ocr', '--each');
  expect(code).toBe(0);
  const documents = importedOf(value);
  expect(documents.map(({ title, corrections }) => [title, corrections])).toEqual([
    ['0004', 0],
    ['letter 2', 0],
  ]);
  expect(documents.every(({ words }) => words > 20)).toBe(true);
  // Two readings are sure of every line of the page that is set so cleanly: the reader of another kind is not asked about it.
  const thirds = ['third, with boxes and confidences', 'third, bare'];
  for (const [index, { id }] of documents.entries())
    expect(await readingsOf(collection, id)).toEqual([
      'ocr, with boxes and confidences',
      'second, with boxes and confidences',
      thirds[index],
    ]);
  expect(await json('ocr', collection)).toMatchObject({ code: 0, value: { documents: [{ done: 0 }, { done: 0 }] } });
});

test('images that came in without text get it when they are read, against which corrections are counted', async () => {
  const { folder, json, run } = place();
  const file = path.join(folder, 'letter.png');
  await writeFile(file, typedPage(typedLines).bytes);
  const collection = path.join(folder, 'c');
  await run('import', collection, file);
  const read = await json('ocr', collection, 'letter');
  expect(read).toMatchObject({ code: 0, value: { documents: [{ done: 1, gaveText: true }] } });
  const { out } = await run('show', collection, 'letter', '--text');
  for (const line of typedLines) expect(out).toContain(line);
  const rows = async () => (await json('list', collection)).value as readonly { corrections: number }[];
  expect(await rows()).toMatchObject([{ corrections: 0 }]);
  await run('correct', collection, 'letter', '--find', 'Ambassador', '--replace', 'AMBASSADOR');
  expect((await rows())[0]?.corrections).toBeGreaterThan(0);
  const again = await json('ocr', collection, 'letter', '--again');
  expect(again).toMatchObject({ value: { documents: [{ gaveText: false }] } });
  expect((await run('check', collection)).code).toBe(0);
});

const needsScans = hasScans ? '' : ' (passed over: ../shared/scans is not there)';
test.skipIf(!hasScans)(
  `a scanned page becomes a text with boxes${needsScans}`,
  async () => {
    const { folder, json } = place();
    const scan = readdirSync(scans)
      .filter((name) => name.endsWith('.jpg'))
      .sort()[0];
    const collection = path.join(folder, 'c');
    const { code, value } = await json('import', collection, path.join(scans, scan ?? ''), '--ocr');
    expect(code).toBe(0);
    const [document] = importedOf(value);
    expect(document).toMatchObject({ source: scan });
    expect(document?.words).toBeGreaterThan(50);
    expect(await readingsOf(collection, document?.id ?? '')).toEqual([
      'ocr, with boxes and confidences',
      'second, with boxes and confidences',
      'third, with boxes and confidences',
    ]);
  },
  600_000,
);
