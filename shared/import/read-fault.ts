import { unreachable } from '../text/unreachable.ts';
import { inEnglish } from '../translation/retell.ts';
import { type FileFormat, type NamedLike, pictureNamed } from './detect-format.ts';

/** What of a text is counted before it is read. */
type TextMeasure = 'characters' | 'lines' | 'page markers';

/** Why a file was not read. Sizes and offsets are bytes. */
export type ReadFault =
  /** No such file, or it vanished. */
  | { readonly kind: 'missing' }
  /** A folder where a file was expected. */
  | { readonly kind: 'directory' }
  /** The system does not let this user read it. */
  | { readonly kind: 'no-permission' }
  /** The disk or the system failed; `reason` in the system's words. */
  | { readonly kind: 'unreadable'; readonly reason: string }
  /** Nothing in it, or only white space. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-large'; readonly bytes: number; readonly maxBytes: number }
  /** A text that would become a longer document than any is. */
  | { readonly kind: 'text-beyond-limits'; readonly what: TextMeasure; readonly most: number }
  /** A byte that the encoding does not allow, at `offset`. */
  | { readonly kind: 'undecodable'; readonly offset: number; readonly byte: number; readonly encoding: TextEncoding }
  /** A NUL character: the file is no text. */
  | { readonly kind: 'not-text'; readonly offset: number }
  /** By its name an image or a PDF, by its bytes neither that nor a text. */
  | { readonly kind: 'misnamed'; readonly named: 'image' | 'PDF' }
  | { readonly kind: 'unsupported-format'; readonly format: UnsupportedFormat }
  /** A Word document that is none, or damaged; `reason` goes on after a colon. */
  | { readonly kind: 'damaged-word'; readonly reason: string }
  /** A Word document that would become larger than any is; `reason` goes on after `because`. */
  | { readonly kind: 'word-beyond-limits'; readonly reason: string }
  /** XML names an encoding that is not known. */
  | { readonly kind: 'unknown-encoding'; readonly name: string }
  /** XML that is not well-formed, or goes beyond what is read; lines and columns from 1. */
  | {
      readonly kind: 'broken-xml';
      readonly faultKind: 'not well-formed' | 'beyond limits' | 'document type';
      readonly reason: string;
      readonly line: number;
      readonly column: number;
      /** The line as it stands there, shortened. */
      readonly shown: string;
    };

/** The encodings that can be read. */
export type TextEncoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'windows-1252'
  /** Only where a file names it itself. */
  | DeclaredEncoding;

/** Encodings of a byte a character that XML declarations name. */
export type DeclaredEncoding =
  | 'iso-8859-2'
  | 'iso-8859-5'
  | 'iso-8859-7'
  | 'iso-8859-15'
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1253'
  | 'windows-1254'
  | 'koi8-r';

/** The `encoding` of a source that is a Word document: its bytes are no text. */
export const wordEncoding = 'docx';

/** How the bytes of a source were read. */
export type SourceEncoding = TextEncoding | typeof wordEncoding;

/** What a file was recognised as, but cannot be read as yet. */
export type UnsupportedFormat = Exclude<FileFormat, 'plain-text'>;

/** Why a file of this format is not read as a text; null when it is. */
export function formatFault(fileName: string, format: FileFormat): ReadFault | null {
  if (format === 'plain-text') return null;
  const named = pictureNamed(fileName);
  const isPacked = format === 'zip' || format === 'office' || format === 'unknown';
  return named !== null && isPacked ? { kind: 'misnamed', named } : { kind: 'unsupported-format', format };
}

/** What a person is told of a fault, each part a sentence. */
export interface ReadFaultParts {
  /** What happened, to which file. */
  readonly what: string;
  readonly kept: string;
  /** What to do. */
  readonly next: string;
}

export const nothingImported = inEnglish`Nothing was imported or changed.`;

export const readFaultParts = (fault: ReadFault, fileName: string): ReadFaultParts => ({
  what: whatHappened(fault, `“${fileName}”`),
  kept: nothingImported,
  next: whatToDo(fault),
});

