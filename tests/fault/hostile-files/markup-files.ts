import { hex, hostileFamily, noise, secretPath } from './hostile-file.ts';

const header =
  '<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>';

/** A TEI document with something in its body. */
const tei = (body: string, { before = '', front = header } = {}): string =>
  `<?xml version="1.0"?>${before}<TEI xmlns="http://www.tei-c.org/ns/1.0">${front}<text><body>${body}</body></text></TEI>`;

const within = (name: string, depth: number, content = 'x'): string =>
  `<${name}>`.repeat(depth) + content + `</${name}>`.repeat(depth);

/** Entities each of which is ten of the one before. */
const laughs = (levels: number): string =>
  `<!DOCTYPE TEI [<!ENTITY e0 "ha ha ha">${Array.from({ length: levels }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`).join('')}]>`;

const declared = (declarations: string): string => `<!DOCTYPE TEI [${declarations}]>`;

const entities = hostileFamily('XML, entities', 'import', {
  'billion-laughs.xml': () => tei('<p>&e9;</p>', { before: laughs(9) }),
  'quadratic.xml': () =>
    tei(`<p>${'&a;'.repeat(2_000)}</p>`, { before: declared(`<!ENTITY a "${'a'.repeat(100_000)}">`) }),
  'external-file.xml': () => tei('<p>&x;</p>', { before: declared(`<!ENTITY x SYSTEM "file://${secretPath}">`) }),
  'external-address.xml': () => tei('<p>&x;</p>', { before: declared('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">') }),
  'external-dtd.xml': () => tei('<p>x</p>', { before: `<!DOCTYPE TEI SYSTEM "file://${secretPath}">` }),
  'external-dtd-address.xml': () => tei('<p>x</p>', { before: '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">' }),
  'parameter-entity.xml': () =>
    tei('<p>x</p>', { before: declared(`<!ENTITY % p SYSTEM "file://${secretPath}"> %p;`) }),
  'parameter-bomb.xml': () =>
    tei('<p>&z;</p>', {
      before: declared(`<!ENTITY % a "${'x'.repeat(1_000)}"><!ENTITY % b "${'%a;'.repeat(1_000)}"><!ENTITY z "%b;">`),
    }),
  'circle.xml': () => tei('<p>&a;</p>', { before: declared('<!ENTITY a "&b;"><!ENTITY b "&a;">') }),
  'itself.xml': () => tei('<p>&a;</p>', { before: declared('<!ENTITY a "&a;">') }),
  'in-attribute.xml': () => tei('<p n="&e8;">x</p>', { before: laughs(8) }),
  'markup-in-entity.xml': () => tei('<p>&m;</p>', { before: declared('<!ENTITY m "</p><p>">') }),
  'unparsed.xml': () =>
    tei('<p>&u;</p>', {
      before: declared(`<!NOTATION n SYSTEM "sh"><!ENTITY u SYSTEM "file://${secretPath}" NDATA n>`),
    }),
  'many-declarations.xml': () =>
    tei('<p>&e99999;</p>', {
      before: declared(Array.from({ length: 100_000 }, (_, index) => `<!ENTITY e${index} "x">`).join('')),
    }),
  'endless-declaration.xml': () => `<?xml version="1.0"?><!DOCTYPE TEI [${'<!ENTITY a "x'.repeat(50_000)}`,
  'attribute-default.xml': () => tei('<p>x</p>', { before: declared('<!ATTLIST p onclick CDATA "alert(1)">') }),
});

const depth = hostileFamily('XML, depth and size', 'import', {
  'div-1000.xml': () => tei(within('div', 1_000, '<p>x</p>')),
  'div-million.xml': () => tei(within('div', 1_000_000, '<p>x</p>')),
  'hi-100000.xml': () => tei(`<p>${within('hi', 100_000)}</p>`),
  'open-only.xml': () => `<TEI xmlns="http://www.tei-c.org/ns/1.0">${'<div>'.repeat(500_000)}`,
  'notes-in-notes.xml': () => tei(`<p>x${'<note>y'.repeat(60)}${'</note>'.repeat(60)}</p>`),
  'quotes-in-quotes.xml': () => tei(`<p>${within('q', 300)}</p>`),
  'lists-in-lists.xml': () => tei('<list><item>'.repeat(200) + '</item></list>'.repeat(200)),
  'tables-in-tables.xml': () => tei('<table><row><cell>'.repeat(120) + '</cell></row></table>'.repeat(120)),
  'attributes-5000.xml': () =>
    tei(`<p ${Array.from({ length: 5_000 }, (_, index) => `a${index}="x"`).join(' ')}>x</p>`),
  'attribute-10-mb.xml': () => tei(`<p n="${'a'.repeat(10_000_000)}">x</p>`),
  'name-1-mb.xml': () => tei(`<${'n'.repeat(1_000_000)}>x</${'n'.repeat(1_000_000)}>`),
  'comment-10-mb.xml': () => tei(`<!--${'c'.repeat(10_000_000)}--><p>x</p>`),
  'instruction-5-mb.xml': () => tei(`<?p ${'i'.repeat(5_000_000)}?><p>x</p>`),
  'blanks-20-mb.xml': () => tei(`<p>x${' '.repeat(20_000_000)}y</p>`),
  'word-5-mb.xml': () => tei(`<p>${'w'.repeat(5_000_000)}</p>`),
  'pages-20000.xml': () => tei(`<p>${'x<pb/>'.repeat(20_000)}</p>`),
  'line-ends-100000.xml': () => tei(`<p>${'x<lb/>'.repeat(100_000)}</p>`),
  'paragraphs-50000.xml': () => tei('<p/>'.repeat(50_000)),
  'wide-table.xml': () => tei(`<table><row>${'<cell>x</cell>'.repeat(20_000)}</row></table>`),
  'spanning-cell.xml': () => tei('<table><row><cell cols="2147483647" rows="2147483647">x</cell></row></table>'),
  'corpus-2000.xml': () =>
    `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">${header}${`<TEI>${header}<text><body><p>x</p></body></text></TEI>`.repeat(300)}</teiCorpus>`,
  'ids-twice.xml': () => tei('<p xml:id="a">x</p>'.repeat(5_000)),
  'notes-that-call-each-other.xml': () =>
    tei(
      Array.from(
        { length: 2_000 },
        (_, index) => `<note xml:id="n${index}"><ref target="#n${(index + 1) % 2_000}">x</ref></note>`,
      ).join(''),
    ),
});

