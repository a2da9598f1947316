import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import {
  attachment,
  call,
  dateline,
  doc,
  fac,
  furniture,
  h,
  label,
  li,
  list,
  note,
  notes,
  p,
  pag,
  salutation,
  signature,
  stamp,
  table,
  td,
  tr,
  typ,
} from '../../helpers/builders.ts';
import { block, division, field } from '../../helpers/tei-builders.ts';
import { divisionOf, editionOf, withMetadata } from '../../helpers/tei-states.ts';

const division1 = (...blocks: readonly Node[]): string => divisionOf(editionOf(doc(...blocks)));

describe('blocks of a document as TEI', () => {
  test('a title, a dateline, a salutation, a paragraph and a signature', () => {
    expect(
      division1(
        h('Letter'),
        dateline('Washington, November 2, 1962'),
        salutation('Dear Mr. Chairman:'),
        p('I am'),
        signature('JFK'),
      ),
    ).toBe(
      [
        '<head>Letter</head>',
        '<opener>',
        ' <dateline>Washington, November 2, 1962</dateline>',
        ' <salute>Dear Mr. Chairman:</salute>',
        '</opener>',
        '<p>I am</p>',
        '<closer>',
        ' <signed>JFK</signed>',
        '</closer>',
      ].join('\n'),
    );
  });

  test('the fields of a telegram stand in the opener with the stamp between them; a field of no known sort keeps its name', () => {
    expect(
      division1(
        field('control', 'Control: 4598'),
        block('stamp', { type: 'declassification' }, 'Declassified'),
        field('to', 'TO: USUN'),
        field('precedence', 'PRIORITY'),
        p('x'),
      ),
    ).toBe(
      [
        '<opener>',
        ' <seg type="control">Control: 4598</seg>',
        ' <fw type="stamp"><stamp type="declassification">Declassified</stamp></fw>',
        ' <seg type="to">TO: USUN</seg>',
        ' <seg type="other" subtype="precedence">PRIORITY</seg>',
        '</opener>',
        '<p>x</p>',
      ].join('\n'),
    );
  });

  test('stamps and markings before and after an opener stand outside it', () => {
    expect(
      division1(
        block('formWork', { type: 'classification', place: 'top' }, 'TOP SECRET'),
        field('to', 'TO: USUN'),
        stamp('MICROFILMED'),
        p('x'),
      ),
    ).toBe(
      [
        '<fw type="classification" place="top">TOP SECRET</fw>',
        '<opener>',
        ' <seg type="to">TO: USUN</seg>',
        '</opener>',
        '<fw type="stamp"><stamp type="other">MICROFILMED</stamp></fw>',
        '<p>x</p>',
      ].join('\n'),
    );
  });

  test('parts of an opener amid the text keep their place and say what they are', () => {
    expect(division1(p('a'), dateline('Moscow'), salutation('Dear'), field('from', 'FROM'), h('Annex'), p('b'))).toBe(
      [
        '<p>a</p>',
        '<ab type="dateline">Moscow</ab>',
        '<ab type="salute">Dear</ab>',
        '<ab type="field" subtype="from">FROM</ab>',
        '<label type="heading" subtype="level1">Annex</label>',
        '<p>b</p>',
      ].join('\n'),
    );
  });

  test('a signature that text follows does not close it', () => {
    expect(division1(p('a'), signature('STEVENSON'), p('TRT'), block('postscript', {}, 'P.S.'), p('c'))).toBe(
      [
        '<p>a</p>',
        '<ab type="signed">STEVENSON</ab>',
        '<p>TRT</p>',
        '<ab type="postscript">P.S.</ab>',
        '<p>c</p>',
      ].join('\n'),
    );
  });

  test('what follows the last text is the closer, with its dateline and stamp, and postscripts', () => {
    expect(
      division1(
        p('a'),
        salutation('Sincerely,'),
        stamp('SEAL'),
        signature('JFK'),
        dateline('May 1'),
        block('postscript', {}, 'One'),
        block('postscript', {}, 'Two'),
        stamp('END'),
      ),
    ).toBe(
      [
        '<p>a</p>',
        '<closer>',
        ' <salute>Sincerely,</salute>',
        ' <fw type="stamp"><stamp type="other">SEAL</stamp></fw>',
        ' <signed>JFK</signed>',
        ' <dateline>May 1</dateline>',
        '</closer>',
        '<postscript>',
        ' <p>One</p>',
        ' <p>Two</p>',
        '</postscript>',
        '<fw type="stamp"><stamp type="other">END</stamp></fw>',
      ].join('\n'),
    );
  });

  test('an attachment follows the document proper, which has a division of its own under the common title', () => {
    expect(
      division1(
        h('Letter'),
        p('a'),
        signature('JFK'),
        attachment(h('Attachment'), p('TO: USUN'), attachment(p('Tab A'))),
        stamp('END'),
      ),
    ).toBe(
      [
        '<head>Letter</head>',
        '<div type="main">',
        ' <p>a</p>',
        ' <closer>',
        '  <signed>JFK</signed>',
        ' </closer>',
        '</div>',
        '<div type="attachment">',
        ' <head>Attachment</head>',
        ' <div type="main">',
        '  <p>TO: USUN</p>',
        ' </div>',
        ' <div type="attachment">',
        '  <p>Tab A</p>',
        ' </div>',
        '</div>',
        '<fw type="stamp"><stamp type="other">END</stamp></fw>',
      ].join('\n'),
    );
  });

  test('text after a section goes on in a division of its own, a signature after it closes the whole', () => {
    const section = division('section', h('I'), p('b'));
    expect(division1(p('a'), section, p('c'), section, signature('JFK'))).toBe(
      [
        '<p>a</p>',
        '<div type="section">',
        ' <head>I</head>',
        ' <p>b</p>',
        '</div>',
        '<div type="continued">',
        ' <p>c</p>',
        '</div>',
        '<div type="section">',
        ' <head>I</head>',
        ' <p>b</p>',
        '</div>',
        '<closer>',
        ' <signed>JFK</signed>',
        '</closer>',
      ].join('\n'),
    );
  });

  test('a list is all pairs of label and item, with stamps and page breaks between them', () => {
    expect(
      division1(list(li(label('(1)'), p('a')), stamp('SECRET'), li(label(fac(4, 'before item'), '(2)'), p('b')))),
    ).toBe(
      [
        '<list rend="simple">',
        ' <label>(1)</label>',
        ' <item>a</item>',
        ' <fw type="stamp"><stamp type="other">SECRET</stamp></fw>',
        ' <pb type="facsimile" n="4" xml:id="f4" ed="facsimile"/>',
        ' <label>(2)</label>',
        ' <item>b</item>',
        '</list>',
      ].join('\n'),
    );
  });

  test('in a list where only some items have a label it stands inside them', () => {
    expect(division1(list(li(label('(1)'), p('a'), p('b')), li(p('c'), list(li(p('d'))))))).toBe(
      [
        '<list rend="simple">',
        ' <item>',
        '  <label>(1)</label>',
        '  <p>a</p>',
        '  <p>b</p>',
        ' </item>',
        ' <item>c<list rend="simple"><item>d</item></list></item>',
        '</list>',
      ].join('\n'),
    );
  });

  test('a list without items is only what was to stand between them', () => {
    expect(division1(p('a'), list(stamp('SECRET')))).toBe(
      '<p>a</p>\n<fw type="stamp"><stamp type="other">SECRET</stamp></fw>',
    );
  });

  test('a table with spans, heading cells, an empty cell and a row that others reach into', () => {
    const { schema } = p().type;
    const heading = schema.node('tableHeader', { colspan: 2, rowspan: 2 }, [p('OFFICE')]);
    expect(division1(table(tr(heading), tr(), tr(td(p(fac(5, 'before row'), 'a'), p('b')), td(p()))))).toBe(
      [
        '<table rows="3" cols="2">',
        ' <row role="label">',
        '  <cell role="label" rows="2" cols="2">OFFICE</cell>',
        ' </row>',
        ' <row>',
        '  <cell cols="0"/>',
        ' </row>',
        ' <pb type="facsimile" n="5" xml:id="f5" ed="facsimile"/>',
        ' <row>',
        '  <cell>',
        '   <p>a</p>',
        '   <p>b</p>',
        '  </cell>',
        '  <cell/>',
        ' </row>',
        '</table>',
      ].join('\n'),
    );
  });

  test('furniture is left out, but never its page breaks; when asked for it is marked', () => {
    const web = doc(p('a'), furniture('Back to top ', fac(2)), p('b'));
    expect(divisionOf(editionOf(web))).toBe(
      '<p>a</p>\n<pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/>\n<p>b</p>',
    );
    expect(divisionOf(editionOf(web, {}, { includeFurniture: true }))).toBe(
      '<p>a</p>\n<fw type="furniture" subtype="web-page">Back to top <pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/></fw>\n<p>b</p>',
    );
  });

  test('an empty paragraph stays', () => {
    expect(division1(p(), p('a'))).toBe('<p/>\n<p>a</p>');
  });

  test('the document itself is a division with its type, number and identity', () => {
    expect(editionOf(doc(p('a')), withMetadata({ type: 'telegram', number: '1762' }))).toContain(
      '<div type="document" subtype="telegram" n="1762" xml:id="d1-text">',
    );
  });
});

