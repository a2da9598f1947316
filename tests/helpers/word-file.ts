import { strToU8, zipSync } from 'fflate';

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const package_ = 'http://schemas.openxmlformats.org/package/2006';

/** A paragraph of a Word document.
 *  @param style `Heading1`, `Title`, or none
 *  @param list number and level of its numbering */
export function wordP(content: string, { style = '', list = '' }: { style?: string; list?: string } = {}): string {
  const [number, level = '0'] = list.split(' ');
  const properties = `${style && `<w:pStyle w:val="${style}"/>`}${number ? `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>` : ''}`;
  return `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
}

/** A run of letters, with what its properties say of them. */
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

export const footnoteCall = (id: number): string => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
export const endnoteCall = (id: number): string => `<w:r><w:endnoteReference w:id="${id}"/></w:r>`;

/** The rows of a table, each of its cells' paragraphs. */
export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

const level = (format: string, number: number): string =>
  `<w:lvl w:ilvl="${number}"><w:numFmt w:val="${format}"/></w:lvl>`;

/** A Word document as a file.
 *  @param more other parts by their names, such as `word/header1.xml` */
export function wordFile(
  body: string,
  {
    footnotes = [],
    endnotes = [],
    more = {},
  }: { footnotes?: readonly string[]; endnotes?: readonly string[]; more?: Readonly<Record<string, string>> } = {},
): Uint8Array {
  const notes = (kind: string, bodies: readonly string[]): string =>
    `<w:${kind}s ${namespaces}>${bodies.map((one, index) => `<w:${kind} w:id="${index + 1}">${one}</w:${kind}>`).join('')}</w:${kind}s>`;
  const related = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${package_}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${package_}/relationships">${related('r1', 'officeDocument', 'word/document.xml')}</Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${package_}/relationships">${['styles', 'numbering', 'footnotes', 'endnotes'].map((name) => related(name, name, `${name}.xml`)).join('')}</Relationships>`,
    'word/styles.xml': `<w:styles ${namespaces}>${['Title', 'heading 1', 'heading 2'].map((name) => `<w:style w:type="paragraph" w:styleId="${name.replace('heading ', 'Heading')}"><w:name w:val="${name}"/></w:style>`).join('')}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0">${level('decimal', 0)}${level('lowerLetter', 1)}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level('bullet', 0)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    'word/footnotes.xml': notes('footnote', footnotes),
    'word/endnotes.xml': notes('endnote', endnotes),
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
