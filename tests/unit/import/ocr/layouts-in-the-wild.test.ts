import { describe, expect, test } from 'vitest';
import type { LayoutWord } from '../../../../shared/document/layout.ts';
import { plainText, readingText } from '../../../../shared/document/reading-text.ts';
import { layoutDocument } from '../../../../shared/import/layout-document.ts';
import { fitLayout } from '../../../../shared/import/ocr/fit-layout.ts';
import { matchLayouts } from '../../../../shared/import/ocr/match-layouts.ts';
import { type ReadLayoutFile, readLayoutFile } from '../../../../shared/import/ocr/read-layout.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function read(file: string | Uint8Array, imageSize?: { width: number; height: number }): ReadLayoutFile {
  const options = imageSize ? { imageSize: () => ({ ...imageSize, dpi: null }) } : {};
  const layout = readLayoutFile(typeof file === 'string' ? encode(file) : file, options);
  if (layout.kind !== 'layout') throw new Error(layout.kind);
  return layout;
}

const words = (file: string | Uint8Array): readonly LayoutWord[] =>
  read(file).pages.flatMap(({ layout }) => layout.blocks.flatMap(({ lines }) => lines.flatMap((line) => line.words)));
const texts = (file: string | Uint8Array): string =>
  words(file)
    .map(({ text }) => text)
    .join(' ');
const document = (file: string) =>
  layoutDocument(
    read(file).pages.map(({ layout }) => layout),
    'x',
  ).doc;
const remarks = (file: string): readonly string[] => read(file).remarks.map(({ kind }) => kind);

const word = (id: number, text: string, more = ''): string =>
  `<Word id="w${id}"><Coords points="${id},0 ${id + 9},0 ${id + 9},9 ${id},9"/>${more}<TextEquiv><Unicode>${text}</Unicode></TextEquiv></Word>`;
const equivalent = (text: string): string => `<TextEquiv><Unicode>${text}</Unicode></TextEquiv>`;
const page = (content: string): string =>
  `<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="p.png" imageWidth="100" imageHeight="100">${content}</Page></PcGts>`;
const line = (content: string): string =>
  page(`<TextRegion id="r"><TextLine id="l">${content}</TextLine></TextRegion>`);

describe('PAGE', () => {
  test('the cells of a table come row by row, where the table stands', () => {
    const cell = (row: number, column: number, text: string): string =>
      `<TableCell row="${row}" col="${column}"><TextLine id="c${row}${column}">${equivalent(text)}</TextLine></TableCell>`;
    const table = `<TableRegion id="t">${cell(1, 1, 'd')}${cell(0, 1, 'b')}${cell(1, 0, 'c')}${cell(0, 0, 'a')}</TableRegion>`;
    const after = `<TextRegion id="z"><TextLine id="zl">${equivalent('after')}</TextLine></TextRegion>`;
    expect(texts(page(`${table}${after}`))).toBe('a b c d after');
  });

  test('words come in the order of the text of their line, each with its own box', () => {
    const file = line(
      `${word(30, 'begin')}${word(0, 'The')}${word(10, 'elections')}${equivalent('The elections begin')}`,
    );
    expect(words(file).map(({ text, box }) => [text, box?.x])).toEqual([
      ['The', 0],
      ['elections', 10],
      ['begin', 30],
    ]);
    expect(remarks(file)).toContain('lines-taken');
  });

  test('what was corrected in the text of a line is read, and what its words say is kept beside it', () => {
    const file = line(
      `${word(0, 'Harri')}${word(10, 'son')}${word(20, 'read')}${word(30, 'tbe')}${equivalent('Harrison read the')}`,
    );
    const read_ = words(file).map(({ text, box, alternatives }) => [
      text,
      box?.x,
      alternatives.map((other) => other.text),
    ]);
    expect(read_).toEqual([
      ['Harrison', 0, ['Harri son']],
      ['read', 20, []],
      ['the', 30, ['tbe']],
    ]);
  });

  test('plain text counts where the Unicode beside it is empty', () => {
    const both = '<TextEquiv><PlainText>Plain</PlainText><Unicode></Unicode></TextEquiv>';
    expect(texts(line(`<Word id="w"><Coords points="0,0 9,9"/>${both}</Word>`))).toBe('Plain');
  });

  test('text where none is read is counted', () => {
    expect(read(page(`<Border>${equivalent('lost words')}</Border>`)).remarks).toContainEqual({
      kind: 'text-left-out',
      page: 1,
      count: 10,
    });
  });
});

