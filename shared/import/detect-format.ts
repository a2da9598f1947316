/** What the beginning of a file is as JSON. */
interface JsonBeginning {
  /** Whether it holds names with values, or values in a row that are not all plain. */
  readonly isData: boolean;
  /** Names in it, at any depth, in order. */
  readonly names: readonly string[];
}

const tokens =
  /\s*(?:([{}[\],:])|"((?:[^"\\\n]|\\.)*)("|$)|(-?\d+(?:\.\d*)?(?:[eE][+-]?\d*)?|true|false|null|[tfn][a-z]{0,4}$))/y;

/** Reads the beginning of a file as JSON, as far as it goes; null when it is none. What follows a whole value must be another one on a
 *  line of its own.
 *  @param text may be cut anywhere */
function jsonBeginning(text: string): JsonBeginning | null {
  const reader = new JsonReader();
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!/^\s*[{[]/.test(text.slice(start))) return null;
  const end = text.trimEnd().length;
  for (let at = start; at < end; at = tokens.lastIndex) {
    tokens.lastIndex = at;
    const match = tokens.exec(text);
    if (!match) return null;
    const [, sign, string, , plain] = match;
    const isTaken = sign !== undefined ? reader.sign(sign) : reader.value(string ?? null, plain !== undefined);
    if (!isTaken) return null;
  }
  return reader.outcome();
}

/** Where in a value one is: what may come next. */
type Expected = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'comma';

class JsonReader {
  /** What is open, outermost first, with what may come next in it. */
  readonly #open: { readonly close: '}' | ']'; expected: Expected }[] = [];
  readonly #names: string[] = [];
  #isData = false;

  sign(sign: string): boolean {
    const here = this.#open.at(-1);
    switch (sign) {
      case '{':
      case '[':
        if (here && !isValueExpected(here.expected)) return false;
        if (here) here.expected = 'comma';
        if (this.#open.length > 0 && sign === '{') this.#isData = true;
        this.#open.push(
          sign === '{' ? { close: '}', expected: 'first name' } : { close: ']', expected: 'first value' },
        );
        return true;
      case ':':
        if (here?.expected !== 'colon') return false;
        here.expected = 'value';
        return true;
      case ',':
        if (here?.expected !== 'comma') return false;
        here.expected = here.close === '}' ? 'name' : 'value';
        return true;
      default:
        if (here?.close !== sign || !isEndExpected(here.expected)) return false;
        this.#open.pop();
        return true;
    }
  }

  /** @param string its content; null when it is no string */
  value(string: string | null, isPlain: boolean): boolean {
    const here = this.#open.at(-1);
    if (!here) return false;
    if (string !== null && (here.expected === 'name' || here.expected === 'first name')) {
      this.#names.push(string);
      this.#isData = true;
      here.expected = 'colon';
      return true;
    }
    if (!isValueExpected(here.expected) || (string === null && !isPlain)) return false;
    here.expected = 'comma';
    return true;
  }

  outcome(): JsonBeginning {
    return { isData: this.#isData, names: this.#names };
  }
}

const isValueExpected = (expected: Expected): boolean => expected === 'value' || expected === 'first value';
const isEndExpected = (expected: Expected): boolean =>
  expected === 'comma' || expected === 'first value' || expected === 'first name';

const separators = [',', ';', '\t', '|'] as const;

/** Whether the beginning of a file reads like a table of values (CSV): its lines have the same number of values, more than one, parted by
 *  the same sign.
 *  @param isNamedSo whether its name says so already, so that less is asked of it
 *  @param isCut whether the last line may go on */
function isTable(text: string, isNamedSo: boolean, isCut: boolean): boolean {
  const all = text.split(/\r?\n|\r/);
  const lines = (isCut ? all.slice(0, -1) : all).filter((line) => line.trim() !== '');
  if (lines.length < (isNamedSo ? 1 : 3)) return false;
  return separators.some((separator) => {
    const counts = lines.map((line) => valuesIn(line, separator));
    const [first = 1] = counts;
    const alike = counts.filter((count) => count === first).length;
    // A value in quotation marks may have line ends in it.
    return isNamedSo ? first > 1 && alike >= counts.length * 0.6 : first > 2 && alike === counts.length;
  });
}

/** How many values a line has. What stands in quotation marks is one. */
function valuesIn(line: string, separator: string): number {
  let count = 1;
  let isQuoted = false;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) count += 1;
  }
  return count;
}

/** What a file is, as far as reading it goes. */
export type FileFormat =
  | 'plain-text'
  | 'tei'
  | 'hocr'
  | 'alto'
  | 'page-xml'
  /** What ABBYY FineReader read, as XML. */
  | 'abbyy'
  /** Which files belong to a document, as XML. */
  | 'mets'
  | 'image'
  | 'pdf'
  | 'json'
  /** What Amazon Textract says of pages, as JSON. */
  | 'textract'
  /** A list of images elsewhere, as JSON. */
  | 'iiif-manifest'
  /** What other services say of pages, as JSON. */
  | 'azure'
  | 'google-vision'
  /** Items and photos of a research project, as JSON. */
  | 'tropy'
  /** A table of values. */
  | 'csv'
  | 'html'
  /** XML of another kind. */
  | 'xml'
  | 'rtf'
  /** A Word document (Office Open XML). */
  | 'docx'
  /** Office documents of other kinds, and those that are locked with a password. */
  | 'office'
  | 'zip'
  /** Of a collection of this program. */
  | 'journal'
  | 'unknown';

/** How many bytes of a file `detectFormat` wants to see; fewer are enough for a shorter file. */
export const detectionBytes = 4096;

const imageSignatures: readonly (readonly (number | null)[])[] = [
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x49, 0x49, 0x2a, 0x00], // TIFF, little-endian
  [0x4d, 0x4d, 0x00, 0x2a], // TIFF, big-endian
  [0x49, 0x49, 0x2b, 0x00], // BigTIFF
  [0x4d, 0x4d, 0x00, 0x2b],
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50], // WebP
  [0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20], // JPEG 2000
  [0xff, 0x4f, 0xff, 0x51],
];

