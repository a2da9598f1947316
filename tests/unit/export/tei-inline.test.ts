import type { Node } from 'prosemirror-model';
import { describe, expect, test } from 'vitest';
import { doc, fac, h, lineEnd, note, notes, p } from '../../helpers/builders.ts';
import { block, callOf, marked, noteOf } from '../../helpers/tei-builders.ts';
import { annotationState, divisionOf, editionOf } from '../../helpers/tei-states.ts';

const line = (...parts: readonly (string | Node)[]): string => divisionOf(editionOf(doc(p(...parts))));

describe('what stands in a line', () => {
  test('a line end is lb; one inside a word says so, and its hyphen is the line’s', () => {
    expect(
      line('US RECONNAIS-', lineEnd(true), 'SANCE', lineEnd(), 'FLIGHTS-', lineEnd(), 'x', lineEnd(true), 'y'),
    ).toBe('<p>US RECONNAIS<pc force="weak">-</pc><lb break="no"/>SANCE<lb/>FLIGHTS-<lb/>x<lb break="no"/>y</p>');
  });

  test('a gap with its reason, unit and quantity', () => {
    const { schema } = p().type;
    expect(
      line('a', schema.node('gap', { quantity: 5 }), schema.node('gap', { reason: 'torn off', unit: 'lines' })),
    ).toBe('<p>a<gap reason="illegible" unit="chars" quantity="5"/><gap reason="torn off" unit="lines"/></p>');
  });

  test('white space stays as it is, and markup characters are written so that they are read again', () => {
    expect(line('  a & b  <c> ]]>', marked(' d ', ['rendition', { rend: 'bold' }]), ' \r')).toBe(
      '<p>  a &amp; b  &lt;c&gt; ]]&gt;<hi rend="bold"> d </hi> &#13;</p>',
    );
  });

  test('characters that XML cannot hold become a gap that names them', () => {
    expect(line('a\u0000\u0008b\ud800')).toBe(
      '<p>a<gap reason="not-in-xml" unit="chars" quantity="2" n="U+0000 U+0008"/>b' +
        '<gap reason="not-in-xml" unit="chars" quantity="1" n="U+D800"/></p>',
    );
  });

  test('struck words and marks by hand name their hand, which the header describes', () => {
    const xml = editionOf(
      doc(
        p(
          marked('SECRET', ['struck', { id: 'k1', hand: 'blue pencil' }]),
          marked('✓', ['byHand', { id: 'h1', function: 'check', hand: 'blue pencil' }]),
          marked('x', ['struck', { id: 'k2' }]),
        ),
      ),
    );
    expect(divisionOf(xml)).toBe(
      '<p><del rend="strikethrough" hand="#blue-pencil" xml:id="k1">SECRET</del>' +
        '<add place="margin" hand="#blue-pencil" xml:id="h1"><metamark function="check">✓</metamark></add>' +
        '<del rend="strikethrough" xml:id="k2">x</del></p>',
    );
    expect(xml).toContain('<handNote xml:id="blue-pencil">blue pencil</handNote>');
  });

  test('an emendation is choice with what the page reads and what it should read', () => {
    expect(line(marked('DISMANTLING', ['emendation', { id: 'e1', sic: 'DISTANTLING', cert: 'high' }]))).toBe(
      '<p><choice xml:id="e1"><sic>DISTANTLING</sic><corr resp="#AA" cert="high">DISMANTLING</corr></choice></p>',
    );
  });

  test('who emended is told only when there is no doubt', () => {
    const emended = doc(p(marked('b', ['emendation', { id: 'e1', sic: 'a', cert: 'low' }])));
    const editors = [
      { name: 'A. Archivist', siglum: 'AA' },
      { name: 'B. Editor', siglum: 'BE' },
    ];
    expect(divisionOf(editionOf(emended, {}, { editors }))).toBe(
      '<p><choice xml:id="e1"><sic>a</sic><corr cert="low">b</corr></choice></p>',
    );
  });

  test('unclear and supplied words, references, segments and looks', () => {
    expect(
      line(
        marked('a', ['unclear', { id: 'u1', reason: 'faded', cert: 'low' }]),
        marked('b', ['supplied', { id: 'v1', reason: 'torn' }]),
        marked('Yourtel 1606', ['reference', { id: 'r1', target: 'd2.xml#p 1' }]),
        marked('Dear Sir,', ['segment', { id: 's1', type: 'salute' }]),
        marked('c', ['rendition', { rend: 'italic' }], ['rendition', { rend: 'bold' }]),
      ),
    ).toBe(
      '<p><unclear reason="faded" cert="low" xml:id="u1">a</unclear><supplied reason="torn" xml:id="v1">b</supplied>' +
        '<ref type="document" target="d2.xml%23p%201" xml:id="r1">Yourtel 1606</ref>' +
        '<seg type="salute" xml:id="s1">Dear Sir,</seg><hi rend="bold"><hi rend="italic">c</hi></hi></p>',
    );
  });

  test('words that a web page added are left out unless asked for', () => {
    const web = doc(p('See 157. ', marked('Back', ['furnitureText', { id: 'f1' }])));
    expect(divisionOf(editionOf(web))).toBe('<p>See 157. </p>');
    expect(divisionOf(editionOf(web, {}, { includeFurniture: true }))).toBe(
      '<p>See 157. <seg type="furniture" xml:id="f1">Back</seg></p>',
    );
  });
});