const damage = hostileFamily('XML, damaged', 'import', {
  'cut-in-tag.xml': () => tei('<p>x</p>').slice(0, -60),
  'cut-in-attribute.xml': () => `${tei('<p>x</p>').slice(0, 60)} n="`,
  'cdata-open.xml': () => tei('<p><![CDATA[x'),
  'two-roots.xml': () => tei('<p>x</p>') + tei('<p>y</p>').replace('<?xml version="1.0"?>', ''),
  'text-behind.xml': () => `${tei('<p>x</p>')}text`,
  'crossed.xml': () => tei('<p><hi>x</p></hi>'),
  'same-attribute.xml': () => tei('<p n="1" n="2">x</p>'),
  'unknown-prefix.xml': () => tei('<z:p>x</z:p>'),
  'reserved-prefix.xml': () => tei('<p xmlns:xml="urn:x">x</p>'),
  'ampersand.xml': () => tei('<p>A & B &unknown; &amp</p>'),
  'character-0.xml': () => tei('<p>&#0;&#x1;</p>'),
  'half-character.xml': () => tei('<p>&#xD800;</p>'),
  'no-character.xml': () => tei('<p>&#x110000;&#xFFFFFFFFFFFF;</p>'),
  'zero-byte.xml': () => tei('<p>a\0b</p>'),
  'instruction-in-it.xml': () => tei('<?xml version="1.0"?><p>x</p>'),
  'xml-9.xml': () => tei('<p>x</p>').replace('1.0', '9.9'),
  'nothing-but-a-declaration.xml': () => '<?xml version="1.0"?>',
  'nothing-but-a-root.xml': () => '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>',
});