const pdfSignature = [0x25, 0x50, 0x44, 0x46, 0x2d];

const zipSignature = [0x50, 0x4b, 0x03, 0x04];
const olderOfficeSignature = [0xd0, 0xcf, 0x11, 0xe0];
const rtfSignature = [0x7b, 0x5c, 0x72, 0x74, 0x66];

const otherSignatures: readonly (readonly (number | null)[])[] = [
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], // 7z
  [0x7f, 0x45, 0x4c, 0x46], // programs
];

/** What the first entry of a packed office document or e-book is called. */
const officeEntry = /\[Content_Types\]\.xml|^PK.{2,60}?(?:mimetype|_rels\/|word\/|xl\/|ppt\/|docProps\/)/s;
const wordName = /\.(?:docx|docm|dotx)$/i;
const wordEntry = /^PK.{2,4000}?PK.{26,40}word\//s;
const officeName = /\.(?:docx?|docm|dotx?|odt|ods|odp|rtf|xlsx?|pptx?|pages|epub)$/i;

const pictureName = /\.(?:(?:png|jpe?g|tiff?|webp|gif|jp2|bmp)|(pdf))$/i;

/** What the ending of a file's name says that it is, of what is looked at and not read; null when it says nothing of the kind. */
export function pictureNamed(fileName: string): 'image' | 'PDF' | null {
  const found = pictureName.exec(fileName);
  if (!found) return null;
  return found[1] === undefined ? 'image' : 'PDF';
}

const otherNames: readonly (readonly [RegExp, NamedLike])[] = [
  [/\.jsonl?$/i, 'JSON file'],
  [/\.(?:csv|tsv)$/i, 'CSV table'],
  [/\.x?html?$/i, 'web page'],
  [/\.xml$/i, 'XML file'],
  [officeName, 'office document'],
  [/\.(?:zip|gz|7z|rar)$/i, 'archive'],
];

/** What the ending of a file's name says that it is, of what is not imported as text; null when it says nothing of the kind. */
export const namedLike = (fileName: string): NamedLike | null =>
  pictureNamed(fileName) ?? otherNames.find(([ending]) => ending.test(fileName))?.[1] ?? null;

/** What a name can say of a file. */
export type NamedLike =
  | 'image'
  | 'PDF'
  | 'JSON file'
  | 'CSV table'
  | 'web page'
  | 'XML file'
  | 'office document'
  | 'archive';

const textNames = /\.(?:txt|text|md|asc|ocr|log)$|(?:^|[\\/])[^.\\/]+$/i;
const tableNames = /\.(?:csv|tsv)$/i;
const webNames = /\.x?html?$/i;

/** Whether a file is named as texts are: one of another name is looked at more closely. */
export const isTextName = (fileName: string): boolean => textNames.test(fileName);