describe('notes', () => {
  const text = (...blocks: readonly Node[]): string => divisionOf(editionOf(doc(...blocks)));

  test('the body stands at the first reference; later ones point at it; the printed form of the call is kept', () => {
    expect(
      text(
        p('a', callOf('n1', '1', '(1)', 'c1'), ' b', callOf('n1', '1', '/1/', 'c2')),
        notes(note('n1', '1', 'See 157.')),
      ),
    ).toBe(
      '<p>a<note n="1" place="bottom" xml:id="n1" rend="(1)">See 157.</note> b<ref type="note" n="1" xml:id="c2" target="#n1">/1/</ref></p>',
    );
  });

  test('a reference without a body stays as the source prints it', () => {
    expect(text(p('a', callOf(null, '2', '/2/')))).toBe('<p>a<ref type="note" n="2" xml:id="c2">/2/</ref></p>');
  });

  test('a body without a reference stands at the end', () => {
    expect(text(p('a'), block('signature', {}, 'JFK'), notes(noteOf('n1', '3', 'footnote', p('b'), p('c'))))).toBe(
      [
        '<p>a</p>',
        '<closer>',
        ' <signed>JFK</signed>',
        '</closer>',
        '<note n="3" place="bottom" xml:id="n1"><p>b</p><p>c</p></note>',
      ].join('\n'),
    );
  });

  test('a source note that nothing calls belongs to the title, or to the front where there is none', () => {
    const source = notes(noteOf('n1', '', 'source', p('Source: Kennedy Library.')));
    expect(text(h('Letter'), p('a'), source)).toBe(
      '<head>Letter<note type="source" place="bottom" xml:id="n1">Source: Kennedy Library.</note></head>\n<p>a</p>',
    );
    expect(text(p('a'), source)).toBe(
      '<note type="source" place="bottom" xml:id="n1">Source: Kennedy Library.</note>\n<p>a</p>',
    );
  });

  test('notes that call each other come out once each', () => {
    expect(
      text(
        p('a', callOf('n1', '1')),
        notes(
          noteOf('n1', '1', 'footnote', p('b', callOf('n2', '2'))),
          noteOf('n2', '2', 'footnote', p('c', callOf('n1', '1', null, 'c9'))),
        ),
      ),
    ).toBe(
      '<p>a<note n="1" place="bottom" xml:id="n1">b<note n="2" place="bottom" xml:id="n2">c' +
        '<ref type="note" n="1" xml:id="c9" target="#n1">1</ref></note></note></p>',
    );
  });
});

