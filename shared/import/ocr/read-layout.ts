import type { Box, LayoutBlock, LayoutLine, LayoutWord, PageLayout, WordAlternative } from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import { layoutLimits, Stopped, XmlStream, type XmlStreamLimits } from '../../xml/xml-stream.ts';
import { decodeText, encodingNamed } from '../decode-text.ts';
import type { TextEncoding } from '../read-fault.ts';
import { HtmlStream } from './html-stream.ts';
import { languageTag } from './language-tag.ts';
import type { LayoutFault, LayoutRemark } from './layout-fault.ts';
import {
  checkPages,
  type FormatReader,
  type ImageSizeOf,
  type LayoutFormat,
  type RawBlock,
  type RawLine,
  type RawPage,
  type RawWord,
} from './raw-page.ts';
import { spansOf } from './raw-spans.ts';
import { AbbyyReader } from './read-abbyy.ts';
import { AltoReader } from './read-alto.ts';
import { HocrReader } from './read-hocr.ts';
import { PageXmlReader } from './read-page-xml.ts';

/** More pixels than any page has on one side. */
const longestSide = 100_000;

/** What became of a page as a file has it. */
type FinishedPage =
  | { readonly kind: 'page'; readonly layout: PageLayout; readonly remarks: readonly LayoutRemark[] }
  | Extract<LayoutFault, { readonly kind: 'page-size' }>;

/** Checks a page: boxes are cut at its edge or left out, confidences that are none become null, and what was done is counted.
 *  @param page number of the page in its file, from 1 */
function finishPage(raw: RawPage, page: number): FinishedPage {
  const stated = raw.width === null || raw.height === null ? null : { width: raw.width, height: raw.height };
  const { width, height } = stated ?? extentOf(raw);
  if (!(width > 0 && width <= longestSide && height > 0 && height <= longestSide))
    return { kind: 'page-size', page, width, height };
  const check = new PageCheck(width, height);
  const blocks = raw.blocks.flatMap(dividedByRole).map(
    (block): LayoutBlock => ({
      box: check.box(block.box),
      lines: block.lines.map((line) => check.line(line)),
      ...(block.role && { role: block.role }),
      ...(block.cell && { cell: block.cell }),
    }),
  );
  const remarks: LayoutRemark[] = check.remarks(page);
  if (!stated) remarks.push({ kind: 'size-from-boxes', page });
  if (raw.isSizeOfImage) remarks.push({ kind: 'size-from-image', page });
  if (raw.correctedLines > 0) remarks.push({ kind: 'lines-taken', page, count: raw.correctedLines });
  if (raw.leftOut > 0) remarks.push({ kind: 'text-left-out', page, count: raw.leftOut });
  for (const [what, count] of raw.notKept) remarks.push({ kind: 'not-kept', page, what, count });
  if (raw.assumedDpi !== null) remarks.push({ kind: 'resolution-assumed', page, dpi: raw.assumedDpi });
  return { kind: 'page', layout: { width, height, blocks }, remarks };
}

/** A block of which some lines are said to be something else, divided there. */
function dividedByRole(block: RawBlock): readonly RawBlock[] {
  if (!block.lines.some(({ role }) => role)) return [block];
  const parts: RawBlock[] = [];
  for (const line of block.lines) {
    const role = line.role ?? block.role;
    const last = parts.at(-1);
    if (last && last.role === role) last.lines.push(line);
    else parts.push({ ...block, lines: [line], ...(role && { role }) });
  }
  return parts;
}

/** How far the boxes reach; 1 × 1 when there is none. */
function extentOf({ blocks }: RawPage): { readonly width: number; readonly height: number } {
  let [width, height] = [1, 1];
  const reach = (box: Box | null): void => {
    if (!box || !isSound(box)) return;
    width = Math.max(width, Math.ceil(box.x + box.width));
    height = Math.max(height, Math.ceil(box.y + box.height));
  };
  for (const block of blocks) {
    reach(block.box);
    for (const line of block.lines) {
      reach(line.box);
      for (const word of line.words) reach(word.box);
    }
  }
  return { width, height };
}