const xmlBeginning = /^(?:\uFEFF|ï»¿|ÿþ|þÿ)?\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_])/;
const teiElement = /<(?:[\w.-]+:)?(?:TEI|teiCorpus)[\s>]|http:\/\/www\.tei-c\.org\/ns\/1\.0/;
const altoElement = /<(?:[\w.-]+:)?alto[\s>]/;
const pageElement = /<(?:[\w.-]+:)?PcGts[\s>]/;
const abbyyElement = /<document[\s>][^>]*abbyy\.com\/FineReader/i;
const metsElement = /<(?:[\w.-]+:)?mets[\s>]/;
const htmlElement = /<html[\s>]|<!DOCTYPE html/i;
const xmlDeclaration = /^(?:\uFEFF|ï»¿)?\s*<\?xml\s/;
/** A line of a journal: checksum, length and JSON. */
const journalLine = /^[0-9a-f]{8} \d{1,10} \{"format":/;
/** What the head of hOCR says of its writer, or its first page. */
const hocrSign = /\bocr-(?:system|capabilities)\b|\bocr_page\b/;
const hocrName = /\.hocr$/i;

/** Tells a file's format by how it begins; the name only decides what its bytes leave open.
 *  @param firstBytes the beginning of the file, up to `detectionBytes` */
export function detectFormat(fileName: string, firstBytes: Uint8Array): FileFormat {
  if (imageSignatures.some((signature) => begins(firstBytes, signature))) return 'image';
  if (begins(firstBytes, pdfSignature)) return 'pdf';
  if (otherSignatures.some((signature) => begins(firstBytes, signature))) return 'unknown';
  if (begins(firstBytes, rtfSignature)) return 'rtf';
  if (begins(firstBytes, olderOfficeSignature)) return 'office';
  const beginning = asLatin(firstBytes);
  if (begins(firstBytes, zipSignature)) return packedFormat(fileName, beginning);
  if (xmlBeginning.test(beginning)) return xmlFormat(fileName, beginning);
  return dataFormat(fileName, beginning) ?? textFormat(fileName, firstBytes, beginning);
}

function packedFormat(fileName: string, beginning: string): FileFormat {
  if (wordName.test(fileName) || wordEntry.test(beginning)) return 'docx';
  return officeName.test(fileName) || officeEntry.test(beginning) ? 'office' : 'zip';
}

/** What is data and no text, whatever its name; null when it is none. A text may begin with a bracket, as with that of a page anchor, so
 *  in a file that is named like a text only names with values count. */
function dataFormat(fileName: string, beginning: string): FileFormat | null {
  if (journalLine.test(beginning)) return 'journal';
  const json = jsonBeginning(beginning.replace(/^ï»¿/, ''));
  if (!json || !(json.isData || namedLike(fileName) === 'JSON file')) return null;
  if (json.names.includes('BlockType') || json.names.includes('DocumentMetadata')) return 'textract';
  if (beginning.includes('iiif.io/api/presentation')) return 'iiif-manifest';
  if (beginning.includes('tropy.org/v1')) return 'tropy';
  const isNamed = (pattern: RegExp): boolean => json.names.some((name) => pattern.test(name));
  if (isNamed(/^(?:analyze_?result|recognitionResults|readResult|read_result)$/i)) return 'azure';
  // Its library leaves the outermost name away, and its older OCR has no name of its own.
  if (isNamed(/^model_?id$/i) && isNamed(/^(?:api_?version|string_?index_?type|content)$/i)) return 'azure';
  if (isNamed(/^text_?angle$/i) && isNamed(/^(?:orientation|regions)$/)) return 'azure';
  return isNamed(/^(?:full_?text_?annotation|text_?annotations)$/i) ? 'google-vision' : 'json';
}

function textFormat(fileName: string, firstBytes: Uint8Array, beginning: string): FileFormat {
  const isCut = firstBytes.length >= detectionBytes;
  if (tableNames.test(fileName) && isTable(beginning, true, isCut)) return 'csv';
  // A text with stray NUL bytes is still opened as one: decoding then says where they are.
  if (textNames.test(fileName)) return 'plain-text';
  if (firstBytes.includes(0) || hasManyControls(beginning)) return 'unknown';
  return isTable(beginning, false, isCut) ? 'csv' : 'plain-text';
}

/** Whether there are so many control characters that nobody typed it. */
function hasManyControls(text: string): boolean {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && !(code >= 9 && code <= 13) && code !== 27) count += 1;
  }
  return count * 50 > text.length;
}

const begins = (bytes: Uint8Array, signature: readonly (number | null)[]): boolean =>
  signature.every((byte, index) => byte === null || bytes[index] === byte);

/** A text file may begin with an angle bracket, but not with the head of an XML file; a file of another name is XML of another kind. */
function xmlFormat(fileName: string, beginning: string): FileFormat {
  if (teiElement.test(beginning)) return 'tei';
  if (altoElement.test(beginning)) return 'alto';
  if (pageElement.test(beginning)) return 'page-xml';
  if (abbyyElement.test(beginning)) return 'abbyy';
  if (metsElement.test(beginning)) return 'mets';
  if (htmlElement.test(beginning)) return hocrSign.test(beginning) || hocrName.test(fileName) ? 'hocr' : 'html';
  if (webNames.test(fileName)) return 'html';
  return textNames.test(fileName) && !xmlDeclaration.test(beginning) ? 'plain-text' : 'xml';
}

function asLatin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes.subarray(0, detectionBytes)) if (byte !== 0) text += String.fromCharCode(byte);
  return text;
}
