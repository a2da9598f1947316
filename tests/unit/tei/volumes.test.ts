import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tryRoundTrip } from '../../../main/tei/tei-answers.ts';
import { readTeiFile } from '../../../shared/tei/read-tei-file.ts';
import { frusVolumes } from '../../helpers/frus-volumes.ts';
import { teiFile } from '../../helpers/tei-round-trip.ts';

const small = teiFile(
  [1, 2]
    .map((n) => `<pb n="${n}"/><div type="document" n="${n}" xml:id="d${n}"><head>H</head><p>P ${n}</p></div>`)
    .join('\n'),
);

const volumes: readonly (readonly [string, () => Buffer, number])[] = [
  ['a small volume', () => Buffer.from(small), 2],
  ...frusVolumes.map((file) => [path.basename(file), () => readFileSync(file), 100] as const),
];

for (const [name, bytes, least] of volumes)
  test(`${name}: all its documents and what stands around them, written anew block by block, are the file`, () => {
    const tried = tryRoundTrip({ name, bytes: bytes(), encoding: null });
    if (tried.kind !== 'round trip') throw new Error(`refused: ${tried.kind}`);
    expect(tried.differences).toEqual([]);
    expect(tried.documents).toBeGreaterThanOrEqual(least);
  }, 120_000);

test('each document of a volume knows its number, its title and its day', () => {
  const xml = small.replace('<head>H</head>', '<head>H</head><dateline><date when="1901-05-06">May</date></dateline>');
  const read = readTeiFile(xml);
  if (read.kind !== 'volume') throw new Error('it is no volume');
  expect(read.documents.map(({ metadata: { number, title, date } }) => [number, title, date?.when ?? null])).toEqual([
    ['1', 'H', '1901-05-06'],
    ['2', 'H', null],
  ]);
});

test('a file with one document is one document', () => {
  expect(readTeiFile(teiFile('<div type="document"><p>a</p></div>')).kind).toBe('document');
});