const string = (text: string, more = ''): string =>
  `<String CONTENT="${text}" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9" ${more}/>`;
const half = (part: 1 | 2, whole: string): string => `SUBS_TYPE="HypPart${part}" SUBS_CONTENT="${whole}"`;
const alto = (blocks: string, { encoding = 'UTF-8', order = '', size = 'WIDTH="100" HEIGHT="100"' } = {}): string =>
  `<?xml version="1.0" encoding="${encoding}"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">${order}<Layout><Page ${size}><PrintSpace>${blocks}</PrintSpace></Page></Layout></alto>`;
const textBlock = (...lines: readonly string[]): string =>
  `<TextBlock ID="b">${lines.map((content, index) => `<TextLine ID="l${index}">${content}</TextLine>`).join('')}</TextBlock>`;

describe('ALTO', () => {
  test.each([
    ['in the word and beside it', `${string('exam-')}<HYP CONTENT="-"/>`],
    ['in the word alone', `${string('exam-')}<HYP CONTENT=""/>`],
    ['beside the word', `${string('exam')}<HYP CONTENT="-"/>`],
  ])('a hyphen that stands %s is one hyphen, and the word is whole in the text', (_, broken) => {
    const file = alto(textBlock(broken, `${string('ples')}<SP/>${string('follow')}`));
    expect(texts(file)).toBe('exam- ples follow');
    expect(readingText(document(file))).toBe('examples follow');
    expect(plainText(document(file))).toBe('[Facsimile Page 1]examples follow');
  });

  test('what a file says of the halves of words decides, in any language', () => {
    const file = alto(
      textBlock(
        `${string('frag', half(1, 'fraglichen'))}<HYP CONTENT="-"/>`,
        `${string('lichen', half(2, 'fraglichen'))}<SP/>${string('lie', half(1, 'lieferte'))}<HYP CONTENT="\u2E17"/>`,
        string('ferte', half(2, 'lieferte')),
      ),
    );
    const { doc, statedJoins } = layoutDocument(
      read(file).pages.map(({ layout }) => layout),
      'x',
    );
    expect(readingText(doc)).toBe('fraglichen lieferte');
    expect(statedJoins.size).toBe(2);
  });

  test('a word whose halves stand in two blocks makes them one paragraph', () => {
    const first = textBlock(`${string('con', half(1, 'conviction'))}<HYP CONTENT="-"/>`);
    expect(readingText(document(alto(first + textBlock(string('viction', half(2, 'conviction'))))))).toBe('conviction');
    expect(readingText(document(alto(first + textBlock(string('cern')))))).toBe('con-\ncern');
  });

  test('a reading order that names lines sorts them', () => {
    const order =
      '<ReadingOrder><OrderedGroup ID="o"><ElementRef REF="l1"/><ElementRef REF="l0"/></OrderedGroup></ReadingOrder>';
    expect(texts(alto(textBlock(string('second'), string('first')), { order }))).toBe('first second');
  });

  test('a page without a size has that of its image, and it is said', () => {
    const file = alto(textBlock(string('a')), { size: 'WIDTH="" HEIGHT=""' });
    const { pages, remarks: told } = read(file, { width: 300, height: 400 });
    expect([pages[0]?.layout.width, pages[0]?.layout.height, told]).toEqual([
      300,
      400,
      [{ kind: 'size-from-image', page: 1 }],
    ]);
  });

  test('the language of the text is that of the file', () => {
    const named = (language: string) => read(alto(`<TextBlock ID="b" LANG="${language}"/>`)).pages[0]?.language;
    expect(['de', 'ger', 'English', 'tlh-x', ''].map(named)).toEqual(['de', 'de', 'en', null, null]);
  });

  test('a file is read in the encoding that it declares', () => {
    const bytes = (text: string, codes: Readonly<Record<string, number>>): Uint8Array =>
      Uint8Array.from(text, (letter) => codes[letter] ?? letter.charCodeAt(0));
    const latin9 = bytes(alto(textBlock(string('5€')), { encoding: 'ISO-8859-15' }), { '€': 0xa4 });
    const central = bytes(alto(textBlock(string('Česko')), { encoding: 'cp1250' }), { Č: 0xc8 });
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...[...alto(textBlock(string('é')), { encoding: 'UTF-16' })].flatMap((letter) => [letter.charCodeAt(0), 0]),
    ]);
    expect([latin9, central, utf16].map(texts)).toEqual(['5€', 'Česko', 'é']);
  });
});

