import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import type { PageImageId } from '../../../shared/document/identifier.ts';
import type { EditionFacsimile, PlacedBox } from '../../../shared/export/tei/facsimile.ts';
import { doc, fac, lineEnd, p, stamp, typ } from '../../helpers/builders.ts';
import { marked } from '../../helpers/tei-builders.ts';
import { drawnZone, pageImage } from '../../helpers/tei-facsimiles.ts';
import { annotationState, divisionOf, editionOf } from '../../helpers/tei-states.ts';

const page = 's1' as PageImageId;
const facsimile: EditionFacsimile = {
  pages: [pageImage('s1')],
  zones: [drawnZone('z1', 's1'), drawnZone('z2', 's1')],
  placed: [],
};

const shown = (text: string | Node, ...zones: readonly string[]): Node =>
  marked(text, ...zones.map((id) => ['zone', { id }] as const));

const division = (document: Node, given: Partial<EditionFacsimile> = {}): string =>
  divisionOf(
    editionOf(
      document,
      { annotations: new Map([annotationState('a1', 'person')]) },
      { facsimile: { ...facsimile, ...given } },
    ),
  );

/** Where a word stands in a document that has it once, with a box. */
function placed(document: Node, word: string, width = 100): PlacedBox {
  let from = -1;
  document.descendants((node, pos) => {
    const index = node.text?.indexOf(word) ?? -1;
    if (index !== -1) from = pos + index;
  });
  return { from, to: from + word.length, box: { x: 10, y: 20, width, height: 30 } };
}

describe('the page images of an edition', () => {
  test('every image is a surface in its pixels, with what was drawn on it before its lines', () => {
    const document = doc(p('one', lineEnd(), 'two'));
    const xml = editionOf(
      document,
      {},
      {
        facsimile: {
          pages: [
            pageImage('s1', { file: 'scan 1 & 2.png' }),
            pageImage('s2', { file: 'all.pdf', format: 'pdf', width: 2480, height: 3508 }),
            pageImage('s3', { file: 'all.tif', format: 'tiff', frame: 2 }),
          ],
          zones: [
            drawnZone('z2', 's2', {
              kind: 'marginal note',
              note: 'A <hand> in ink',
              box: { x: 1.256, y: 2, width: 3, height: 4 },
            }),
            drawnZone('z1', 's1'),
            drawnZone('z9', 's9'),
          ],
          placed: [{ page, lines: [placed(document, 'two')], words: [placed(document, 'one')] }],
        },
      },
    );
    expect(xml.slice(xml.indexOf(' <facsimile>'), xml.indexOf(' <text '))).toBe(` <facsimile>
  <surface xml:id="s1" n="1" ulx="0" uly="0" lrx="1000" lry="1400">
   <graphic url="facsimile/scan%201%20%26%202.png" width="1000px" height="1400px"/>
   <zone xml:id="z1" type="stamp" ulx="10" uly="20" lrx="310" lry="60"/>
   <zone xml:id="s1-l1" type="line" ulx="10" uly="20" lrx="110" lry="50"/>
  </surface>
  <surface xml:id="s2" n="2" ulx="0" uly="0" lrx="2480" lry="3508">
   <graphic url="facsimile/all.pdf#page=1" width="2480px" height="3508px"/>
   <zone xml:id="z2" type="marginal-note" ulx="1.26" uly="2" lrx="4.26" lry="6"><note type="description">A &lt;hand&gt; in ink</note></zone>
  </surface>
  <surface xml:id="s3" n="3" ulx="0" uly="0" lrx="1000" lry="1400">
   <graphic url="facsimile/all.tif#page=3" width="1000px" height="1400px"/>
  </surface>
 </facsimile>
`);
  });

  test('a page break points at the images that begin at its anchor', () => {
    const pages = [
      pageImage('s1', { anchor: 'f1' }),
      pageImage('s2', { anchor: 'f2' }),
      pageImage('s3', { anchor: 'f2' }),
      pageImage('s4'),
    ];
    expect(division(doc(p(fac(1), 'one', fac(2), typ(7), 'two')), { pages })).toBe(
      '<p><pb type="facsimile" n="1" xml:id="f1" ed="facsimile" facs="#s1"/>one' +
        '<pb type="facsimile" n="2" xml:id="f2" ed="facsimile" facs="#s2 #s3"/>' +
        '<pb type="typeset" n="7" xml:id="t7" ed="typeset"/>two</p>',
    );
  });
});

