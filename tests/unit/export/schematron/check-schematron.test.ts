import { describe, expect, test } from 'vitest';
import { checkSchematron } from '../../../../shared/export/schematron/check-schematron.ts';
import { readSchematron } from '../../../../shared/export/schematron/read-schema.ts';
import { withFixes } from '../../../../shared/export/validation/text-edits.ts';
import { type Finding, SchemaError } from '../../../../shared/export/validation/validate-xml.ts';
import { readPlacedDocument } from '../../../../shared/xml/placed-document.ts';

const schema = (inner: string, attributes = ''): string =>
  `<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sqf="http://www.schematron-quickfix.com/validator/process" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt3"${attributes}>
<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><ns prefix="f" uri="urn:f"/>${inner}</schema>`;

function found(sch: string, xml: string, options: Parameters<typeof readSchematron>[2] = {}): readonly Finding[] {
  const placed = readPlacedDocument(xml);
  if ('kind' in placed) throw new Error(placed.reason);
  return checkSchematron(placed, readSchematron('rules.sch', sch, options), { fileName: 'volume.xml' });
}

const said = (...given: Parameters<typeof found>): readonly string[] =>
  found(...given).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);

const tei = (body: string): string =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="volume">\n<body>\n${body}\n</body>\n</TEI>`;

describe('rules of Schematron', () => {
  test('an assert tells when its test fails and a report when it holds, each with its place', () => {
    const sch = schema(
      '<pattern><rule context="t:hi"><assert test="@rend = (\'italic\', \'strong\')">hi/@rend=\'<value-of select="@rend"/>\' is not allowed</assert>' +
        '<report test=". = \'\'" role="warning"><name/> is empty</report></rule></pattern>',
    );
    const xml = tei('<div xml:id="d1"><p>a <hi rend="bold">b</hi></p>\n<p><hi rend="italic"/></p></div>');
    expect(said(sch, xml)).toEqual([
      "3:23 TEI/body/div/p/hi: hi/@rend='bold' is not allowed",
      '4:4 TEI/body/div/p/hi: hi is empty',
    ]);
    expect(found(sch, xml).map(({ severity, nearestId }) => [severity, nearestId])).toEqual([
      ['error', 'd1'],
      ['warning', 'd1'],
    ]);
  });

  test('of a pattern the first rule that is for a node is the only one; another pattern is asked as well', () => {
    const rules =
      '<rule context="t:p[@n]"><assert test="false()">numbered</assert></rule><rule context="t:p"><assert test="false()">any</assert></rule>';
    expect(
      said(
        schema(
          `<pattern>${rules}</pattern><pattern><rule context="t:p"><report test="true()">other</report></rule></pattern>`,
        ),
        tei('<p n="1">a</p>\n<p>b</p>'),
      ),
    ).toEqual(['3:1 TEI/body/p: numbered', '3:1 TEI/body/p: other', '4:1 TEI/body/p: any', '4:1 TEI/body/p: other']);
  });

  test('rules for attributes and for text stand where these stand', () => {
    const sch = schema(
      '<pattern><rule context="@n | @when"><report test="not(. castable as xs:integer)"><value-of select="."/></report></rule></pattern>' +
        '<pattern><rule context="text()[not(parent::t:hi)]"><report test="contains(., \'l5\')">misread</report></rule></pattern>',
    );
    expect(said(sch, tei('<p n="1" when="x">a l5 <hi>l5</hi></p>'))).toEqual([
      '3:10 TEI/body/p: x',
      '3:19 TEI/body/p: misread',
    ]);
  });

  test('variables of schema, pattern and rule are known where they should be', () => {
    const sch = schema(
      '<let name="ids" value="//*/@xml:id"/><pattern><let name="first" value="//t:p[1]"/><rule context="t:ref">' +
        '<let name="target" value="substring-after(@target, \'#\')"/><assert test="$target = $ids">no <value-of select="$target"/> of <value-of select="count($ids)"/>, <value-of select="$first/@n"/></assert></rule></pattern>',
    );
    expect(said(sch, tei('<p n="7" xml:id="a"><ref target="#a"/><ref target="#b"/></p>'))).toEqual([
      '3:39 TEI/body/p/ref: no b of 2, 7',
    ]);
  });

  test('abstract patterns and abstract rules are filled in', () => {
    const sch = schema(
      '<pattern abstract="true" id="needs"><rule context="$element"><assert test="@$attribute"><name/> needs one</assert></rule></pattern>' +
        '<pattern is-a="needs"><param name="element" value="t:date"/><param name="attribute" value="when"/></pattern>' +
        '<pattern><rule abstract="true" id="full"><assert test="normalize-space(.)">empty</assert></rule><rule context="t:p"><extends rule="full"/></rule></pattern>',
    );
    expect(said(sch, tei('<p/><p><date>x</date></p>'))).toEqual([
      '3:1 TEI/body/p: empty',
      '3:8 TEI/body/p/date: date needs one',
    ]);
  });

  test('a phase has only its patterns', () => {
    const sch = schema(
      '<phase id="one"><active pattern="a"/></phase><pattern id="a"><rule context="t:p"><report test="1">a</report></rule></pattern><pattern id="b"><rule context="t:p"><report test="1">b</report></rule></pattern>',
    );
    expect(said(sch, tei('<p/>'))).toHaveLength(2);
    expect(said(sch, tei('<p/>'), { phase: 'one' })).toEqual(['3:1 TEI/body/p: a']);
  });

  test.each([
    ["matches(., 'undated|not\\s+dated', 'i')", true],
    ['every $d in (@from, @to) satisfies ($d castable as xs:date or $d castable as xs:dateTime)', true],
    ['@from le @to', true],
    ["(@n || '-01') castable as xs:date", false],
    ["contains-token(@ana, '#b')", true],
    ["string-join(analyze-string(., '\\S*[“‘] \\S*')/fn:match, '; ') = '“ a'", true],
    ["replace(base-uri(.), '^.*/(.*?)$', '$1') = 'volume.xml'", true],
    ["id('volume')/t:body and empty(id('none'))", true],
    ['count(index-of(//@xml:id, string(/*/@xml:id))) eq 1', true],
    ["(tokenize(@ana, '\\s+') ! substring-after(., '#')) = 'b'", true],
    ["[map{'a': 1}](1)?a = 1", true],
    ["doc-available('https://example.org/ids')", false],
    ['current()/self::t:date', true],
    ["replace('ABC', 'b', 'x', 'i') = 'AxC'", true],
    ["normalize-unicode('é') = 'é'", true],
  ])('the function or operator of %s is there', (query, isTrue) => {
    const sch = schema(
      `<pattern><rule context="t:date"><report test="${query.replace(/&/g, '&amp;').replace(/</g, '&lt;')}">yes</report></rule></pattern>`,
    );
    const xml = tei('<date n="1962" from="1901-01-01" to="1902-01-01" ana="#a #b">Undated “ a</date>');
    expect(found(sch, xml).map(({ message }) => message)).toEqual(isTrue ? ['yes'] : []);
  });

  test('keys of XSLT are followed', () => {
    const sch = schema(
      '<xsl:key name="person" match="t:person" use="@n"/><pattern><rule context="t:ref"><assert test="key(\'person\', @n)">nobody</assert></rule></pattern>',
    );
    expect(said(sch, tei('<person n="a"/><ref n="a"/><ref n="b"/>'))).toEqual(['3:28 TEI/body/ref: nobody']);
  });

  test('a rule that asks for another file or an unknown function is told once and keeps nothing else from being checked', () => {
    const sch = schema(
      '<let name="ids" value="doc(\'https://example.org/ids\')//id"/><pattern><rule context="t:p"><assert test="@n = $ids">n</assert><assert test="f:own(.)">f</assert><assert test="@ok">ok is missing</assert></rule></pattern>',
    );
    expect(said(sch, tei('<p/>\n<p/>'))).toEqual([
      '0:0 : a rule in line 2 of the schema was not checked: it asks for another file, and rules see the one document alone',
      '0:0 : a rule in line 2 of the schema was not checked: the function own() is not one that Anchorite has',
      '3:1 TEI/body/p: ok is missing',
      '4:1 TEI/body/p: ok is missing',
    ]);
  });

  test('rules inside a RELAX NG schema are found', () => {
    const rng =
      '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"><sch:ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><define name="p"><element name="p"><sch:pattern><sch:rule context="t:p"><sch:report test="not(*)">plain</sch:report></sch:rule></sch:pattern><text/></element></define></grammar>';
    expect(said(rng, tei('<p/>'))).toEqual(['3:1 TEI/body/p: plain']);
  });

  test('included files take the place of what includes them', () => {
    const part =
      '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="t:p"><report test="1">part</report></rule></pattern>';
    const neighbours = new Map([['part.sch', part]]);
    expect(said(schema('<include href="part.sch"/>'), tei('<p/>'), { neighbours })).toEqual(['3:1 TEI/body/p: part']);
  });

  test.each([
    ['not XML', '<schema', /not read to its end/],
    ['another vocabulary', '<a/>', /no pattern of Schematron/],
    ['a file that is not there', schema('<include href="a.sch"/>'), /“a.sch”, which is not beside it/],
    [
      'a rule without context',
      schema('<pattern><rule><assert test="1"/></rule></pattern>'),
      /lacks the attribute "context"/,
    ],
    [
      'rules in a circle',
      schema(
        '<pattern><rule abstract="true" id="a"><extends rule="a"/></rule><rule context="t:p"><extends rule="a"/></rule></pattern>',
      ),
      /in a circle/,
    ],
  ])('%s is no schema, and the reason is said', (_, sch, reason) => {
    expect(() => readSchematron('rules.sch', sch)).toThrow(SchemaError);
    expect(() => readSchematron('rules.sch', sch)).toThrow(reason);
  });

  test('a file that includes itself is told', () => {
    const self = schema('<include href="a.sch"/>');
    expect(() => readSchematron('a.sch', self, { neighbours: new Map([['a.sch', self]]) })).toThrow(/includes itself/);
  });
});

test('a rule that takes too long is left and told, and the next one is checked', () => {
  const sch = schema(
    '<pattern><rule context="t:p"><report test="true()">p</report></rule></pattern><pattern><rule context="t:ref"><report test="true()">ref</report></rule></pattern>',
  );
  const placed = readPlacedDocument(tei('<p/><p/><p/><ref/>'));
  if ('kind' in placed) throw new Error(placed.reason);
  let time = 0;
  const clock = (): number => (time += 6_000);
  const messages = checkSchematron(placed, readSchematron('r', sch), { fileName: 'a', clock }).map(
    ({ message }) => message,
  );
  expect(messages).toEqual([
    'the rule in line 2 of the schema was checked on 2 of 3 places only: it takes too long',
    'p',
    'p',
    'ref',
  ]);
});

describe('quick fixes', () => {
  const fixing = (fix: string, test = 'false()', context = 't:p'): string =>
    schema(
      `<pattern><rule context="${context}"><assert test="${test}" sqf:fix="fix">wrong</assert><sqf:fix id="fix"><sqf:description><sqf:title>Mend <value-of select="name()"/></sqf:title></sqf:description>${fix}</sqf:fix></rule></pattern>`,
    );
  const fixed = (sch: string, xml: string): string =>
    withFixes(
      xml,
      found(sch, xml).flatMap(({ fixes = [] }) => fixes.slice(0, 1)),
    ).xml;

  test('a fix has a title and is worked out for its place', () => {
    const [finding] = found(fixing('<sqf:add node-type="attribute" target="n" select="\'1\'"/>'), tei('<p>a</p>'));
    expect(finding?.fixes?.map(({ title }) => title)).toEqual(['Mend p']);
  });

  test.each([
    [
      'adds an attribute',
      '<sqf:add node-type="attribute" target="xml:id" select="concat(\'p\', 1)"/>',
      '<p>a</p>',
      '<p xml:id="p1">a</p>',
    ],
    ['adds one to an empty element', '<sqf:add node-type="attribute" target="n" select="1"/>', '<p/>', '<p n="1"/>'],
    [
      'replaces an attribute and nothing else',
      '<sqf:replace match="@n" node-type="attribute" target="n" select=". + 1"/>',
      "<p  rend='x' n='1'>a</p>",
      '<p  rend=\'x\' n="2">a</p>',
    ],
    ['takes an attribute away', '<sqf:delete match="@n"/>', '<p n="1">a</p>', '<p>a</p>'],
    ['takes an element away', '<sqf:delete match="t:lb"/>', '<p>a<lb/>b</p>', '<p>ab</p>'],
    [
      'adds an element before, inside and behind',
      '<sqf:add position="before"><head xmlns="http://www.tei-c.org/ns/1.0">h</head></sqf:add>',
      '<p>a</p>',
      '<head>h</head><p>a</p>',
    ],
    [
      'fills an empty element',
      '<sqf:add position="last-child" xmlns="http://www.tei-c.org/ns/1.0"><date/></sqf:add>',
      '<p n="1"/>',
      '<p n="1"><date/></p>',
    ],
    ['changes words', '<sqf:stringReplace match="text()" regex="\\s+$"/>', '<p>a  </p>', '<p>a</p>'],
  ])('a fix %s', (_, fix, before, after) => {
    expect(fixed(fixing(fix), tei(before))).toBe(tei(after));
  });

  test('what needs an answer of a person is not offered', () => {
    const [finding] = found(fixing('<sqf:user-entry name="x"/><sqf:delete/>'), tei('<p>a</p>'));
    expect(finding?.message).toBe('wrong');
    expect(finding?.fixes).toBeUndefined();
  });
});