describe('page anchors as page breaks', () => {
  test('of each sequence, inside a sentence; the label may be empty', () => {
    expect(division1(p('by the United ', fac(3), ' States', typ(1359), ' of', pag(''), '.'))).toBe(
      '<p>by the United <pb type="facsimile" n="3" xml:id="f3" ed="facsimile"/> States' +
        '<pb type="typeset" n="1359" xml:id="t1359" ed="typeset"/> of<pb n="" xml:id="p"/>.</p>',
    );
  });

  test('before a block when they lead it and belong there, inside it from the first that does not', () => {
    expect(division1(p('a'), p(fac(1, 'before block'), fac(2), fac(3, 'before block'), 'b'))).toBe(
      [
        '<p>a</p>',
        '<pb type="facsimile" n="1" xml:id="f1" ed="facsimile"/>',
        '<p><pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/><pb type="facsimile" n="3" xml:id="f3" ed="facsimile"/>b</p>',
      ].join('\n'),
    );
  });

  test('before the opener or closer that their block begins, between its parts otherwise', () => {
    expect(
      division1(
        dateline(fac(1, 'before block'), 'May 1'),
        salutation(fac(2, 'before block'), 'Dear'),
        p('a'),
        signature(fac(3, 'before block'), 'JFK'),
      ),
    ).toBe(
      [
        '<pb type="facsimile" n="1" xml:id="f1" ed="facsimile"/>',
        '<opener>',
        ' <dateline>May 1</dateline>',
        ' <pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/>',
        ' <salute>Dear</salute>',
        '</opener>',
        '<p>a</p>',
        '<pb type="facsimile" n="3" xml:id="f3" ed="facsimile"/>',
        '<closer>',
        ' <signed>JFK</signed>',
        '</closer>',
      ].join('\n'),
    );
  });

  test('between the label and the item when they lead the item alone', () => {
    expect(division1(list(li(label('1'), p(fac(1, 'before item'), fac(2, 'before block'), 'a'))))).toBe(
      [
        '<list rend="simple">',
        ' <label>1</label>',
        ' <pb type="facsimile" n="1" xml:id="f1" ed="facsimile"/>',
        ' <item><pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/>a</item>',
        '</list>',
      ].join('\n'),
    );
  });

  test('one that a reader concluded says so, and the header says what that means', () => {
    const { schema } = p().type;
    const concluded = schema.node('pageAnchor', {
      id: 'x1',
      kind: 'facsimile',
      label: '2',
      placement: 'text',
      inferred: true,
      recognition: null,
      raw: null,
    });
    const xml = editionOf(doc(p(concluded)));
    expect(divisionOf(xml)).toBe('<p><pb type="facsimile" n="2" xml:id="x1" ed="facsimile" cert="medium"/></p>');
    expect(xml).toContain(
      '<p>A pb with cert="medium" was concluded from the text and has not been confirmed by an editor.</p>',
    );
    expect(editionOf(doc(p(fac(2))))).not.toContain('concluded');
  });

  test('a copy of an anchor gets an identity of its own', () => {
    expect(division1(p(fac(1), fac(1)))).toBe(
      '<p><pb type="facsimile" n="1" xml:id="f1" ed="facsimile"/><pb type="facsimile" n="1" xml:id="f1-2" ed="facsimile"/></p>',
    );
  });

  test('a note that holds one stays at the end, so that page breaks keep their order', () => {
    expect(division1(p('a', call('n1', '1'), 'b', fac(1)), notes(note('n1', '1', 'See ', fac(2), 'below.')))).toBe(
      [
        '<p>a<ref type="note" n="1" xml:id="c1" target="#n1">(1)</ref>b<pb type="facsimile" n="1" xml:id="f1" ed="facsimile"/></p>',
        '<note n="1" place="bottom" xml:id="n1">See <pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/>below.</note>',
      ].join('\n'),
    );
  });
});