const hocr = (content: string, title = 'bbox 0 0 100 100'): string =>
  `<html><head><meta name="ocr-system" content="x"></head><body><div class="ocr_page" title="${title}">${content}</div></body></html>`;
const span = (kind: string, title: string, text: string): string =>
  `<span class="${kind}" title="${title}">${text}</span>`;

describe('hOCR', () => {
  test('bare ampersands, named characters and unquoted attributes are read as browsers read them, and it is said', () => {
    const file = hocr(`<p class=ocr_par>${span('ocr_line', 'bbox 0 0 9 9', 'R&D &amp; thin&thinsp;space')}`);
    expect(texts(file)).toBe('R&D & thin\u2009space');
    expect(remarks(file)).toContain('not-well-formed');
  });

  test('HTML in capitals with elements that nobody closed is read', () => {
    const file =
      '<!DOCTYPE HTML><HTML><BODY><DIV CLASS="ocr_page" TITLE="bbox 0 0 9 9"><P CLASS="ocr_par"><SPAN CLASS="ocr_line">one<BR></SPAN><P CLASS="ocr_par"><SPAN CLASS="ocr_line">two</SPAN></DIV></BODY></HTML>';
    expect(texts(file)).toBe('one two');
  });

  test('characters that no text has become one that says so, and are counted', () => {
    const file = hocr(span('ocr_line', 'bbox 0 0 9 9', 'ba&#x1b;d'));
    expect(texts(file)).toBe('ba\uFFFDd');
    expect(remarks(file)).toContain('characters-replaced');
  });

  test('words whose letters have boxes are words', () => {
    const letters = [...'The'].map((letter) => span('ocrx_cinfo', 'x_bboxes 0 0 1 1', letter)).join('\n  ');
    const file = hocr(
      span('ocr_line', 'bbox 0 0 9 9', span('ocrx_word', 'bbox 0 0 5 5; x_wconf 95', `\n ${letters}\n`)),
    );
    expect(words(file)).toMatchObject([{ text: 'The', confidence: 95, box: { width: 5 } }]);
  });

  test('words outside lines are read, in lines by their height', () => {
    const place = (x: number, y: number, text: string): string =>
      span('ocrx_word', `bbox ${x} ${y} ${x + 9} ${y + 9}`, text);
    const file = hocr(
      `<p class="ocr_par">${place(0, 0, 'words')} ${place(10, 1, 'without')} ${place(0, 20, 'lines')}</p>`,
    );
    const lines = read(file).pages[0]?.layout.blocks[0]?.lines ?? [];
    expect(lines.map((one) => one.words.map(({ text }) => text))).toEqual([['words', 'without'], ['lines']]);
  });

  test('a page of 0 × 0 has the size of its image', () => {
    const { pages } = read(hocr(span('ocr_line', 'bbox 0 0 9 9', 'a'), 'bbox 0 0 0 0'), { width: 30, height: 40 });
    expect(pages[0]?.layout).toMatchObject({ width: 30, height: 40 });
  });

  test('a page that ends where its words do is measured in the pixels of its image', () => {
    const layout = read(hocr(span('ocr_line', 'bbox 10 10 90 50', 'a'), 'bbox 0 0 90 60')).pages[0]?.layout;
    const fitted = layout && fitLayout(layout, 120, 200);
    expect(fitted).toMatchObject({ kind: 'extent', layout: { width: 120, height: 200 } });
    const inside = read(hocr(span('ocr_line', 'bbox 10 10 50 30', 'a'), 'bbox 0 0 90 60')).pages[0]?.layout;
    expect(inside && fitLayout(inside, 120, 200)).toEqual({ kind: 'mismatch' });
  });
});

test('a layout that names another image goes by order only where layouts and images are as many, and that is told', () => {
  const layout = { file: 'x.xml', image: 'other.tif', language: null, layout: { width: 1, height: 1, blocks: [] } };
  const images = [
    { name: '1.png', frame: 0 },
    { name: '2.png', frame: 0 },
  ];
  expect(matchLayouts([layout], images)).toMatchObject({ matched: [], left: [layout] });
  expect(matchLayouts([layout], images.slice(0, 1)).byOrder).toMatchObject([{ image: { name: '1.png' } }]);
  expect(matchLayouts([{ ...layout, image: null }], images)).toMatchObject({ byOrder: [], left: [] });
});