function whatHappened(fault: ReadFault, file: string): string {
  switch (fault.kind) {
    case 'missing':
      return inEnglish`${file} was not found.`;
    case 'directory':
      return inEnglish`${file} is a folder, not a file.`;
    case 'no-permission':
      return inEnglish`${file} may not be read by you.`;
    case 'unreadable':
      return inEnglish`${file} could not be read: ${fault.reason}.`;
    case 'empty':
      return inEnglish`${file} holds no text.`;
    case 'too-large':
      return inEnglish`${file} has ${inMegabytes(fault.bytes)}; a text may have ${inMegabytes(fault.maxBytes)} at most.`;
    case 'text-beyond-limits':
      return tooMany[fault.what](file, fault.most.toLocaleString('en'));
    case 'undecodable':
      return inEnglish`${file} is not valid ${nameOfEncoding[fault.encoding]}: the byte ${hexadecimal(fault.byte)} at offset ${fault.offset} cannot be decoded.`;
    case 'not-text':
      return inEnglish`${file} is not a text: it holds a NUL character at byte ${fault.offset}.`;
    case 'misnamed':
      return inEnglish`${file} is named like ${articled[fault.named]}, but holds neither ${articled[fault.named]} nor a text.`;
    case 'unsupported-format':
      return unsupported[fault.format](file);
    case 'damaged-word':
      return inEnglish`${file} is a damaged Word document: ${fault.reason}.`;
    case 'word-beyond-limits':
      return inEnglish`${file} is a Word document that is not read, because ${fault.reason}.`;
    case 'unknown-encoding':
      return inEnglish`${file} says that it is written in “${fault.name}”, an encoding that this version does not know.`;
    case 'broken-xml':
      return xmlFaults[fault.faultKind](
        file,
        inEnglish`line ${fault.line}, column ${fault.column}: ${fault.reason} (“${fault.shown}”)`,
      );
    default:
      return unreachable(fault);
  }
}

const tooMany: Readonly<Record<TextMeasure, (file: string, most: string) => string>> = {
  characters: (file, most) => inEnglish`${file} has more than ${most} characters, which no document has.`,
  lines: (file, most) => inEnglish`${file} has more than ${most} lines, which no document has.`,
  'page markers': (file, most) => inEnglish`${file} has more than ${most} page markers, which no document has.`,
};

const xmlFaults = {
  'not well-formed': (file: string, place: string) => inEnglish`${file} is not well-formed XML: ${place}.`,
  'beyond limits': (file: string, place: string) => inEnglish`${file} is XML beyond what is read: ${place}.`,
  'document type': (file: string, place: string) => inEnglish`${file} has a document type that is not read: ${place}.`,
} as const;

function whatToDo(fault: ReadFault): string {
  switch (fault.kind) {
    case 'missing':
      return inEnglish`Check the name and the folder.`;
    case 'directory':
      return inEnglish`Choose the files in it.`;
    case 'no-permission':
      return inEnglish`Ask whoever owns the file for leave to read it, or import a copy.`;
    case 'unreadable':
      return inEnglish`Copy the file to another disk and import the copy.`;
    case 'empty':
      return inEnglish`Check that the right file was chosen.`;
    case 'too-large':
    case 'text-beyond-limits':
      return inEnglish`Divide it into its documents and import those.`;
    case 'undecodable':
      return fault.encoding === 'utf-8'
        ? inEnglish`If it comes from an older Windows system, import it with the encoding windows-1252; otherwise save it as UTF-8 first.`
        : inEnglish`Save it as UTF-8 and import that.`;
    case 'not-text':
      return inEnglish`Export it as plain text from the program that made it.`;
    case 'misnamed':
      return inEnglish`Copy it again from where it comes from; if it is a text, import it with its encoding.`;
    case 'damaged-word':
      return inEnglish`Open it in a word processor, save it as .docx again, and import that.`;
    case 'word-beyond-limits':
      return inEnglish`Import a plain text copy of it.`;
    case 'unknown-encoding':
      return inEnglish`Save it as UTF-8, with that in its XML declaration, and import that; or name its encoding.`;
    case 'broken-xml':
      return fault.faultKind === 'not well-formed'
        ? inEnglish`Correct the place in the file and import it again.`
        : inEnglish`Save it without what is not read, and import that.`;
    case 'unsupported-format':
      return instead[fault.format] ?? inEnglish`Import a plain text copy of it.`;
    default:
      return unreachable(fault);
  }
}

const articled: Readonly<Record<NamedLike, string>> = {
  image: inEnglish`an image`,
  PDF: inEnglish`a PDF`,
  'JSON file': inEnglish`a JSON file`,
  'CSV table': inEnglish`a CSV table`,
  'web page': inEnglish`a web page`,
  'XML file': inEnglish`an XML file`,
  'office document': inEnglish`an office document`,
  archive: inEnglish`an archive`,
};

