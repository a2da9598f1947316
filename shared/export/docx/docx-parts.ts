import { escapeHtml as escaped, html as xml } from '../html/html-writer.ts';

export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A part of a text document: its root element around content. */
export const wordPart = (name: string, content: string): string =>
  declaration + xml(`w:${name}`, { 'xmlns:w': wordNamespace, 'xmlns:r': relationNamespace }, content);

const parts = ['document', 'styles', 'footnotes', 'numbering', 'settings'] as const;

/** Parts that a template gives, by their paths. */
export type DocxParts = ReadonlyMap<
  string,
  {
    readonly content: string;
    /** Its media type. */
    readonly type: string;
    /** Last part of the address of the sort of relation, and the id of it. */
    readonly relation: string;
    readonly id: string;
  }
>;

/** Which part is of which sort. */
export function contentTypes(more: DocxParts = new Map()): string {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const sorts = parts.map((part) =>
    xml(
      'Override',
      { PartName: `/word/${part}.xml`, ContentType: `${word}.${part === 'document' ? 'document.main' : part}+xml` },
      null,
    ),
  );
  const others = [...more].map(([path, { type }]) =>
    xml('Override', { PartName: `/${path}`, ContentType: type }, null),
  );
  const core = xml(
    'Override',
    { PartName: '/docProps/core.xml', ContentType: 'application/vnd.openxmlformats-package.core-properties+xml' },
    null,
  );
  const defaults = [
    xml(
      'Default',
      { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' },
      null,
    ),
    xml('Default', { Extension: 'xml', ContentType: 'application/xml' }, null),
  ];
  return (
    declaration +
    xml('Types', { xmlns: `${packageNamespace}/content-types` }, [...defaults, ...sorts, ...others, core].join(''))
  );
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly isOutside?: boolean;
}

const relations = (all: readonly Relation[]): string =>
  declaration +
  xml(
    'Relationships',
    { xmlns: `${packageNamespace}/relationships` },
    all
      .map(({ id, type, target, isOutside }) =>
        xml('Relationship', { Id: id, Type: type, Target: target, TargetMode: isOutside ? 'External' : null }, null),
      )
      .join(''),
  );

export const packageRelations = (): string =>
  relations([
    { id: 'main', type: `${relationNamespace}/officeDocument`, target: 'word/document.xml' },
    { id: 'core', type: `${packageNamespace}/relationships/metadata/core-properties`, target: 'docProps/core.xml' },
  ]);

/** @param links relations by the address that they lead to */
export const documentRelations = (links: ReadonlyMap<string, string>, more: DocxParts = new Map()): string =>
  relations([
    ...[...more].map(([path, { relation, id }]) => ({
      id,
      type: `${relationNamespace}/${relation}`,
      target: path.replace(/^word\//, ''),
    })),
    ...parts.slice(1).map((part) => ({ id: part, type: `${relationNamespace}/${part}`, target: `${part}.xml` })),
    ...[...links].map(([target, id]) => ({ id, type: `${relationNamespace}/hyperlink`, target, isOutside: true })),
  ]);

/** Dublin Core of the file.
 *  @param time ISO 8601 */
export function coreProperties(title: string, application: string, time: string): string {
  const namespaces = {
    'xmlns:cp': `${packageNamespace}/metadata/core-properties`,
    'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    'xmlns:dcterms': 'http://purl.org/dc/terms/',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  };
  const when = `${time.slice(0, 19)}Z`;
  const stamp = (name: string): string => xml(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, when);
  const content = [
    xml('dc:title', {}, escaped(title)),
    xml('dc:creator', {}, escaped(application)),
    stamp('created'),
    stamp('modified'),
  ];
  return declaration + xml('cp:coreProperties', namespaces, content.join(''));
}

export const settingsPart = (): string =>
  wordPart(
    'settings',
    `<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>${xml('w:compatSetting', { 'w:name': 'compatibilityMode', 'w:uri': 'http://schemas.microsoft.com/office/word', 'w:val': '15' }, null)}</w:compat>`,
  );

/** Items without a label of their own get a bullet, on nine levels. */
export function numberingPart(): string {
  const { list, number } = numberingContent(0, 1);
  return wordPart('numbering', list + number);
}

/** The list of such items, and the number under which paragraphs name it. */
export function numberingContent(abstractId: number, id: number): { readonly list: string; readonly number: string } {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const place = xml('w:ind', { 'w:left': 360 * (level + 1), 'w:hanging': 360 }, null);
    const content = `<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>${xml('w:pPr', {}, place)}`;
    return xml('w:lvl', { 'w:ilvl': level }, content);
  });
  const list = xml(
    'w:abstractNum',
    { 'w:abstractNumId': abstractId },
    `<w:multiLevelType w:val="hybridMultilevel"/>${levels.join('')}`,
  );
  return { list, number: `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstractId}"/></w:num>` };
}

interface Style {
  readonly id: string;
  readonly name: string;
  /** Properties of its paragraphs and characters, as the format writes them. */
  readonly paragraph?: string;
  readonly characters?: string;
  readonly outline?: number;
}

const right = '<w:jc w:val="right"/>';
const grey = '<w:color w:val="5F574E"/>';

const paragraphStyles: readonly Style[] = [
  {
    id: 'Title',
    name: 'Title',
    paragraph: '<w:keepNext/><w:spacing w:after="240"/>',
    characters: '<w:b/><w:sz w:val="32"/>',
    outline: 0,
  },
  ...[1, 2, 3, 4, 5].map((level) => ({
    id: `Heading${level}`,
    name: `heading ${level}`,
    paragraph: '<w:keepNext/><w:spacing w:before="240" w:after="120"/>',
    characters: `<w:b/><w:sz w:val="${Math.max(22, 30 - 2 * level)}"/>`,
    outline: level - 1,
  })),
  { id: 'Dateline', name: 'Dateline', paragraph: right, characters: '<w:i/>' },
  { id: 'Salutation', name: 'Salutation' },
  { id: 'HeaderField', name: 'Header Field', paragraph: '<w:spacing w:after="40"/>' },
  { id: 'Signature', name: 'Signature', paragraph: right },
  { id: 'Postscript', name: 'Postscript' },
  { id: 'Stamp', name: 'Stamp', characters: `<w:smallCaps/>${grey}` },
  { id: 'FormWork', name: 'Form Work', characters: `<w:smallCaps/>${grey}` },
  { id: 'ListParagraph', name: 'List Paragraph' },
  {
    id: 'Separator',
    name: 'Separator',
    paragraph: '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="999999"/></w:pBdr>',
  },
  {
    id: 'FootnoteText',
    name: 'footnote text',
    paragraph: '<w:spacing w:after="60"/>',
    characters: '<w:sz w:val="20"/>',
  },
];

const characterStyles: readonly Style[] = [
  { id: 'FootnoteReference', name: 'footnote reference', characters: '<w:vertAlign w:val="superscript"/>' },
  { id: 'PageMarker', name: 'Page Marker', characters: `${grey}<w:sz w:val="18"/>` },
  { id: 'Sic', name: 'Sic', characters: grey },
  { id: 'ByHand', name: 'By Hand', characters: '<w:i/>' },
  { id: 'Person', name: 'Person' },
  { id: 'Place', name: 'Place' },
  { id: 'Organisation', name: 'Organisation' },
  { id: 'DateTag', name: 'Date Tag' },
  { id: 'Term', name: 'Term' },
];

/** Styles that a person can change in their own program: one for each sort of paragraph and of tag.
 *  @param language BCP 47 */
export function stylesPart(language: string): string {
  const fonts = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Georgia"/>';
  const lang = xml('w:lang', { 'w:val': language }, null);
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="22"/>${lang}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;
  const normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>';
  return wordPart('styles', [defaults, normal, ...ownStyles.map(({ id, write }) => write(id, 'Normal'))].join(''));
}

/** A style that the program writes. */
interface OwnStyle {
  readonly id: string;
  readonly name: string;
  readonly type: 'paragraph' | 'character' | 'table';
  /** @param base id of the usual style of paragraphs */
  readonly write: (id: string, base: string) => string;
}

function tableStyle(id: string): string {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => xml(`w:${side}`, { 'w:val': 'single', 'w:sz': 4, 'w:space': 0, 'w:color': '999999' }, null))
    .join('');
  return `<w:style w:type="table" w:styleId="${id}"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr></w:style>`;
}

