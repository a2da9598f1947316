import { hostileFamily, noise, secretPath } from './hostile-file.ts';

const deep = (levels: number): string => `${'[{"a":'.repeat(levels)}1${'}]'.repeat(levels)}`;

const manifest = (items: unknown, more: object = {}): string =>
  JSON.stringify({
    '@context': 'http://iiif.io/api/presentation/3/context.json',
    type: 'Manifest',
    id: 'x',
    label: { en: ['M'] },
    items,
    ...more,
  });
const canvas = (image: string): object => ({
  type: 'Canvas',
  items: [{ type: 'AnnotationPage', items: [{ type: 'Annotation', body: { id: image, type: 'Image' } }] }],
});

const iiif = hostileFamily('IIIF', 'import', {
  'elsewhere.json': () => manifest([canvas('http://127.0.0.1:9/x.png')]),
  'of-the-system.json': () => manifest([canvas(`file://${secretPath}`)]),
  'above.json': () => manifest([canvas('../../outside/secret.txt'), canvas(secretPath)]),
  'canvases.json': () => manifest(Array.from({ length: 100_000 }, () => canvas('x.png'))),
  'deep.json': () => manifest([]).replace('[]', deep(300_000)),
  'label.json': () => manifest([canvas('x.png')], { label: { en: Array(200_000).fill('<b>'.repeat(5)) } }),
  'prototype.json': () =>
    manifest([canvas('x.png')]).replace('"type"', '"__proto__":{"items":[1]},"constructor":1,"type"'),
  'kinds.json': () => manifest({ length: 4_294_967_295 }, { label: 7, metadata: 'x' }),
  'services.json': () =>
    manifest([canvas('x.png')], { service: [{ id: 'http://127.0.0.1:9/auth' }], thumbnail: 'http://127.0.0.1:9/' }),
});

const tropy = (photo: unknown): string =>
  JSON.stringify({ '@context': { '@vocab': 'https://tropy.org/v1/tropy#' }, '@graph': [{ '@type': 'Item', photo }] });

const research = hostileFamily('Tropy', 'import', {
  'photos-of-the-system.json': () => tropy([{ path: secretPath }, { path: `file://${secretPath}` }]),
  'photos-above.json': () => tropy([{ path: '../../outside/secret.txt' }]),
  'photos.json': () => tropy(Array.from({ length: 100_000 }, () => ({ path: 'x.png', page: 1e308 }))),
  'deep.json': () => tropy('@').replace('"@"', deep(300_000)),
  'kinds.json': () => tropy({ path: { toString: 'x' }, page: [] }),
});

const mets = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink">${body}</mets>`;
const located = (href: string): string =>
  mets(
    `<fileSec><fileGrp USE="MASTER"><file ID="f" MIMETYPE="image/png"><FLocat xlink:href="${href}"/></file></fileGrp></fileSec><structMap TYPE="PHYSICAL"><div><div TYPE="page"><fptr FILEID="f"/></div></div></structMap>`,
  );

const packages = hostileFamily('METS', 'import', {
  'of-the-system.xml': () => located(`file://${secretPath}`),
  'above.xml': () => located('../../outside/secret.txt'),
  'elsewhere.xml': () => located('http://127.0.0.1:9/x.png'),
  'divisions.xml': () => mets(`<structMap>${'<div>'.repeat(100_000)}${'</div>'.repeat(100_000)}</structMap>`),
  'files.xml': () => mets(`<fileSec>${'<file ID="f"><FLocat xlink:href="x.png"/></file>'.repeat(100_000)}</fileSec>`),
  'orders.xml': () => located('x.png').replace('TYPE="page"', 'TYPE="page" ORDER="1e999"'),
  'laughs.xml': () => mets('<dmdSec>&b;</dmdSec>', '<!DOCTYPE mets [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'),
});

const annotation = (selector: unknown): string =>
  JSON.stringify({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'Annotation',
    body: 'x',
    target: { source: 'x', selector },
  });

