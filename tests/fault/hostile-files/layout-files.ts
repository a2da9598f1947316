import { hostileFamily, noise, secretPath } from './hostile-file.ts';

const alto = (page: string, more = ''): string =>
  `<?xml version="1.0"?>${more}<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout>${page}</Layout></alto>`;
const altoPage = (inside: string, size = 'WIDTH="340" HEIGHT="440"'): string =>
  `<Page ID="p" ${size}><PrintSpace>${inside}</PrintSpace></Page>`;
const string = '<String CONTENT="a" HPOS="1" VPOS="1" WIDTH="1" HEIGHT="1"/>';
const line = (strings: string): string => `<TextBlock><TextLine>${strings}</TextLine></TextBlock>`;

const altoFiles = hostileFamily('ALTO', 'layout', {
  'strings-300000.xml': () => alto(altoPage(line(string.repeat(300_000)))),
  'lines-100000.xml': () => alto(altoPage(line(string).repeat(100_000))),
  'blocks-in-blocks.xml': () =>
    alto(altoPage('<ComposedBlock>'.repeat(10_000) + line(string) + '</ComposedBlock>'.repeat(10_000))),
  'boxes-that-are-none.xml': () =>
    alto(altoPage(line('<String CONTENT="a" HPOS="NaN" VPOS="1e308" WIDTH="-5" HEIGHT="Infinity"/>'))),
  'page-of-nothing.xml': () => alto(altoPage(line(string), 'WIDTH="0" HEIGHT="0"')),
  'page-of-billions.xml': () => alto(altoPage(line(string), 'WIDTH="4000000000" HEIGHT="4000000000"')),
  'unit.xml': () => alto(altoPage(line(string))).replace('>pixel<', '>parsec<'),
  'hyphens-for-ever.xml': () =>
    alto(altoPage(line('<String CONTENT="a" SUBS_TYPE="HypPart1" SUBS_CONTENT="ab"/><HYP/>'.repeat(20_000)))),
  'laughs.xml': () =>
    alto(
      altoPage(line('<String CONTENT="&b;"/>')),
      '<!DOCTYPE alto [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
    ),
  'image-above.xml': () =>
    alto(altoPage(line(string))).replace(
      '<MeasurementUnit>',
      `<sourceImageInformation><fileName>../../../${secretPath}</fileName></sourceImageInformation><MeasurementUnit>`,
    ),
  'pages-20000.xml': () => alto(altoPage(line(string)).repeat(20_000)),
  'alternatives.xml': () =>
    alto(altoPage(line(`<String CONTENT="a">${'<ALTERNATIVE>b</ALTERNATIVE>'.repeat(100_000)}</String>`))),
  'word-5-mb.xml': () =>
    alto(altoPage(line(`<String CONTENT="${'w'.repeat(5_000_000)}" HPOS="1" VPOS="1" WIDTH="1" HEIGHT="1"/>`))),
  'cut.xml': () => alto(altoPage(line(string))).slice(0, 200),
});

const pageXml = (inside: string): string =>
  `<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="page.png" imageWidth="340" imageHeight="440">${inside}</Page></PcGts>`;
const region = (id: string, points = '1,1 9,1 9,9 1,9', inside = ''): string =>
  `<TextRegion id="${id}"><Coords points="${points}"/>${inside}<TextLine id="l${id}"><Coords points="${points}"/><TextEquiv><Unicode>x</Unicode></TextEquiv></TextLine></TextRegion>`;

const pageFiles = hostileFamily('PAGE-XML', 'layout', {
  'points-million.xml': () => pageXml(region('r', '1,1 '.repeat(500_000))),
  'points-that-are-none.xml': () => pageXml(region('r', '1e400,NaN x,y -99999999999999999999,0')),
  'regions-in-regions.xml': () => pageXml('<TextRegion id="r">'.repeat(5_000) + '</TextRegion>'.repeat(5_000)),
  'order-that-circles.xml': () =>
    pageXml(
      `<ReadingOrder><OrderedGroup id="g" regionRef="r"><RegionRefIndexed index="0" regionRef="g"/><RegionRefIndexed index="0" regionRef="r"/></OrderedGroup></ReadingOrder>${region('r')}`,
    ),
  'groups-in-groups.xml': () =>
    pageXml(
      `<ReadingOrder>${'<OrderedGroup id="g">'.repeat(3_000)}${'</OrderedGroup>'.repeat(3_000)}</ReadingOrder>${region('r')}`,
    ),
  'order-of-nothing.xml': () =>
    pageXml(
      `<ReadingOrder><OrderedGroup id="g">${'<RegionRefIndexed index="-1" regionRef="nobody"/>'.repeat(50_000)}</OrderedGroup></ReadingOrder>${region('r')}`,
    ),
  'same-ids.xml': () => pageXml(region('r').repeat(20_000)),
  'image-above.xml': () => pageXml(region('r')).replace('page.png', `../../../../..${secretPath}`),
  'custom.xml': () =>
    pageXml(region('r')).replace(
      '<TextLine ',
      `<TextLine custom="${'person {offset:-1; length:999999999;} '.repeat(20_000)}" `,
    ),
  'columns-of-a-table.xml': () =>
    pageXml(
      '<TableRegion id="t"><TableCell row="2147483647" col="2147483647" rowSpan="2147483647"><TextLine id="x"/></TableCell></TableRegion>',
    ),
});

const html = (inside: string, head = ''): string =>
  `<!DOCTYPE html><html><head><meta name="ocr-system" content="x">${head}</head><body>${inside}</body></html>`;
const ocrPage = (inside: string): string => `<div class="ocr_page" title="bbox 0 0 340 440">${inside}</div>`;
const word = '<span class="ocrx_word" title="bbox 1 1 9 9">x</span>';

