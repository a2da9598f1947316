import type { Node } from 'prosemirror-model';
import { Transform } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { anchorsOf } from '../../../shared/document/page-anchor.ts';
import { importedTei, teiFile, writtenTei } from '../../helpers/tei-round-trip.ts';

/** What other editors lose, each by what it is. */
const cases: Readonly<Record<string, string>> = {
  'comments and processing instructions': '<p>a <!-- one --> b<?pi x?></p><!-- two --><?more?><p>c</p>',
  'a space that does not break': '<p>a\u00A0b &#160; &#xA0;c</p>',
  'elements and attributes of other namespaces':
    '<p xmlns:my="urn:x" my:at="1">a <my:thing my:b="2">word</my:thing> <my:point/></p><my:block xmlns:my="urn:x"><p>q</p></my:block>',
  'an element in a reference': '<p><ref>Doc <hi>2</hi></ref></p>',
  'names that touch': '<p><persName>A</persName><persName>B</persName></p>',
  'names in names': '<p><name>Sir <name>Robert</name> X</name></p>',
  'emphasis in a name in emphasis': '<p><hi><persName>A<hi>B</hi>C</persName></hi></p>',
  'emphases that touch and are alike': '<p><hi rend="italic">a</hi><hi rend="italic">b</hi></p>',
  'words that look like an attribute': '<p>it says targetend=5</p>',
  'text directly in a list': '<list>loose <item>a</item> words</list>',
  'a link': '<p>a<link target="#a #b"/></p>',
  'facsimiles, their zones and names':
    '<p>a</p><figure><graphic url="a.png"/><graphic url="b.png"/><figDesc>A &amp; B</figDesc></figure>',
  'white space between inline elements': '<p><hi>a</hi> <hi>b</hi>\n  <hi> c </hi></p>',
  'quotes, order and line ends of attributes': `<p n = '1'\n   rend="a 'b'"  xml:id='x' >a</p >`,
  'empty elements in both forms':
    '<p/><p></p><p> </p><p>a<anchor xml:id="a"/><anchor></anchor><lb/><lb></lb><gap/></p>',
  'CDATA and references': '<p>a<![CDATA[<b> & ]]>c &lt;&amp;&#65;&#x1F600; <![CDATA[]]></p>',
  'white space that counts': '<p xml:space="preserve">  a\n   b  </p><ab xml:space="preserve"> <hi> x </hi>\n</ab>',
  'page breaks everywhere':
    '<pb n="1"/><pb n="2"/><p><pb n="3"/>a<pb n="4"/></p><pb n="5"/><list><pb n="6"/><item>a</item><pb n="7"/></list><pb/><table><pb n="8"/><row><pb n="9"/><cell/></row></table><pb n="10" type="facsimile"/>',
  'a page break alone in an element':
    '<p>a<hi><pb n="1"/></hi>b <quote><pb n="2"/></quote></p><figure><pb n="3"/></figure>',
  'page breaks between what is no text': '<cb/><pb n="1"/><milestone unit="x"/><pb n="2"/><p>a</p>',
  'tables that are ragged, headed, commented':
    '<table><head>H</head><row><cell>a</cell></row></table><table><row><cell>a</cell><cell>b</cell></row><!-- c --><row><cell>c</cell></row></table><table><row><cell cols="2">a</cell></row><row><cell rows="1">b</cell><cell><list><item>c</item></list></cell></row></table>',
  'readings of which one is shown':
    '<p>a <choice><sic>teh</sic>\n<corr resp="#e">the</corr></choice> <app><lem>x</lem><rdg wit="#a">y</rdg></app> <choice><abbr>Mr</abbr><expan>Mister</expan></choice> <choice><sic>s</sic><corr/></choice></p>',
  'notes with paragraphs, lists and notes':
    '<p>a<note n="1"><p>b</p><list><item>c</item></list></note> d<note>e<note>f</note></note></p><note type="source">g</note>',
  'a paragraph with a list in it':
    '<p>before <list><label>1</label><item>a</item><item><p>b</p>tail</item></list> after</p>',
  'paragraphs in paragraphs': '<p>wrote: \n  <p>Pay two pounds\n to me.</p>\n <p>Yours.</p>\n</p><ab>a<p>b</p>c</ab>',
  'verse and drama':
    '<lg type="x"><head>H</head><l n="1">a</l><l>b</l></lg><sp who="#a"><speaker>A.</speaker><l>c</l><stage>Exit</stage></sp>',
  'formulas and examples':
    '<p>a <formula notation="TeX">x^2</formula> <egXML xmlns="http://www.tei-c.org/ns/Examples"><p>x</p></egXML></p>',
  'what is deep': `${'<quote>'.repeat(80)}<p>a</p>${'</quote>'.repeat(80)}`,
};