describe('tags', () => {
  const person = (id: string): readonly [string, Record<string, unknown>] => ['annotation', { id, kind: 'person' }];
  const place = (id: string): readonly [string, Record<string, unknown>] => ['annotation', { id, kind: 'place' }];
  const tagged = new Map([annotationState('a1', 'person'), annotationState('a2', 'place', { comment: 'Which?' })]);

  test('become names around their words, each with its editor', () => {
    const xml = editionOf(doc(p(marked('Kuznetsov', person('a1')), ' in ', marked('Cuba', place('a2')))), {
      annotations: tagged,
    });
    expect(divisionOf(xml)).toBe(
      '<p><persName xml:id="a1" resp="#AA">Kuznetsov</persName> in <placeName xml:id="a2" resp="#AA">Cuba</placeName></p>',
    );
    expect(xml).toContain('<annotation xml:id="a2-record" n="place" target="#a2" motivation="tagging" resp="#AA">');
    expect(xml).toContain('<note type="comment">Which?</note>');
  });

  test('that nest stay inline, the older one outside when both cover the same words', () => {
    const both = doc(
      p(marked('Sir ', person('a1')), marked('Robert', person('a1'), place('a2'))),
      p(marked('x', place('a2'), person('a1'))),
    );
    expect(divisionOf(editionOf(both, { annotations: tagged }))).toBe(
      [
        '<p><persName xml:id="a1" next="#a1-2" resp="#AA">Sir <placeName xml:id="a2" next="#a2-2" resp="#AA">Robert</placeName></persName></p>',
        '<p><persName xml:id="a1-2" prev="#a1" resp="#AA"><placeName xml:id="a2-2" prev="#a2" resp="#AA">x</placeName></persName></p>',
      ].join('\n'),
    );
  });

  test('that cross another stand off, with points in the text, and their kinds are declared', () => {
    const crossing = doc(
      p('a ', marked('b ', person('a1')), marked('c', person('a1'), place('a2')), marked(' d', place('a2')), ' e'),
    );
    const xml = editionOf(crossing, { annotations: tagged });
    expect(divisionOf(xml)).toBe(
      '<p>a <persName xml:id="a1" resp="#AA">b <anchor xml:id="a2-start"/>c</persName> d<anchor xml:id="a2-end"/> e</p>',
    );
    expect(xml).toContain('<span xml:id="a2" from="#a2-start" to="#a2-end" ana="#tag-place" resp="#AA">c d</span>');
    expect(xml).toContain('target="#a2-start #a2-end"');
    expect(xml).toContain('<category xml:id="tag-place">');
  });

  test('that cross an emendation or struck words stand off and leave those whole', () => {
    const crossing = doc(
      p(
        marked('THE ', person('a1')),
        marked('DISMANTLING', person('a1'), ['emendation', { id: 'e1', sic: 'DISTANTLING', cert: 'high' }]),
        marked(' OF', ['emendation', { id: 'e1', sic: 'DISTANTLING', cert: 'high' }]),
      ),
    );
    expect(divisionOf(editionOf(crossing, { annotations: tagged }))).toBe(
      '<p><anchor xml:id="a1-start"/>THE <choice xml:id="e1"><sic>DISTANTLING</sic>' +
        '<corr resp="#AA" cert="high">DISMANTLING<anchor xml:id="a1-end"/> OF</corr></choice></p>',
    );
  });

  test('over several blocks, or interrupted, are linked parts', () => {
    const parted = doc(
      p(marked('New', place('a2')), ' of ', marked('York', place('a2'))),
      p(marked('City', place('a2'))),
    );
    expect(divisionOf(editionOf(parted))).toBe(
      [
        '<p><placeName xml:id="a2" next="#a2-2">New</placeName> of <placeName xml:id="a2-2" prev="#a2" next="#a2-3">York</placeName></p>',
        '<p><placeName xml:id="a2-3" prev="#a2-2">City</placeName></p>',
      ].join('\n'),
    );
  });

  test('an emendation over a page end within a tag stays whole', () => {
    const emended: readonly [string, Record<string, unknown>] = ['emendation', { id: 'e1', sic: 'x', cert: 'high' }];
    expect(line(marked('a', emended), marked(fac(2), emended), marked('b', emended))).toBe(
      '<p><choice xml:id="e1"><sic>x</sic><corr resp="#AA" cert="high">a<pb type="facsimile" n="2" xml:id="f2" ed="facsimile"/>b</corr></choice></p>',
    );
  });

  test('struck words that cross others are cut into linked parts', () => {
    const crossing = doc(
      p(
        marked('a', ['segment', { id: 's1', type: 'number' }]),
        marked('b', ['segment', { id: 's1', type: 'number' }], ['struck', { id: 'k1' }]),
        marked('c', ['struck', { id: 'k1' }]),
      ),
    );
    expect(divisionOf(editionOf(crossing))).toBe(
      '<p><seg type="number" xml:id="s1">a<del rend="strikethrough" xml:id="k1" next="#k1-2">b</del></seg>' +
        '<del rend="strikethrough" xml:id="k1-2" prev="#k1">c</del></p>',
    );
  });

  test('that were withdrawn or lost their words stay in the record and point at the document', () => {
    const annotations = new Map([annotationState('a1', 'person', { withdrawn: true }), annotationState('a2', 'term')]);
    const xml = editionOf(doc(p('a')), { annotations });
    expect(xml).toContain(
      '<annotation xml:id="a1-record" n="person" target="#d1-text" motivation="tagging" resp="#AA">',
    );
    expect(xml).toContain('<revisionDesc status="withdrawn">');
    expect(xml).toContain('<note type="without-place">Withdrawn by an editor.</note>');
    expect(xml).toContain('<revisionDesc status="orphaned">');
    expect(xml).toContain('<note type="without-place">The words that it stood on are no longer in the text.</note>');
  });
});
