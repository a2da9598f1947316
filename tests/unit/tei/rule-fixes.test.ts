import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { fixSteps, foundPlaces, type ValidatedTei } from '../../../shared/tei/rule-fixes.ts';
import { type ImportedTei, importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';

const file = teiFile(`
  <p xml:id="a">by the <persName>United</persName><pb xml:id="p2" n="2"/> States
     and <hi rend="bold">others &amp; <persName>more</persName></hi></p>
  <p>It is <date>May 1, 1961</date>.<note n="1" xml:id="n1"><p>See<pb n="3"/> there</p></note></p>
`);

const whole = (now: string): ValidatedTei => ({ start: '', end: '', now, part: 'file' });

const stateOf = (imported: ImportedTei, doc: Node) => ({
  xml: imported.xml,
  fidelity: imported.read.report.tei,
  imported: imported.doc,
  doc,
});

/** The document after a fix, as steps did it; null when they cannot. */
function fixed(imported: ImportedTei, doc: Node, change: (xml: string) => string): Node | null {
  const now = writtenTei(imported, doc);
  const steps = fixSteps(stateOf(imported, doc), whole(now), change(now));
  if (!steps) return null;
  const transform = new Transform(doc);
  for (const step of steps) transform.step(step);
  return transform.doc;
}

test.each<readonly [string, (xml: string) => string]>([
  [
    'the space behind a page break comes before it',
    (xml) => xml.replace('<pb xml:id="p2" n="2"/> S', ' <pb xml:id="p2" n="2"/>S'),
  ],
  ['a space in a note goes', (xml) => xml.replace('<pb n="3"/> there', '<pb n="3"/>there')],
  ['highlighting is written as the rules want it', (xml) => xml.replace('"bold"', '"strong"')],
  ['a page break gets another number', (xml) => xml.replace('n="2"', 'n="II"')],
  ['a note gets another number', (xml) => xml.replace('<note n="1"', '<note n="2"')],
])('a fix is done in the text, and the XML is that of the rule: %s', (_, change) => {
  const imported = importedTei(file);
  const after = fixed(imported, imported.doc, change);
  expect(after && writtenTei(imported, after)).toBe(change(file));
});

test('a line end behind a page break comes before it as the line end that it is', () => {
  const imported = importedTei(teiFile('<p>these cases<pb n="44"/>\n    was considered</p>'));
  const after = fixed(imported, imported.doc, (xml) => xml.replace('<pb n="44"/>\n    ', ' <pb n="44"/>'));
  expect(after && writtenTei(imported, after)).toBe(imported.xml.replace('<pb n="44"/>\n    ', '\n    <pb n="44"/>'));
});

test('a fix comes on top of what was edited before', () => {
  const imported = importedTei(file);
  const edited = new Transform(imported.doc).insert(1, imported.doc.type.schema.text('Sent ')).doc;
  const change = (xml: string): string => xml.replace('"bold"', '"strong"');
  const after = fixed(imported, edited, change);
  expect(after && writtenTei(imported, after)).toBe(change(file.replace('by the', 'Sent by the')));
});

test.each<readonly [string, (xml: string) => string]>([
  ['an attribute that the editor carries', (xml) => xml.replace('<date>', '<date when="1961-05-01">')],
  ['an identifier', (xml) => xml.replace('<p>It', '<p xml:id="b">It')],
  ['an element that goes', (xml) => xml.replace('<persName>United</persName>', 'United')],
  ['a page break that goes', (xml) => xml.replace('<pb xml:id="p2" n="2"/>', '')],
  ['XML that would be none', (xml) => xml.replace('</hi>', '')],
])('what the editor does not edit is not fixed in the text: %s', (_, change) => {
  const imported = importedTei(file);
  expect(fixed(imported, imported.doc, change)).toBe(null);
});

test('a document of a volume is fixed where it stands', () => {
  const now = file.slice(file.indexOf('<p xml:id="a">'), file.indexOf('<p>It')).trim();
  const source = `<div type="document" n="1">${now}</div>`;
  const [start, end] = ['<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n', '</body></text></TEI>'];
  const validated: ValidatedTei = { start, end, now: source, part: 'document' };
  const imported = importedTei(start + source + end);
  // Root and places are those of the slice.
  const fidelity = { ...imported.read.report.tei, root: 0, namespaces: { '': 'http://www.tei-c.org/ns/1.0' } };
  const places = foundPlaces({ ...stateOf(imported, imported.doc), xml: source, fidelity }, validated);
  expect(places?.at(1, source.indexOf('<pb') + 1)).toEqual(placeOf(imported.doc, 'pageAnchor'));
});

test('a finding leads to what its line and column begin, or to what is around it', () => {
  const imported = importedTei(file);
  const places = foundPlaces(stateOf(imported, imported.doc), whole(file));
  const at = (words: string) => {
    const before = file.slice(0, file.indexOf(words)).split('\n');
    return places?.at(before.length, (before.at(-1) ?? '').length + 1) ?? null;
  };
  expect(at('<pb xml:id')).toEqual(placeOf(imported.doc, 'pageAnchor'));
  const date = at('<date>');
  expect(date && imported.doc.textBetween(date.from, date.to)).toBe('May 1, 1961');
  expect(places?.at(1, 1)).toBe(null);
  expect(foundPlaces(stateOf(imported, new Transform(imported.doc).delete(1, 3).doc), whole(file))).toBe(null);
});

function placeOf(doc: Node, type: string): { from: number; to: number } | null {
  let found: { from: number; to: number } | null = null;
  doc.descendants((node, pos) => {
    if (node.type.name === type) found ??= { from: pos, to: pos + node.nodeSize };
  });
  return found;
}
