import { unreachable } from '../../text/unreachable.ts';
import { countedInEnglish, inEnglish } from '../../translation/retell.ts';
import type { XmlStreamFault } from '../../xml/xml-stream.ts';
import { nothingImported, type ReadFault, type ReadFaultParts, readFaultParts } from '../read-fault.ts';

/** Why a file with the layout of pages was not read. */
export type LayoutFault =
  | ReadFault
  | XmlStreamFault
  /** The root element is none of hOCR, ALTO or PAGE. */
  | { readonly kind: 'not-layout'; readonly root: string }
  | { readonly kind: 'no-pages' }
  /** JSON that ends too early, or is none. */
  | { readonly kind: 'malformed-json' }
  /** A page, from 1, whose size is not above 0 or beyond reason; as the file has it. */
  | { readonly kind: 'page-size'; readonly page: number; readonly width: number; readonly height: number };

/** What is not as it should be in a layout that was read all the same. Pages count from 1. */
export type LayoutRemark =
  /** Boxes that reach over the edge of their page and were cut there. */
  | { readonly kind: 'boxes-clipped'; readonly page: number; readonly count: number }
  /** Boxes outside their page, without extent, of negative size or without numbers: their words have no box. */
  | { readonly kind: 'boxes-dropped'; readonly page: number; readonly count: number }
  /** Confidences that are no number or outside their range: their words have none. */
  | { readonly kind: 'confidences-dropped'; readonly page: number; readonly count: number }
  /** The file does not say how large the page is. */
  | { readonly kind: 'size-from-boxes'; readonly page: number }
  /** The file does not say how large the page is, and its image does. */
  | { readonly kind: 'size-from-image'; readonly page: number }
  /** Lines whose own text differs from that of their words: it was taken. */
  | { readonly kind: 'lines-taken'; readonly page: number; readonly count: number }
  /** Characters that stand where no word is read. */
  | { readonly kind: 'text-left-out'; readonly page: number; readonly count: number }
  /** What the file says of its blocks or words by that name, and has no place in a document here. */
  | { readonly kind: 'not-kept'; readonly page: number; readonly what: string; readonly count: number }
  /** Characters that no text has, such as control characters: they became U+FFFD. */
  | { readonly kind: 'characters-replaced'; readonly count: number }
  /** HTML that is not well-formed XML, read as browsers do. */
  | { readonly kind: 'not-well-formed'; readonly line: number; readonly reason: string }
  /** Lengths in millimetres or inches, and neither the size nor the resolution of the image is known. */
  | { readonly kind: 'resolution-assumed'; readonly page: number; readonly dpi: number };

/** What a person is told of a fault. */
export function layoutFaultParts(fault: LayoutFault, fileName: string): ReadFaultParts {
  const file = `“${fileName}”`;
  const told = (what: string, next: string): ReadFaultParts => ({ what, kept: nothingImported, next });
  const again = inEnglish`Export it again from the program that made it.`;
  switch (fault.kind) {
    case 'malformed': {
      const place = inEnglish`line ${fault.line}, column ${fault.column}`;
      return told(inEnglish`${file} is not well-formed XML: ${shortened(fault.reason)} (${place}).`, again);
    }
    case 'beyond-limits':
      return told(
        inEnglish`${file} is not read as a layout, because ${fault.reason}.`,
        inEnglish`Divide it into its pages and import those.`,
      );
    case 'document-type':
      return told(
        inEnglish`${file} declares entities or elements of its own, which is not safe to read.`,
        inEnglish`Remove its document type declaration and import it again.`,
      );
    case 'not-layout':
      return told(
        inEnglish`${file} is neither hOCR, ALTO nor PAGE: its outermost element is “${shortened(fault.root)}”.`,
        inEnglish`Export one of these formats from the program that made it.`,
      );
    case 'malformed-json':
      return told(inEnglish`${file} is no whole JSON file.`, inEnglish`Save it again from the service that made it.`);
    case 'no-pages':
      return told(inEnglish`${file} describes no page.`, inEnglish`Check that the right file was chosen.`);
    case 'page-size': {
      const size = `${fault.width} × ${fault.height}`;
      return told(inEnglish`${file} gives page ${fault.page} a size of ${size}, which no image has.`, again);
    }
    default:
      return readFaultParts(fault, fileName);
  }
}

/** One sentence for a person. */
export function layoutRemarkSentence(remark: LayoutRemark): string {
  switch (remark.kind) {
    case 'boxes-clipped':
      return remark.count === 1
        ? inEnglish`Page ${remark.page}: 1 box reaches over the edge of the page and was cut there.`
        : inEnglish`Page ${remark.page}: ${remark.count} boxes reach over the edge of the page and were cut there.`;
    case 'boxes-dropped':
      return remark.count === 1
        ? inEnglish`Page ${remark.page}: 1 box was outside the page or without extent and left out.`
        : inEnglish`Page ${remark.page}: ${remark.count} boxes were outside the page or without extent and left out.`;
    case 'confidences-dropped':
      return remark.count === 1
        ? inEnglish`Page ${remark.page}: 1 confidence was no number in range and left out.`
        : inEnglish`Page ${remark.page}: ${remark.count} confidences were no number in range and left out.`;
    case 'size-from-boxes':
      return inEnglish`Page ${remark.page}: the file does not give the size of the page; the outermost boxes were taken for its edge.`;
    case 'size-from-image':
      return inEnglish`Page ${remark.page}: the file does not give the size of the page; that of the image was taken.`;
    case 'lines-taken':
      return remark.count === 1
        ? inEnglish`Page ${remark.page}: 1 line has a text of its own that differs from the words in it; the text of the line was taken, with the boxes of the words that agree.`
        : inEnglish`Page ${remark.page}: ${remark.count} lines have texts of their own that differ from the words in them; the text of the line was taken, with the boxes of the words that agree.`;
    case 'text-left-out':
      return remark.count === 1
        ? inEnglish`Page ${remark.page}: 1 character stands outside of lines and words and was left out.`
        : inEnglish`Page ${remark.page}: ${remark.count} characters stand outside of lines and words and were left out.`;
    case 'not-kept':
      return inEnglish`Page ${remark.page}: ${shortened(remark.what)} (${countedInEnglish(remark.count, 'time')}) is said of words that were read; the words were kept, and what is said of them was not.`;
    case 'characters-replaced':
      return remark.count === 1
        ? inEnglish`1 character that no text has was replaced by “\uFFFD”.`
        : inEnglish`${remark.count} characters that no text has were replaced by “\uFFFD”.`;
    case 'not-well-formed':
      return inEnglish`The file is not well-formed (${shortened(remark.reason)}, line ${remark.line}) and was read as a browser reads it; compare the words with the page.`;
    case 'resolution-assumed':
      return inEnglish`Page ${remark.page}: the resolution of the image is not known; ${remark.dpi} dots per inch were assumed.`;
    default:
      return unreachable(remark);
  }
}

/** Names in a file can be of any length. */
const shortened = (words: string): string => (words.length > 120 ? `${words.slice(0, 119)}…` : words);
