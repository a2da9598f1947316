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
  }, 600_000);

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

/** The metadata of a file with a header and a text. */
function metadataOf(header: string, body: string, type = '') {
  const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt></fileDesc>${header}</teiHeader><text${type}><body>${body}</body></text></TEI>`;
  const read = readTeiFile(xml);
  if (read.kind !== 'document') throw new Error(`it is ${read.kind}`);
  const { date, from, to, placeSent, type: kind } = read.document.metadata;
  return { date, from, to, placeSent, type: kind };
}

test('a file says in its header who wrote to whom, when and where', () => {
  const header = `<profileDesc><correspDesc>
    <correspAction type="sent"><persName>Ada Byron</persName><settlement>Ockham</settlement><date when="1843-07-04"/></correspAction>
    <correspAction type="received"><persName>Charles Babbage</persName></correspAction></correspDesc></profileDesc>`;
  expect(metadataOf(header, '<p>My dear Babbage</p>', ' type="letter"')).toEqual({
    date: { text: '1843-07-04', when: '1843-07-04' },
    from: 'Ada Byron',
    to: 'Charles Babbage',
    placeSent: 'Ockham',
    type: 'letter',
  });
});

test('what the text says goes before the header, and a day that a dateline names is read without `date`', () => {
  const header =
    '<profileDesc><correspDesc><correspAction type="sent"><date when="1843"/></correspAction></correspDesc></profileDesc>';
  const dated =
    '<opener><dateline><placeName>Ockham</placeName>, <date when="1843-07-04">Tuesday</date></dateline></opener><p>a</p>';
  expect(metadataOf(header, dated)).toMatchObject({
    date: { text: 'Tuesday', when: '1843-07-04' },
    placeSent: 'Ockham',
  });
  const plain =
    '<head>Telegram From Havana</head><opener><dateline>Habana, November 13, 1962, 8 p.m.</dateline></opener><p>a</p>';
  expect(metadataOf('', plain)).toMatchObject({
    date: { text: 'November 13, 1962, 8 p.m.', when: '1962-11-13' },
    type: 'telegram',
  });
  expect(metadataOf('', '<opener><dateline>Habana</dateline></opener><p>a</p>').date).toBeNull();
});
