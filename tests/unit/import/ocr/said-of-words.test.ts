import { expect, test } from 'vitest';
import { layoutRemarkSentence } from '../../../../shared/import/ocr/layout-fault.ts';
import type { LayoutPage } from '../../../../shared/import/ocr/read-layout.ts';
import { readLayout } from '../../../../shared/import/ocr/read-layout.ts';

function read(xml: string) {
  const layout = readLayout([xml]);
  if (layout.kind !== 'layout') throw new Error(layout.kind);
  return { page: layout.pages[0] as LayoutPage, remarks: layout.remarks.map(layoutRemarkSentence) };
}

/** What is said of each line, with the words that it is said of. */
const spansIn = ({ layout }: LayoutPage): readonly (readonly [string, string])[] =>
  layout.blocks.flatMap(({ lines }) =>
    lines.flatMap(({ words, spans = [] }) => {
      const text = words.map((word) => word.text).join(' ');
      return spans.map(({ as, from, to }) => [as, text.slice(from, to)] as const);
    }),
  );

const page = (regions: string): string =>
  `<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"><Page imageFilename="a.png" imageWidth="1000" imageHeight="800">${regions}</Page></PcGts>`;

const textLine = (custom: string, text: string, id = 'l'): string =>
  `<TextLine id="${id}" custom="${custom}"><TextEquiv><Unicode>${text}</Unicode></TextEquiv></TextLine>`;

test('the tags and looks of Transkribus stand where they were set, whatever white space the line has', () => {
  const custom =
    'readingOrder {index:0;} person {offset:5; length:13; firstname:Rufus;} place {offset:22; length:9;} textStyle {offset:0; length:3; bold:true;superscript:true;} date {offset:32; length:4;when:1863;} organization {offset:37; length:4;}';
  const { page: found, remarks } = read(
    page(`<TextRegion id="r">${textLine(custom, 'Mr.  Rufus Firefly of Fredville 1863 Navy')}</TextRegion>`),
  );
  expect(spansIn(found)).toEqual([
    ['bold', 'Mr.'],
    ['superscript', 'Mr.'],
    ['person', 'Rufus Firefly'],
    ['place', 'Fredville'],
    ['date', '1863'],
    ['organisation', 'Navy'],
  ]);
  expect(remarks).toEqual([]);
});

test('what a file says of words and has no counterpart here is told, and counted', () => {
  const custom = 'abbrev {offset:0; length:3; expansion:Mister;} textStyle {offset:4; length:2; subscript:true;}';
  const { page: found, remarks } = read(
    page(
      `<TextRegion id="r" type="floating">${textLine(custom, 'Mr. O2')}${textLine(custom, 'Mr. O2', 'm')}</TextRegion>`,
    ),
  );
  expect(spansIn(found)).toEqual([]);
  expect(remarks).toEqual([
    'Page 1: the kind of block “floating” (1 time) is said of words that were read; the words were kept, and what is said of them was not.',
    'Page 1: the tag “abbrev” (“Mister”) (2 times) is said of words that were read; the words were kept, and what is said of them was not.',
    'Page 1: the look “subscript” (2 times) is said of words that were read; the words were kept, and what is said of them was not.',
  ]);
});

test('tags beyond their line, without a place, or that never end do no harm', () => {
  const custom = `person {offset:90; length:3;} person {offset:-4; length:3;} person {length:3;} place {offset:3; length:9999;} person {offset:0`;
  const { page: found } = read(page(`<TextRegion id="r">${textLine(custom, 'Mr. Firefly')}</TextRegion>`));
  expect(spansIn(found)).toEqual([['place', 'Firefly']]);
  const endless = 'a'.repeat(100_000) + '{'.repeat(100_000);
  expect(spansIn(read(page(`<TextRegion id="r">${textLine(endless, 'word')}</TextRegion>`)).page)).toEqual([]);
});