function paragraphStyle({ name, paragraph = '', characters = '', outline }: Style, id: string, base: string): string {
  const level = outline === undefined ? '' : xml('w:outlineLvl', { 'w:val': outline }, null);
  const properties = paragraph + level === '' ? '' : xml('w:pPr', {}, paragraph + level);
  const look = characters === '' ? '' : xml('w:rPr', {}, characters);
  return xml(
    'w:style',
    { 'w:type': 'paragraph', 'w:styleId': id },
    `${xml('w:name', { 'w:val': name }, null)}${xml('w:basedOn', { 'w:val': base }, null)}<w:qFormat/>${properties}${look}`,
  );
}

const characterStyle = ({ name, characters }: Style, id: string): string =>
  xml(
    'w:style',
    { 'w:type': 'character', 'w:styleId': id },
    `${xml('w:name', { 'w:val': name }, null)}<w:qFormat/>${characters === undefined ? '' : xml('w:rPr', {}, characters)}`,
  );

/** Every style that a document may name, but for the usual one. */
export const ownStyles: readonly OwnStyle[] = [
  ...paragraphStyles.map(
    (style): OwnStyle => ({
      id: style.id,
      name: style.name,
      type: 'paragraph',
      write: (id, base) => paragraphStyle(style, id, base),
    }),
  ),
  ...characterStyles.map(
    (style): OwnStyle => ({
      id: style.id,
      name: style.name,
      type: 'character',
      write: (id) => characterStyle(style, id),
    }),
  ),
  { id: 'TableGrid', name: 'Table Grid', type: 'table', write: tableStyle },
];