for (const [what, body] of Object.entries(cases)) {
  test(`${what}: written anew block by block, it is the file that was read`, () => {
    const imported = importedTei(teiFile(body));
    expect(writtenTei(imported)).toBe(imported.xml);
    const breaks = [...body.matchAll(/<pb\b/g)].length;
    expect(anchorsOf(imported.doc)).toHaveLength(breaks);
  });
  test(`${what}: also with the line ends of Windows`, () => {
    const imported = importedTei(teiFile(body).replace(/\n/g, '\r\n'));
    expect(writtenTei(imported)).toBe(imported.xml);
  });
  test(`${what}: with a letter more in every block, the letters are all that differs`, () => {
    const imported = importedTei(teiFile(body));
    const { doc, count } = withLetters(imported.doc);
    const written = writtenTei(imported, doc);
    expect(written.split(letter)).toHaveLength(count + 1);
    expect(written.replaceAll(letter, '')).toBe(imported.xml);
  });
}

/** In none of the cases. */
const letter = 'Ω';

/** A document with a letter behind the first one of every block. */
function withLetters(doc: Node): { readonly doc: Node; readonly count: number } {
  const places: number[] = [];
  doc.descendants((node, place) => {
    if (!node.isTextblock) return true;
    let found = false;
    node.forEach((child, offset) => {
      if (child.isText && !found) places.push(place + 1 + offset + 1);
      found ||= child.isText;
    });
    return false;
  });
  const transform = new Transform(doc);
  for (const place of places.reverse()) {
    const marks = doc.resolve(place).nodeBefore?.marks;
    transform.insert(place, doc.type.schema.text(letter, marks));
  }
  return { doc: transform.doc, count: places.length };
}

test('entities of the document type are text, those of one outside the file are kept as they are written', () => {
  const inner = '<!DOCTYPE TEI [<!ENTITY name "Ko&#246;ln"><!ELEMENT p ANY><!-- ]> -->]>\n';
  const own = importedTei(teiFile('<p>in &name;.</p>', inner));
  expect(own.doc.textContent).toBe('in Koöln.');
  expect(writtenTei(own)).toBe(own.xml);
  const outer = importedTei(teiFile('<p>in &name;.</p>', '<!DOCTYPE TEI SYSTEM "tei.dtd">\n'));
  expect(outer.doc.textContent).toBe('in .');
  expect(writtenTei(outer)).toBe(outer.xml);
  expect(outer.read.report.tei.unresolved).toBe(1);
});

test('a file whose elements have a prefix comes out as it was, and what is new has it too', () => {
  const xml =
    '<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"><t:text><t:body><t:p>a <t:hi>b</t:hi></t:p></t:body></t:text></t:TEI>';
  const imported = importedTei(xml);
  expect(writtenTei(imported)).toBe(xml);
  const { doc } = imported;
  const paragraph = doc.type.schema.node('paragraph', null, [doc.type.schema.text('new')]);
  expect(writtenTei(imported, doc.copy(doc.content.addToEnd(paragraph)))).toBe(
    xml.replace('</t:p>', '</t:p><t:p>new</t:p>'),
  );
});

test('the report counts what has a form here, what is carried, what is kept whole and what is beside it', () => {
  const { read } = importedTei(
    teiFile('<p>a<choice><sic>b</sic><corr>c</corr></choice><w>d</w><graphic url="e"/><!-- f --></p>'),
  );
  const { elements, comments } = read.report.tei;
  const count = (name: string, fate: string): number =>
    elements.find((one) => one.name === name && one.fate === fate)?.count ?? 0;
  expect([count('p', 'mapped'), count('choice', 'mapped'), count('w', 'carried'), count('graphic', 'opaque')]).toEqual([
    1, 1, 1, 1,
  ]);
  expect(count('sic', 'other reading')).toBe(1);
  expect(comments).toBe(1);
});