const hocrFiles = hostileFamily('hOCR', 'layout', {
  'spans-open.hocr': () => html(ocrPage('<span class="ocr_line">'.repeat(100_000))),
  'divs-in-divs.hocr': () => html('<div>'.repeat(50_000)),
  'boxes.hocr': () => html(ocrPage('<span class="ocrx_word" title="bbox 1e400 -9 NaN 9; x_wconf 1e999">x</span>')),
  'title-5-mb.hocr': () => html(ocrPage(`<span class="ocrx_word" title="${'bbox 1 1 9 9;'.repeat(400_000)}">x</span>`)),
  'words-300000.hocr': () => html(ocrPage(`<span class="ocr_line">${word.repeat(300_000)}</span>`)),
  'script.hocr': () =>
    html(`<script>location='http://127.0.0.1:9/'</script>${ocrPage(word)}<img src="http://127.0.0.1:9/x.png">`),
  'comment-open.hocr': () => html(`${ocrPage(word)}<!--${'c'.repeat(5_000_000)}`),
  'attributes-50000.hocr': () =>
    html(`<div ${Array.from({ length: 50_000 }, (_, index) => `a${index}=x`).join(' ')}>${ocrPage(word)}</div>`),
  'charset.hocr': () => html(ocrPage(word), '<meta charset="utf-16"><meta charset="x-nothing">'),
  'base.hocr': () => html(ocrPage(word), '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="x.css">'),
  'image.hocr': () =>
    html(`<div class="ocr_page" title='image "../../../${secretPath}"; bbox 0 0 340 440'>${word}</div>`),
  'references.hocr': () =>
    html(
      ocrPage(
        `<span class="ocrx_word" title="bbox 1 1 9 9">${'&#0;&#xD800;&#x110000;&nothing;'.repeat(20_000)}</span>`,
      ),
    ),
});

const abbyyFiles = hostileFamily('ABBYY', 'layout', {
  'letters-400000.xml': () =>
    `<?xml version="1.0"?><document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml"><page width="340" height="440"><block blockType="Text"><text><par><line l="1" t="1" r="9" b="9"><formatting>${'<charParams l="1" t="1" r="2" b="2">x</charParams>'.repeat(400_000)}</formatting></line></par></text></block></page></document>`,
  'sizes.xml': () =>
    '<?xml version="1.0"?><document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml"><page width="-1" height="1e99"><block l="x"><text><par><line l="9" r="1"><formatting><charParams>x</charParams></formatting></line></par></text></block></page></document>',
});

const deep = (levels: number, inside = '1'): string => '[[{"a":'.repeat(levels) + inside + '}]]'.repeat(levels);

const serviceFiles = hostileFamily('JSON of OCR services', 'layout', {
  'textract-circle.json': () =>
    JSON.stringify({
      DocumentMetadata: { Pages: 1 },
      Blocks: ['a', 'b'].map((Id, index) => ({
        BlockType: 'LAYOUT_TEXT',
        Id,
        Relationships: [{ Type: 'CHILD', Ids: [['b', 'a'][index], Id] }],
      })),
    }),
  'textract-children.json': () =>
    JSON.stringify({
      DocumentMetadata: {},
      Blocks: [
        { BlockType: 'LINE', Id: 'l', Relationships: [{ Type: 'CHILD', Ids: Array(200_000).fill('w') }] },
        { BlockType: 'WORD', Id: 'w', Text: 'x' },
      ],
    }),
  'textract-boxes.json': () =>
    '{"DocumentMetadata":{},"Blocks":[{"BlockType":"LINE","Id":"l","Page":1e308,"Geometry":{"BoundingBox":{"Left":1e400,"Top":-1e400,"Width":-1}}}]}',
  'textract-pages.json': () =>
    JSON.stringify({
      DocumentMetadata: {},
      Blocks: Array.from({ length: 50_000 }, (_, Page) => ({ BlockType: 'LINE', Id: `${Page}`, Page })),
    }),
  'textract-deep.json': () => `{"DocumentMetadata":{},"Blocks":[{"BlockType":${deep(200_000)}}]}`,
  'azure-spans.json': () =>
    JSON.stringify({
      analyzeResult: {
        content: 'x',
        pages: [
          {
            width: 9,
            height: 9,
            lines: [{ spans: [{ offset: -5, length: 2 ** 53 }], polygon: Array(100_000).fill(1) }],
            words: [{ span: { offset: 1e308, length: -1 }, content: 'x' }],
          },
        ],
      },
    }),
  'azure-kinds.json': () => '{"analyzeResult":{"pages":{"length":4294967295},"readResults":"x"}}',
  'azure-deep.json': () => `{"analyzeResult":${deep(300_000)}}`,
  'vision-deep.json': () => `{"responses":[{"fullTextAnnotation":${deep(300_000)}}]}`,
  'vision-kinds.json': () =>
    '{"fullTextAnnotation":{"pages":[{"blocks":[{"paragraphs":[{"words":[{"symbols":[{"text":[[]],"property":7}]}]}]}]}]}}',
  'vision-prototype.json': () =>
    '{"__proto__":{"fullTextAnnotation":{}},"constructor":{"prototype":{}},"textAnnotations":[{"__proto__":null}]}',
  'numbers.json': () => `{"fullTextAnnotation":{"pages":[{"width":${'9'.repeat(100_000)},"height":1e999999}]}}`,
  'cut.json': () => '{"fullTextAnnotation":{"pages":[{"width":',
  'noise.json': () => Buffer.concat([Buffer.from('{"fullTextAnnotation":"'), noise(50_000)]),
});

export const layoutFiles = [...altoFiles, ...pageFiles, ...hocrFiles, ...abbyyFiles, ...serviceFiles];