/** What a person is told of a text in a file that is named like something else. */
export const textInsteadSentence = (fileName: string, named: NamedLike): string =>
  inEnglish`“${fileName}” is named like ${articled[named]}, but holds text: it was imported as text.`;

const nameOfEncoding: Readonly<Record<TextEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
  'iso-8859-2': 'ISO 8859-2',
  'iso-8859-5': 'ISO 8859-5',
  'iso-8859-7': 'ISO 8859-7',
  'iso-8859-15': 'ISO 8859-15',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1253': 'Windows-1253',
  'windows-1254': 'Windows-1254',
  'koi8-r': 'KOI8-R',
};

const unsupported: Readonly<Record<UnsupportedFormat, (file: string) => string>> = {
  tei: (file) => inEnglish`${file} is a TEI file, and this version reads plain text only.`,
  hocr: (file) => inEnglish`${file} is an hOCR file, and this version reads plain text only.`,
  alto: (file) => inEnglish`${file} is an ALTO file, and this version reads plain text only.`,
  'page-xml': (file) => inEnglish`${file} is a PAGE-XML file, and this version reads plain text only.`,
  abbyy: (file) => inEnglish`${file} is XML of ABBYY FineReader, and was to be read as a text.`,
  mets: (file) =>
    inEnglish`${file} is a METS file: it says which files belong to a document, and none of them is beside it.`,
  pdf: (file) => inEnglish`${file} is a PDF file, and this version reads plain text only.`,
  image: (file) => inEnglish`${file} is an image, and this version reads plain text only.`,
  json: (file) => inEnglish`${file} holds data (JSON), no text.`,
  textract: (file) => inEnglish`${file} holds what Amazon Textract read (JSON), and was to be read as a text.`,
  azure: (file) => inEnglish`${file} holds what Azure read on pages (JSON), and was to be read as a text.`,
  'google-vision': (file) =>
    inEnglish`${file} holds what Google Vision read on pages (JSON), and was to be read as a text.`,
  tropy: (file) =>
    inEnglish`${file} is an export of Tropy (JSON-LD): it names photos, and none of them is where it says.`,
  'iiif-manifest': (file) =>
    inEnglish`${file} is a IIIF manifest (JSON): it names images, and none of them is beside it.`,
  csv: (file) => inEnglish`${file} is a table of values (CSV), no text.`,
  html: (file) => inEnglish`${file} is a web page (HTML), and this version reads plain text only.`,
  xml: (file) => inEnglish`${file} is XML of a kind that this version does not read.`,
  docx: (file) => inEnglish`${file} is a Word document, and was to be read as a plain text.`,
  rtf: (file) => inEnglish`${file} is an RTF document, and this version reads plain text only.`,
  office: (file) =>
    inEnglish`${file} is an office document that is locked with a password, or of a kind that is not read (Word documents are read as .docx).`,
  zip: (file) => inEnglish`${file} is an archive of files (ZIP).`,
  journal: (file) => inEnglish`${file} is a journal of an Anchorite collection.`,
  unknown: (file) => inEnglish`${file} is of a format that this version does not know.`,
};

/** What to do where a plain text copy is not the first thing to think of. */
const instead: Readonly<Partial<Record<UnsupportedFormat, string>>> = {
  json: inEnglish`Import the texts or images that it was made from.`,
  textract: inEnglish`Let it be saved as plain text, hOCR, ALTO or PAGE, and import that.`,
  azure: inEnglish`Let it be saved as plain text, hOCR, ALTO or PAGE, and import that.`,
  'google-vision': inEnglish`Let it be saved as plain text, hOCR, ALTO or PAGE, and import that.`,
  mets: inEnglish`Import it together with the images, or the folder that all of them are in.`,
  tropy: inEnglish`Put the photos beside it, and import it again.`,
  'iiif-manifest': inEnglish`Fetch the images that it names into its folder, and import it again.`,
  csv: inEnglish`Import the texts that it is about.`,
  office: inEnglish`Save it as .docx without a password, or as plain text, and import that.`,
  zip: inEnglish`Unpack it, and import what is in it.`,
  journal: inEnglish`Open the collection that it belongs to.`,
};

const hexadecimal = (byte: number): string => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Rounded up, so that a file just above the limit does not seem to be at it. */
const inMegabytes = (bytes: number): string => `${Math.ceil((bytes / 1024 / 1024) * 10) / 10} MB`;
