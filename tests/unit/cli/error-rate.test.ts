import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { ImportOutcome } from '../../../shared/contract/calls/collection.ts';
import { damageJournal, sample, workplace } from './program.ts';

const place = workplace();
const telegram = '003_a5bfdc7065c2c0b6';
let collection: string;
beforeEach(async () => {
  collection = path.join(place().folder, 'c');
  expect((await place().run('import', collection, sample(3))).code).toBe(0);
});

test('what was corrected tells how much the OCR had misread', async () => {
  await place().run('correct', collection, telegram, '--find', 'STEVENS ON', '--replace', 'STEVENSON');
  const { code, value } = await place().json('error-rate', collection, telegram);
  expect(code).toBe(0);
  expect(value).toMatchObject({
    truth: 'present',
    states: [{ state: 'import', characterErrors: 2, wordErrors: 4 }],
  });
});

test('a ground truth measures the import, a version and the text as it stands', async () => {
  const { out } = await place().run('show', collection, telegram, '--text');
  const truth = path.join(place().folder, 'truth.txt');
  await writeFile(truth, 'TOP SECRET');
  const before = (await place().json('error-rate', collection, telegram, '--truth', truth, '--of-version', '1')).value;
  const { states } = before as { states: readonly { state: unknown; characterErrors: number }[] };
  expect(states.map(({ state }) => state)).toEqual(['import', 1, 'present']);
  expect(new Set(states.map(({ characterErrors }) => characterErrors)).size).toBe(1);
  expect(states[0]?.characterErrors).toBeGreaterThan(out.length / 2);
});

test('a version that is not there, a truth without a document or without a file, is said in a sentence', async () => {
  const none = await place().run('error-rate', collection, telegram, '--of-version', '9');
  expect([none.code, none.said.trim()]).toEqual([2, `There is no version 9 of “${telegram}”.`]);
  const whole = await place().run('error-rate', collection, '--truth', 'x.txt');
  expect([whole.code, whole.said.trim()]).toEqual([2, 'Name the document that --truth or --of-version belongs to.']);
  const missing = await place().run('error-rate', collection, telegram, '--truth', 'nowhere.txt');
  expect(missing.code).toBe(3);
  expect(missing.said).toContain('nowhere.txt');
});

test('an emendation mends the page, and is no misreading', async () => {
  const words = ['--find', 'DISTANTLING', '--replace', 'DISMANTLING', '--emendation'];
  await place().run('correct', collection, telegram, ...words);
  const { value } = await place().json('error-rate', collection, telegram);
  expect(value).toMatchObject({ states: [{ state: 'import', characterErrors: 0, wordErrors: 0 }] });
});

const alto = (...lines: readonly string[]): string => {
  const textLines = lines.map((line) => {
    const words = line.split(' ').map((word) => `<String CONTENT="${word}" HPOS="0" VPOS="0" WIDTH="1" HEIGHT="1"/>`);
    return `<TextLine>${words.join('<SP/>')}</TextLine>`;
  });
  return `<?xml version="1.0"?>\r\n<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>
    <Page WIDTH="9" HEIGHT="9"><PrintSpace><TextBlock>${textLines.join('')}</TextBlock></PrintSpace></Page></Layout></alto>`;
};

test('of a ground truth with a layout its words count, of a text in an older encoding those that are meant', async () => {
  const { folder, json, run } = place();
  const letters = path.join(folder, 'letters');
  const letter = path.join(folder, 'letter.txt');
  await writeFile(letter, 'The café was closed, and the reconnais-\nsance flights went on.\n');
  expect((await run('import', letters, letter)).code).toBe(0);
  const truths = {
    'truth.xml': alto('The café was closed, and the reconnais-', 'sance flights went on.'),
    'truth.txt': '\uFEFFThe café was closed, and the reconnais-\r\nsance flights went on.\r\n',
  };
  for (const [name, text] of Object.entries(truths)) {
    const truth = path.join(folder, name);
    await writeFile(truth, text);
    const { value } = await json('error-rate', letters, 'letter', '--truth', truth);
    expect(value).toMatchObject({ states: [{ wordErrors: 0, characterErrors: 0, words: 10 }, { wordErrors: 0 }] });
  }
  const old = path.join(folder, 'old.txt');
  await writeFile(old, Buffer.from(truths['truth.txt'].slice(1), 'latin1'));
  expect((await run('error-rate', letters, 'letter', '--truth', old)).code).toBe(3);
  const { value } = await json('error-rate', letters, 'letter', '--truth', old, '--encoding', 'windows-1252');
  expect(value).toMatchObject({ states: [{ wordErrors: 0 }, { wordErrors: 0 }] });
});

test('a file that is neither a text nor a layout is no ground truth', async () => {
  const truth = path.join(place().folder, 'truth.xml');
  await writeFile(truth, '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>TOP SECRET</p></body></text></TEI>');
  const { code, said } = await place().run('error-rate', collection, telegram, '--truth', truth);
  expect(code).toBe(3);
  expect(said).toContain('“truth.xml” is a TEI file');
});

test('a damaged document does not hold up the error rates and certificates of the others', async () => {
  const { value } = await place().json('import', collection, sample(0));
  const [{ id } = { id: '' }] = (value as ImportOutcome).imported;
  await damageJournal(collection, id);
  for (const command of ['error-rate', 'certificate']) {
    const told = await place().json(command, collection);
    expect(told.code).toBe(3);
    expect(told.said).toContain('is damaged');
    expect(told.value).toHaveLength(1);
  }
});
