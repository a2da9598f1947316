import { expect, test } from 'vitest';
import { detectFormat } from '../../../../shared/import/detect-format.ts';
import { readLayoutFile } from '../../../../shared/import/ocr/read-layout.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** UTF-16, the more significant byte first or last, without a mark. */
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[2 * index + (isBig ? 0 : 1)] = unit >> 8;
    bytes[2 * index + (isBig ? 1 : 0)] = unit & 0xff;
  }
  return bytes;
};

/** The first page of a file. */
function read(file: string | Uint8Array, name = 'page.xml') {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const layout = readLayoutFile(bytes);
  if (layout.kind !== 'layout') throw new Error(`${layout.kind} ${JSON.stringify(layout)}`);
  const [page] = layout.pages;
  const lines = page?.layout.blocks.flatMap((block) => block.lines) ?? [];
  return {
    format: detectFormat(name, bytes.subarray(0, 4096)),
    blocks: page?.layout.blocks.map((block) => block.lines.map(({ words }) => words.map(({ text }) => text).join(' '))),
    cells: page?.layout.blocks.flatMap(({ cell }) => (cell ? [[cell.table, cell.row, cell.column]] : [])),
    roles: page?.layout.blocks.map(({ role }) => role ?? null),
    words: lines.flatMap(({ words }) => words),
    spans: lines.flatMap(({ spans = [] }) => spans),
  };
}

const alto = (body: string, unit = 'pixel', head = ''): string =>
  `<?xml version="1.0"${head}?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>${unit}</MeasurementUnit></Description><Layout><Page WIDTH="1000" HEIGHT="1400"><PrintSpace>${body}</PrintSpace></Page></Layout></alto>`;

const pageXml = (body: string): string =>
  `<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageFilename="p.png" imageWidth="1000" imageHeight="1400">${body}</Page></PcGts>`;

const line = (text: string, custom = ''): string =>
  `<TextLine${custom && ` custom="${custom}"`}><Coords points="100,100 500,100 500,140 100,140"/><TextEquiv><Unicode>${text}</Unicode></TextEquiv></TextLine>`;
const cell = (row: number, column: number, inside: string, more = ''): string =>
  `<TableCell row="${row}" col="${column}"${more}><Coords points="1,1 9,1 9,9 1,9"/>${inside}</TableCell>`;

test('PAGE: cells that span rows, a region in a cell, and a table in a cell keep the table around them in order', () => {
  const inner = `<TableRegion>${cell(0, 1, line('in B'))}${cell(0, 0, line('in A'))}</TableRegion>`;
  const table = [
    cell(0, 1, line('To whom')),
    cell(0, 0, line('Number'), ' rowSpan="2"'),
    cell(1, 1, `<TextRegion>${line('Department')}</TextRegion>`),
    cell(2, 0, inner),
    cell(2, 1, line('last')),
  ];
  const found = read(pageXml(`<TableRegion>${table.join('')}</TableRegion><TextRegion>${line('after')}</TextRegion>`));
  expect(found.blocks).toEqual([['Number'], ['To whom'], ['Department'], ['in B', 'in A'], ['last'], ['after']]);
  const places = found.cells?.map(([, row, column]) => [row, column]);
  expect(places).toEqual([0, 0, 1, 2, 2].map((row, index) => [row, [0, 1, 1, 0, 1][index]]));
  expect(new Set(found.cells?.map(([number]) => number)).size).toBe(1);
});

test('PAGE: “custom” with any white space, capitals, line ends, and without its last semicolon', () => {
  const custom =
    'readingOrder{index : 1}&#10;  Person { offset : 0 ; length:4 }  textStyle{offset:5;length:5;bold:TRUE}';
  const second = line('John Smith', custom);
  const first = line('goes first', 'readingOrder {index:0;}  structure{ type : Heading ;}');
  const found = read(pageXml(`<TextRegion>${second}${first}</TextRegion>`));
  expect(found.blocks?.flat()).toEqual(['goes first', 'John Smith']);
  expect(found.roles?.[0]).toBe('heading');
  expect(found.spans).toEqual([
    { as: 'person', from: 0, to: 4 },
    { as: 'bold', from: 5, to: 10 },
  ]);
});

test('PAGE and ALTO whose elements have a prefix', () => {
  const page = `<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><pc:Page imageFilename="p.png" imageWidth="1000" imageHeight="1400"><pc:TextRegion><pc:TextLine><pc:TextEquiv><pc:Unicode>with a prefix</pc:Unicode></pc:TextEquiv></pc:TextLine></pc:TextRegion></pc:Page></pc:PcGts>`;
  expect(read(page)).toMatchObject({ format: 'page-xml', blocks: [['with a prefix']] });
  const prefixed = alto('<TextBlock><TextLine><String CONTENT="prefixed"/></TextLine></TextBlock>')
    .replaceAll(/<(\/?)([A-Za-z])/g, '<$1a:$2')
    .replace('xmlns=', 'xmlns:a=');
  expect(read(prefixed)).toMatchObject({ format: 'alto', blocks: [['prefixed']] });
});