const annotations = hostileFamily('Web Annotations', 'annotations', {
  'elsewhere.jsonld': () =>
    '{"@context":"http://127.0.0.1:9/context","id":"http://127.0.0.1:9/","type":"Annotation","target":"http://127.0.0.1:9/"}',
  'deep.jsonld': () => annotation('@').replace('"@"', deep(300_000)),
  'refined.jsonld': () =>
    annotation('@').replace(
      '"@"',
      `${'{"type":"TextPositionSelector","start":0,"end":1,"refinedBy":'.repeat(5_000)}null${'}'.repeat(5_000)}`,
    ),
  'positions.jsonld': () => annotation({ type: 'TextPositionSelector', start: -1e308, end: 1e308 }),
  'quotation.jsonld': () =>
    annotation({ type: 'TextQuoteSelector', exact: 'a'.repeat(2_000_000), prefix: 'a'.repeat(100_000) }),
  'expression.jsonld': () => annotation({ type: 'XPathSelector', value: '//*'.repeat(20_000) }),
  'fragments.jsonld': () => annotation({ type: 'FragmentSelector', value: 'xywh=1e999,-1,NaN,9' }),
  'many.jsonld': () =>
    JSON.stringify({
      type: 'AnnotationCollection',
      items: Array.from({ length: 50_000 }, () =>
        JSON.parse(annotation({ type: 'TextQuoteSelector', exact: 'telegram' })),
      ),
    }),
  'markup.jsonld': () =>
    annotation({ type: 'TextQuoteSelector', exact: 'telegram' }).replace(
      '"body":"x"',
      '"body":{"type":"TextualBody","format":"text/html","value":"<script>alert(1)</script>"}',
    ),
  'prototype.jsonld': () => '{"__proto__":{"type":"Annotation"},"type":"Annotation","target":{"__proto__":null}}',
  'noise.jsonld': () => noise(50_000),
});

const rng = (body: string, before = ''): string =>
  `<?xml version="1.0"?>${before}<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">${body}</grammar>`;

const schemas = hostileFamily('RELAX NG', 'schema', {
  'include-of-the-system.rng': () => rng(`<include href="file://${secretPath}"/><start><text/></start>`),
  'include-elsewhere.rng': () => rng('<start><externalRef href="http://127.0.0.1:9/x.rng"/></start>'),
  'include-itself.rng': () => rng('<include href="include-itself.rng"/>'),
  'circle.rng': () =>
    rng(
      '<start><ref name="a"/></start><define name="a"><ref name="b"/></define><define name="b"><ref name="a"/></define>',
    ),
  'interleave.rng': () =>
    rng(
      `<start><element name="TEI"><interleave>${'<zeroOrMore><interleave><text/><optional><element><anyName/><empty/></element></optional></interleave></zeroOrMore>'.repeat(300)}</interleave></element></start>`,
    ),
  'groups.rng': () => rng(`<start>${'<group>'.repeat(50_000)}<text/>${'</group>'.repeat(50_000)}</start>`),
  'doubled.rng': () =>
    rng(
      `<start><ref name="a0"/></start>${Array.from({ length: 28 }, (_, level) => `<define name="a${level}"><choice><ref name="a${level + 1}"/><group><ref name="a${level + 1}"/><empty/></group></choice></define>`).join('')}<define name="a28"><element name="TEI"><text/></element></define>`,
    ),
  'pattern.rng': () =>
    rng(
      '<start><element name="TEI"><attribute name="n"><data type="string"><param name="pattern">(a+)+(a+)+$</param></data></attribute></element></start>',
    ),
  'laughs.rng': () => rng('<start>&b;</start>', '<!DOCTYPE grammar [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'),
  'nothing.rng': () => rng(''),
  'noise.rng': () => noise(50_000),
});

const sch = (body: string): string =>
  `<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">${body}</schema>`;
const rule = (test: string, context = '*'): string =>
  sch(`<pattern><rule context="${context}"><assert test="${test}">x</assert></rule></pattern>`);