const encodings = hostileFamily('XML, encodings', 'import', {
  'broken-utf-8.xml': () => Buffer.concat([Buffer.from(tei('<p>x')), hex('c3 28 a0 a1 ff fe'), Buffer.from('</p>')]),
  'overlong-utf-8.xml': () => Buffer.from(tei('<p>##</p>').replace('##', '\xc0\xbcscript\xc0\xbe'), 'latin1'),
  'surrogates-in-utf-8.xml': () => Buffer.from(tei('<p>##</p>').replace('##', '\xed\xa0\x80'), 'latin1'),
  'utf-16-said-to-be-8.xml': () => Buffer.from(tei('<p>x</p>').replace('"1.0"', '"1.0" encoding="UTF-8"'), 'utf16le'),
  'utf-16-odd.xml': () => Buffer.concat([hex('ff fe'), Buffer.from(tei('<p>x</p>'), 'utf16le'), hex('3c')]),
  'utf-32.xml': () =>
    Buffer.concat([hex('ff fe 00 00'), Buffer.from([...tei('<p>x</p>')].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]))]),
  'utf-7.xml': () => tei('<p>+ADw-script+AD4-</p>').replace('"1.0"', '"1.0" encoding="UTF-7"'),
  'unknown-encoding.xml': () => tei('<p>x</p>').replace('"1.0"', '"1.0" encoding="x-nothing"'),
  'ebcdic.xml': () => Buffer.concat([hex('4c 6f a7 94 93'), noise(400)]),
  'encoding-1-mb.xml': () => tei('<p>x</p>').replace('"1.0"', `"1.0" encoding="${'u'.repeat(1_000_000)}"`),
});

const references = hostileFamily('XML, leading out', 'import', {
  'image-of-the-system.xml': () =>
    tei('<pb facs="#f"/><p>x</p>', {
      front: `${header}<facsimile><graphic xml:id="f" url="file://${secretPath}"/></facsimile>`,
    }),
  'image-above.xml': () =>
    tei('<pb facs="../../../outside/secret.txt"/><p>x</p>', {
      front: `${header}<facsimile><graphic url="../../../outside/secret.txt"/></facsimile>`,
    }),
  'image-elsewhere.xml': () =>
    tei('<p>x</p>', { front: `${header}<facsimile><graphic url="http://127.0.0.1:9/x.png"/></facsimile>` }),
  'zones.xml': () =>
    tei('<p>x</p>', {
      front: `${header}<facsimile><surface ulx="-1e308" uly="NaN" lrx="1e308" lry="Infinity"><zone points="1,1 2e400,x"/></surface></facsimile>`,
    }),
  'include.xml': () =>
    tei(`<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${secretPath}" parse="text"/></p>`),
  'style-sheet.xml': () =>
    tei('<p>x</p>', { before: '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>' }),
  'model.xml': () => tei('<p>x</p>', { before: `<?xml-model href="file://${secretPath}" type="application/xml"?>` }),
  'script.xml': () =>
    tei(
      '<p><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><ref target="javascript:alert(1)">x</ref></p>',
    ),
  'prototype.xml': () => tei('<p __proto__="x" constructor="y" toString="z">x</p><__proto__/>'),
  'schema-location.xml': () =>
    tei(
      '<p xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x http://127.0.0.1:9/x.xsd">x</p>',
    ),
});

const checked = hostileFamily('XML, validated', 'validate', {
  'laughs-validated.xml': () => tei('<p>&e9;</p>', { before: laughs(9) }),
  'deep-validated.xml': () => tei(within('div', 100_000, '<p>x</p>')),
  'attributes-validated.xml': () =>
    tei(`<p ${Array.from({ length: 20_000 }, (_, index) => `a${index}="x"`).join(' ')}/>`),
  'wrong-20000.xml': () => tei('<nothing/>'.repeat(20_000)),
  'external-validated.xml': () => tei('<p>&x;</p>', { before: declared(`<!ENTITY x SYSTEM "file://${secretPath}">`) }),
  'binary-validated.xml': () => noise(100_000),
  'empty-validated.xml': () => '',
});

export const markupFiles = [...entities, ...depth, ...damage, ...encodings, ...references, ...checked];