test('ALTO: the hyphen of a line end, whatever sign it is and wherever it stands', () => {
  const broken = (first: string, hyphen: string): string =>
    alto(
      `<TextBlock><TextLine><String CONTENT="${first}" SUBS_TYPE="HypPart1" SUBS_CONTENT="examples"/>${hyphen}</TextLine><TextLine><String CONTENT="ples" SUBS_TYPE="HypPart2" SUBS_CONTENT="examples"/></TextLine></TextBlock>`,
    );
  for (const [first, hyphen, text] of [
    ['exam', '<HYP CONTENT="-"/>', 'exam-'],
    ['exam-', '<HYP CONTENT="-"/>', 'exam-'],
    ['exam', '<HYP CONTENT="\u00AD"/>', 'exam-'],
    ['exam', '<HYP CONTENT="\u2E17"/>', 'exam\u2E17'],
    ['exam\u2E17', '<HYP CONTENT="\u2E17"/>', 'exam\u2E17'],
    ['exam¬', '<HYP/>', 'exam¬'],
    ['exam', '<SP/><HYP CONTENT="\u2010"/>', 'exam\u2010'],
  ] as const) {
    const { words } = read(broken(first, hyphen));
    expect(
      words.map((word) => word.text),
      hyphen,
    ).toEqual([text, 'ples']);
    expect(words[0]?.hyphenation, hyphen).toEqual({ part: 1, whole: 'examples' });
  }
});

test('ALTO: the unit of its lengths in capitals and with spaces', () => {
  const words =
    '<TextBlock><TextLine><String CONTENT="a" HPOS="100" VPOS="100" WIDTH="100" HEIGHT="50"/></TextLine></TextBlock>';
  const inTenths = read(alto(words, 'mm10')).words[0]?.box;
  expect(inTenths).not.toEqual({ x: 100, y: 100, width: 100, height: 50 });
  expect(read(alto(words, ' MM10 ')).words[0]?.box).toEqual(inTenths);
  expect(read(alto(words, 'Pixel')).words[0]?.box).toEqual({ x: 100, y: 100, width: 100, height: 50 });
});

test('ALTO in UTF-16 without a mark, and in an encoding with a name in small or capital letters', () => {
  const body = '<TextBlock><TextLine><String CONTENT="Übergabe"/></TextLine></TextBlock>';
  for (const isBig of [true, false]) expect(read(utf16(alto(body), isBig)).blocks).toEqual([['Übergabe']]);
  for (const isBig of [true, false])
    expect(read(utf16(alto(body, 'pixel', ' encoding="UTF-16"'), isBig)).blocks).toEqual([['Übergabe']]);
  for (const name of ['iso-8859-1', 'ISO-8859-15', 'Latin1', 'WINDOWS-1252']) {
    const file = alto(body, 'pixel', ` encoding="${name}"`);
    const latin = Uint8Array.from(file, (letter) => letter.charCodeAt(0));
    expect(read(latin).blocks, name).toEqual([['Übergabe']]);
  }
});

test('hOCR with tags in capitals, attributes without or with single quotation marks, and classes beside each other', () => {
  const file = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><HTML><HEAD><META NAME=ocr-system CONTENT=x></HEAD><BODY>
<DIV CLASS=ocr_page TITLE='image "p.png"; bbox 0 0 1000 1400'><P CLASS='ocr_par first'><SPAN CLASS="big ocr_line" TITLE='bbox 10 10 500 40'>
<SPAN CLASS=ocrx_word TITLE='bbox 10 10 90 40; x_wconf 91'>One</SPAN> <SPAN CLASS='ocrx_word' TITLE="bbox 100 10 200 40;x_wconf 80">line<BR></SPAN>
</SPAN></P></DIV></BODY></HTML>`;
  const found = read(file, 'page.html');
  expect(found).toMatchObject({ format: 'hocr', blocks: [['One line']] });
  expect(found.words.map(({ box, confidence }) => [box?.x, confidence])).toEqual([
    [10, 91],
    [100, 80],
  ]);
  const xml = file
    .replace(/^<!DOCTYPE[^>]*>/, '<?xml version="1.0"?>')
    .replace('<META NAME=ocr-system CONTENT=x>', '')
    .replace('<BR>', '');
  expect(read(xml, 'page.hocr').blocks).toEqual([['One line']]);
});