describe('the passage of a drawn zone', () => {
  test('that is a whole block makes its element point at the zone', () => {
    expect(division(doc(stamp(shown('DECLASSIFIED', 'z1')), p(shown('all of it', 'z2'))))).toBe(
      '<fw type="stamp"><stamp type="other" facs="#z1">DECLASSIFIED</stamp></fw>\n<p facs="#z2">all of it</p>',
    );
  });

  test('that is exactly what a tag covers makes the element of the tag point at it', () => {
    const tagged = marked('Stevenson', ['annotation', { id: 'a1', kind: 'person' }], ['zone', { id: 'z1' }]);
    expect(division(doc(p('by ', tagged, '.')))).toBe(
      '<p>by <persName xml:id="a1" resp="#AA" facs="#z1">Stevenson</persName>.</p>',
    );
  });

  test('that is part of a line is a seg, one for each of its parts', () => {
    expect(division(doc(p('a ', shown('b', 'z1'), shown('c', 'z1', 'z2')), p(shown('d', 'z2'), ' e')))).toBe(
      '<p>a <seg type="zone" facs="#z1">b<seg type="zone" facs="#z2">c</seg></seg></p>\n' +
        '<p><seg type="zone" facs="#z2">d</seg> e</p>',
    );
  });

  test('that crosses a tag is cut by it, and the tag stays whole', () => {
    const both = marked('b', ['annotation', { id: 'a1', kind: 'person' }], ['zone', { id: 'z1' }]);
    const tagged = marked('c', ['annotation', { id: 'a1', kind: 'person' }]);
    expect(division(doc(p(shown('a', 'z1'), both, tagged)))).toBe(
      '<p><seg type="zone" facs="#z1">a</seg>' +
        '<persName xml:id="a1" resp="#AA"><seg type="zone" facs="#z1">b</seg>c</persName></p>',
    );
  });

  test('that no page image has, or that was erased, leaves its words alone', () => {
    const document = doc(p('a ', shown('b', 'z1')));
    expect(division(document, { zones: [drawnZone('z1', 's9')] })).toBe('<p>a b</p>');
    expect(divisionOf(editionOf(document))).toBe('<p>a b</p>');
  });
});

describe('lines and words', () => {
  const document = doc(
    p('TOP SECRET', lineEnd(), 'RECONNAIS-', lineEnd(true), 'SANCE', lineEnd(), 'typed in'),
    p('END'),
  );
  const boxes = {
    page,
    lines: ['TOP', 'RECONNAIS-', 'SANCE', 'END'].map((word) => placed(document, word)),
    words: ['TOP', 'SECRET', 'RECONNAIS-', 'SANCE'].map((word) => placed(document, word)),
  };

  test('a line break points at the line that begins after it, when there is one', () => {
    expect(division(document, { placed: [boxes] })).toBe(
      '<p>TOP SECRET<lb facs="#s1-l2"/>RECONNAIS<pc force="weak">-</pc><lb break="no" facs="#s1-l3"/>SANCE<lb/>typed in</p>\n' +
        '<p>END</p>',
    );
  });

  test('words are zones with a seg around them when that is asked for', () => {
    expect(division(document, { placed: [{ ...boxes, lines: [] }], wordZones: true })).toBe(
      '<p><seg type="zone" facs="#s1-w1">TOP</seg> <seg type="zone" facs="#s1-w2">SECRET</seg><lb/>' +
        '<seg type="zone" facs="#s1-w3">RECONNAIS<pc force="weak">-</pc></seg><lb break="no"/>' +
        '<seg type="zone" facs="#s1-w4">SANCE</seg><lb/>typed in</p>\n<p>END</p>',
    );
  });

  test('a word stays one word over a change of marks inside it', () => {
    const bold = doc(p('a ', 'ST', marked('EV', ['rendition', { rend: 'bold' }]), 'ENSON b'));
    const { from } = placed(bold, 'ST');
    const word = { from, to: from + 9, box: { x: 0, y: 0, width: 9, height: 9 } };
    expect(division(bold, { placed: [{ page, lines: [], words: [word] }], wordZones: true })).toBe(
      '<p>a <seg type="zone" facs="#s1-w1">ST<hi rend="bold">EV</hi>ENSON</seg> b</p>',
    );
  });

  test('a box that ends within a character shows all of it', () => {
    const half = doc(p('a😀b'));
    const words = [{ from: 1, to: 3, box: { x: 1, y: 2, width: 3, height: 4 } }];
    expect(division(half, { placed: [{ page, lines: [], words }], wordZones: true })).toBe(
      '<p><seg type="zone" facs="#s1-w1">a😀</seg>b</p>',
    );
  });
});
