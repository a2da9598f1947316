import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { schema } from '../../../shared/document/schema.ts';
import { readTeiFile } from '../../../shared/tei/read-tei-file.ts';
import { importedTei, writtenTei } from '../../helpers/tei-round-trip.ts';

const file = (revisions: string, body = '<p>a</p>'): string =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/><revisionDesc>${revisions}</revisionDesc></teiHeader><text><body>${body}</body></text></TEI>`;

const told = (xml: string): readonly string[] =>
  importedTei(xml)
    .read.report.remarks.map(({ what }) => what)
    .filter((what) => /^(?:And|Earlier version)/.test(what));

test('the versions of a file are told with their day, their maker and what was done', () => {
  const revisions = `<listChange><change n="2" when="2019-03-01" who="#JW #MO" status="published">Two  names
    <hi>corrected</hi> &amp; checked</change></listChange><change><date>May 2015</date> <name>A. Editor</name> made it</change><change/>`;
  expect(told(file(revisions))).toEqual([
    'Earlier version (2019-03-01, JW MO, 2): Two names corrected & checked',
    'Earlier version (May 2015, A. Editor): May 2015 A. Editor made it',
    'Earlier version: [nothing said]',
  ]);
});

test('of very many versions the first are told, and how many there are', () => {
  const sentences = told(file('<change when="2020">x</change>'.repeat(130)));
  expect([sentences.length, sentences.at(-1)]).toEqual([
    101,
    'And 30 earlier versions more, in the header (revisionDesc).',
  ]);
});

test('of a volume they are told with what stands around its documents, and with none of these', () => {
  const read = readTeiFile(
    file('<change>Made</change>', '<div type="document"><p>a</p></div><div type="document"><p>b</p></div>'),
  );
  if (read.kind !== 'volume') throw new Error(read.kind);
  expect(read.documents.flatMap(({ report }) => report.remarks).some(({ what }) => what.startsWith('Earlier'))).toBe(
    false,
  );
  const frame = readTeiFile(file('<change>Made</change>', '<?anchorite-document d1?>'), { isFrame: true });
  if (frame.kind !== 'document') throw new Error(frame.kind);
  expect(frame.document.report.remarks.map(({ what }) => what)).toContain('Earlier version: Made');
});

test('a pointer between attachments comes out as it went in, also after both were edited', () => {
  const body = `<div type="document" xml:id="d1"><div type="main"><p corresp="#d1a2">See the letter.</p></div>
  <frus:attachment xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="d1a1" corresp="#d1a2"><p>One.</p></frus:attachment>
  <frus:attachment xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id='d1a2' corresp = "#d1a1"><p>Two.</p></frus:attachment></div>`;
  const imported = importedTei(file('', body));
  expect(imported.read.report.tei.dangling ?? []).toEqual([]);
  expect(imported.read.report.tei.elements).toContainEqual(
    expect.objectContaining({ name: 'frus:attachment', fate: 'carried', count: 2 }),
  );
  const at = (words: string): number => {
    let place = -1;
    imported.doc.descendants((node, pos) => {
      if (node.isText && node.text === words) place = pos;
    });
    return place;
  };
  const edited = new Transform(imported.doc)
    .insert(at('Two.'), schema.text('No. '))
    .insert(at('One.'), schema.text('No. '));
  expect(writtenTei(imported, edited.doc)).toBe(
    file('', body).replace('<p>One.', '<p>No. One.').replace('<p>Two.', '<p>No. Two.'),
  );
});
