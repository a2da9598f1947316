import type { PageLayout } from '../../document/layout.ts';
import { decodeText, encodingNamed } from '../decode-text.ts';
import type { TextEncoding } from '../read-fault.ts';
import { finishPage } from './finish-page.ts';
import type { FormatReader, ImageSizeOf, LayoutFormat } from './format-reader.ts';
import { HtmlStream } from './html-stream.ts';
import { languageTag } from './language-tag.ts';
import type { LayoutFault, LayoutRemark } from './layout-fault.ts';
import { AltoReader } from './read-alto.ts';
import { HocrReader } from './read-hocr.ts';
import { PageXmlReader } from './read-page-xml.ts';
import { layoutLimits, Stopped, XmlStream, type XmlStreamLimits } from './xml-stream.ts';

/** A page of a file with layouts. */
export interface LayoutPage {
  readonly layout: PageLayout;
  /** The image that the file names for it, without folders; null when it names none. */
  readonly image: string | null;
  /** Of its text, as BCP 47 has it, such as `de`; null when the file does not say. */
  readonly language: string | null;
}

export interface ReadLayout {
  readonly kind: 'layout';
  readonly format: LayoutFormat;
  /** At least one, in the order of the file. */
  readonly pages: readonly LayoutPage[];
  readonly remarks: readonly LayoutRemark[];
}

export interface ReadLayoutOptions {
  /** Needed for lengths in millimetres or inches, and for pages whose size the file does not give. */
  readonly imageSize?: ImageSizeOf;
  readonly limits?: XmlStreamLimits;
  /** Reads HTML that is no XML. */
  readonly asHtml?: boolean;
}

/** Reads the layout of pages, hOCR, ALTO 2 to 4 or PAGE-XML, told apart by the root element. The text comes in pieces, cut anywhere;
 *  only what the pages hold is kept. Pure. */
export function readLayout(pieces: Iterable<string>, options: ReadLayoutOptions = {}): ReadLayout | LayoutFault {
  const reading = new LayoutReading(options.imageSize ?? (() => null));
  const Stream = options.asHtml === true ? HtmlStream : XmlStream;
  const stream = new Stream(reading, options.limits ?? layoutLimits);
  try {
    for (const piece of pieces) stream.write(piece);
    stream.end();
    return reading.finish(stream.replaced);
  } catch (stopped) {
    if (stopped instanceof Stopped) return stopped.fault as LayoutFault;
    throw stopped;
  }
}

/** How much of a file is handed to the parser at once, in UTF-16 units. */
const pieceLength = 64 * 1024;

/** A layout, and what its file was written in. */
export interface ReadLayoutFile extends ReadLayout {
  readonly encoding: TextEncoding;
}

/** Reads the bytes of a file with layouts. Its encoding is told by its byte order mark or its XML declaration. */
export function readLayoutFile(bytes: Uint8Array, options: ReadLayoutOptions = {}): ReadLayoutFile | LayoutFault {
  const encoding = declaredEncoding(bytes);
  const maxBytes = (options.limits ?? layoutLimits).length;
  const decoded = decodeText(bytes, encoding === null ? { maxBytes } : { maxBytes, encoding });
  if (decoded.kind !== 'text') return decoded;
  const read = tolerantly(decoded.text, options);
  return read.kind === 'layout' ? { ...read, encoding: decoded.encoding } : read;
}

/** hOCR of the wild is HTML: what is no XML is read as browsers read it, and that is said. */
function tolerantly(text: string, options: ReadLayoutOptions): ReadLayout | LayoutFault {
  const strict = readLayout(piecesOf(text), options);
  if (strict.kind !== 'malformed' && !(strict.kind === 'not-layout' && strict.root.toLowerCase() === 'html'))
    return strict;
  if (!/<html[\s>]/i.test(text.slice(0, 4096))) return strict;
  const read = readLayout(piecesOf(text), { ...options, asHtml: true });
  if (read.kind !== 'layout') return strict;
  const [line, reason] = strict.kind === 'malformed' ? [strict.line, strict.reason] : [1, 'it is HTML, not XHTML'];
  return { ...read, remarks: [{ kind: 'not-well-formed', line, reason }, ...read.remarks] };
}

function* piecesOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
}

function declaredEncoding(bytes: Uint8Array): TextEncoding | null {
  const beginning = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(beginning)?.[1];
  return declared === undefined ? null : encodingNamed(declared);
}

/** Gives what is read to the reader of its format. */
class LayoutReading {
  private reader: FormatReader | null = null;

  constructor(private readonly imageSize: ImageSizeOf) {}

  open(name: string, attributes: ReadonlyMap<string, string>): void {
    this.reader ??= this.readerOf(name);
    this.reader.open(name, attributes);
  }

  text(text: string): void {
    this.reader?.text(text);
  }

  close(name: string): void {
    this.reader?.close(name);
  }

  /** @param replaced how many characters were */
  finish(replaced: number): ReadLayout | LayoutFault {
    if (!this.reader || this.reader.pages.length === 0) return { kind: 'no-pages' };
    const pages: LayoutPage[] = [];
    const remarks: LayoutRemark[] = replaced > 0 ? [{ kind: 'characters-replaced', count: replaced }] : [];
    for (const [index, raw] of this.reader.pages.entries()) {
      const finished = finishPage(raw, index + 1);
      if (finished.kind !== 'page') return finished;
      pages.push({ layout: finished.layout, image: raw.image, language: languageTag(raw.language) });
      remarks.push(...finished.remarks);
    }
    return { kind: 'layout', format: this.reader.format, pages, remarks };
  }

  private readerOf(root: string): FormatReader {
    switch (root) {
      case 'alto':
        return new AltoReader(this.imageSize);
      case 'PcGts':
        return new PageXmlReader(this.imageSize);
      case 'html':
        return new HocrReader(this.imageSize);
      default:
        throw new Stopped<LayoutFault>({ kind: 'not-layout', root });
    }
  }
}