const rules = hostileFamily('Schematron', 'rules', {
  'document-of-the-system.sch': () => rule(`contains(document('file://${secretPath}'), 'x')`),
  'text-of-the-system.sch': () => rule(`contains(unparsed-text('file://${secretPath}'), 'x')`),
  'document-elsewhere.sch': () => rule("doc('http://127.0.0.1:9/x.xml')"),
  'include-of-the-system.sch': () => sch(`<include href="file://${secretPath}"/>`),
  'include-itself.sch': () => sch('<include href="include-itself.sch"/>'),
  'product.sch': () => rule(`count(${'//node()/'.repeat(8)}node()) &gt; 0`),
  'range.sch': () => rule('count(1 to 999999999999) = 1'),
  'for.sch': () => rule('count(for $a in 1 to 3000, $b in 1 to 3000, $c in 1 to 3000 return $a) = 1'),
  'expression.sch': () => rule(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`),
  'match.sch': () => rule("matches('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')"),
  'string.sch': () => rule("string-length(string-join(for $i in 1 to 100000000 return 'aaaaaaaaaa', '')) = 1"),
  'variables.sch': () =>
    sch(
      `<let name="a" value="$b"/><let name="b" value="$a"/><pattern><rule context="*"><assert test="$a">x</assert></rule></pattern>`,
    ),
  'abstract-circle.sch': () =>
    sch('<pattern abstract="true" id="a" is-a="b"/><pattern abstract="true" id="b" is-a="a"/><pattern is-a="a"/>'),
  'rules.sch': () =>
    sch(`<pattern>${'<rule context="nothing"><assert test="1">x</assert></rule>'.repeat(30_000)}</pattern>`),
  'functions.sch': () => rule("Q{http://www.w3.org/2005/xpath-functions}environment-variable('PATH') = ''"),
  'noise.sch': () => noise(50_000),
});

const taxonomies = hostileFamily('TEI taxonomy', 'tag types', {
  'categories.xml': () =>
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><taxonomy>${'<category>'.repeat(50_000)}</taxonomy></TEI>`,
  'many.xml': () =>
    `<TEI xmlns="http://www.tei-c.org/ns/1.0"><taxonomy>${'<category xml:id="a"><catDesc>x</catDesc></category>'.repeat(50_000)}</taxonomy></TEI>`,
  'circle.xml': () =>
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><taxonomy xml:id="a"><category xml:id="b" corresp="#b"><category sameAs="#b"/></category></taxonomy></TEI>',
});

const templates = hostileFamily('templates', 'templates', {
  'itself.mustache': () => '{{> document}}',
  'sections.mustache': () => '{{#pages}}'.repeat(20_000),
  'open.mustache': () => '{{#pages}}{{{title',
  'delimiters.mustache': () => '{{=<% %>=}}<%={{ }}=%>'.repeat(50_000),
  'prototype.mustache': () => '{{constructor.constructor}}{{__proto__.x}}{{#constructor}}{{.}}{{/constructor}}',
  'above.mustache': () => `{{> ../../outside/secret.txt}}{{> ${secretPath}}}`,
  'script.mustache': () => '<script src="http://127.0.0.1:9/x.js"></script><img src=x onerror=alert(1)>{{{title}}}',
  'large.mustache': () => 'x'.repeat(40_000_000),
});

const truths = hostileFamily('ground truth', 'truth', {
  'line-5-mb.txt': () => 'x'.repeat(5_000_000),
  'words.txt': () => 'word '.repeat(300_000),
  'noise.txt': () => noise(100_000),
  'deep.hocr': () => `<html><head><meta name="ocr-system"></head>${'<div class="ocr_page">'.repeat(50_000)}`,
});

export const dataFiles = [
  ...iiif,
  ...research,
  ...packages,
  ...annotations,
  ...schemas,
  ...rules,
  ...taxonomies,
  ...templates,
  ...truths,
];