const isSound = ({ x, y, width, height }: Box): boolean =>
  width > 0 && height > 0 && [x, y, width, height].every(Number.isFinite);

class PageCheck {
  private clipped = 0;
  private dropped = 0;
  private doubtful = 0;

  constructor(
    private readonly width: number,
    private readonly height: number,
  ) {}

  remarks(page: number): LayoutRemark[] {
    const found: LayoutRemark[] = [];
    if (this.clipped > 0) found.push({ kind: 'boxes-clipped', page, count: this.clipped });
    if (this.dropped > 0) found.push({ kind: 'boxes-dropped', page, count: this.dropped });
    if (this.doubtful > 0) found.push({ kind: 'confidences-dropped', page, count: this.doubtful });
    return found;
  }

  line(raw: RawLine): LayoutLine {
    const { box, baseline, words } = raw;
    const spans = spansOf(raw);
    const sound = baseline?.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) ?? [];
    return {
      box: this.box(box),
      baseline: sound.length < 2 ? null : sound,
      words: words.map((word) => this.word(word)),
      ...(spans.length > 0 && { spans }),
    };
  }

  private word({ text, box, confidence, alternatives, hyphenation }: RawWord): LayoutWord {
    return {
      text,
      box: this.box(box),
      confidence: this.confidence(confidence),
      alternatives: alternatives.map(
        (other): WordAlternative => ({ text: other.text, confidence: this.confidence(other.confidence) }),
      ),
      hyphenation,
    };
  }

  box(box: Box | null): Box | null {
    if (!box) return null;
    const left = Math.max(0, box.x);
    const top = Math.max(0, box.y);
    const right = Math.min(this.width, box.x + box.width);
    const bottom = Math.min(this.height, box.y + box.height);
    if (!isSound(box) || right <= left || bottom <= top) {
      this.dropped += 1;
      return null;
    }
    if (left === box.x && top === box.y && right === box.x + box.width && bottom === box.y + box.height) return box;
    this.clipped += 1;
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  private confidence(value: number | null): number | null {
    if (value === null || Number.isFinite(value)) return value;
    this.doubtful += 1;
    return null;
  }
}

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

/** Reads the layout of pages, hOCR, ALTO 2 to 4, PAGE-XML or that of ABBYY, told apart by the root element. The text comes in pieces, cut anywhere;
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
  const [line, reason] =
    strict.kind === 'malformed' ? [strict.line, strict.reason] : [1, inEnglish`it is HTML, not XHTML`];
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

/** Checks the pages of a file.
 *  @param replaced how many characters were, because no text has them */
export function finishedLayout(
  format: LayoutFormat,
  raws: readonly RawPage[],
  replaced: number,
): ReadLayout | LayoutFault {
  if (raws.length === 0) return { kind: 'no-pages' };
  const pages: LayoutPage[] = [];
  const remarks: LayoutRemark[] = replaced > 0 ? [{ kind: 'characters-replaced', count: replaced }] : [];
  for (const [index, raw] of raws.entries()) {
    const finished = finishPage(raw, index + 1);
    if (finished.kind !== 'page') return finished;
    pages.push({ layout: finished.layout, image: raw.image, language: languageTag(raw.language) });
    remarks.push(...finished.remarks);
  }
  return { kind: 'layout', format, pages, remarks };
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
    if (!this.reader) return;
    this.reader.close(name);
    checkPages(this.reader.pages.length);
  }

  /** @param replaced how many characters were */
  finish(replaced: number): ReadLayout | LayoutFault {
    if (!this.reader) return { kind: 'no-pages' };
    return finishedLayout(this.reader.format, this.reader.pages, replaced);
  }

  private readerOf(root: string): FormatReader {
    switch (root) {
      case 'alto':
        return new AltoReader(this.imageSize);
      case 'PcGts':
        return new PageXmlReader(this.imageSize);
      case 'document':
        // Only files that name ABBYY come here with such a root.
        return new AbbyyReader(this.imageSize);
      case 'html':
        return new HocrReader(this.imageSize);
      default:
        throw new Stopped<LayoutFault>({ kind: 'not-layout', root });
    }
  }
}