test('types of regions and structure tags of regions and lines say what blocks are; the tag of a person counts more', () => {
  const { page: found } = read(
    page(
      `<TextRegion id="a" type="header" custom="structure {type:heading;}">${textLine('', 'A title')}</TextRegion>` +
        `<TextRegion id="b" type="page-number">${textLine('', '7')}</TextRegion>` +
        `<TextRegion id="c" type="paragraph">${textLine('', 'Words')}${textLine('structure {type:signature;}', 'R. Firefly', 'm')}</TextRegion>`,
    ),
  );
  expect(found.layout.blocks.map(({ role }) => role ?? null)).toEqual(['heading', 'page number', null, 'signature']);
});

test('the reading order of the attribute “custom” counts where the file has no other', () => {
  const region = (index: number, text: string): string =>
    `<TextRegion id="r${index}" custom="readingOrder {index:${index};}">${textLine('readingOrder {index:1;}', text)}${textLine('readingOrder {index:0;}', 'first', 'm')}</TextRegion>`;
  const { page: found } = read(page(region(1, 'second') + region(0, 'before')));
  expect(found.layout.blocks.map(({ lines }) => lines.map(({ words }) => words[0]?.text))).toEqual([
    ['first', 'before'],
    ['first', 'second'],
  ]);
});

test('the looks of PAGE’s TextStyle are those of its words, line or region', () => {
  const { page: found } = read(
    page(
      `<TextRegion id="r"><TextLine id="l"><Word id="w"><TextEquiv><Unicode>one</Unicode></TextEquiv><TextStyle italic="true"/></Word><Word id="v"><TextEquiv><Unicode>two</Unicode></TextEquiv></Word></TextLine><TextStyle bold="true" fontSize="12"/></TextRegion>`,
    ),
  );
  expect(spansIn(found)).toEqual([
    ['italic', 'one'],
    ['bold', 'two'],
  ]);
});

const alto = (head: string, body: string): string =>
  `<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>${head}<Layout><Page WIDTH="1000" HEIGHT="800"><PrintSpace>${body}</PrintSpace></Page></Layout></alto>`;

test('named entities, styles and layout tags of ALTO are tags, looks and roles', () => {
  const head =
    '<Styles><TextStyle ID="s" FONTFAMILY="Times" FONTSTYLE="italics bold"/></Styles><Tags><NamedEntityTag ID="p" TYPE="person" LABEL="Rufus Firefly"/><NamedEntityTag ID="x" TYPE="ship" LABEL="Ark"/><LayoutTag ID="h" TYPE="heading" LABEL="heading"/><OtherTag ID="z" LABEL="NumberingZone"/></Tags>';
  const string = (text: string, more = ''): string => `<String CONTENT="${text}" ${more}/>`;
  const { page: found, remarks } = read(
    alto(
      head,
      `<TextBlock ID="a" TAGREFS="h"><TextLine>${string('Title')}</TextLine></TextBlock>` +
        `<TextBlock ID="b"><TextLine>${string('Rufus', 'TAGREFS="p"')}${string('Firefly', 'TAGREFS="p"')}${string('of', 'STYLEREFS="s"')}${string('Ark', 'TAGREFS="x" STYLE="superscript"')}</TextLine></TextBlock>` +
        `<TextBlock ID="c" TAGREFS="z"><TextLine>${string('12')}</TextLine></TextBlock>`,
    ),
  );
  expect(found.layout.blocks.map(({ role }) => role ?? null)).toEqual(['heading', null, 'page number']);
  expect(spansIn(found)).toEqual([
    ['person', 'Rufus Firefly'],
    ['italic', 'of'],
    ['bold', 'of'],
    ['superscript', 'Ark'],
  ]);
  expect(remarks.join()).toContain('the tag “ship” (1 time)');
});

test('a word of ALTO that stands in no line is read all the same', () => {
  const { page: found } = read(alto('', '<String CONTENT="alone"/><TextBlock><String CONTENT="lost"/></TextBlock>'));
  expect(found.layout.blocks.flatMap(({ lines }) => lines.map(({ words }) => words[0]?.text))).toEqual([
    'alone',
    'lost',
  ]);
});
