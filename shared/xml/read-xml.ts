import { SaxesParser, type SaxesTagNS } from 'saxes';
import { inEnglish } from '../translation/retell.ts';

/** An attribute as it stands in a tag. Declarations of namespaces are none. */
interface XmlAttribute {
  readonly uri: string;
  readonly local: string;
  /** As written, with its prefix. */
  readonly name: string;
  readonly value: string;
}

export interface XmlStartTag {
  readonly uri: string;
  readonly local: string;
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  /** The namespaces that the tag itself declares, by prefix. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Offset of its `<` in the text, in UTF-16 units. */
  readonly offset: number;
}

/** Told of a document's tags and text in their order. Text between two tags comes in one piece; it is never empty. */
export interface XmlHandler {
  startTag(tag: XmlStartTag): void;
  text(text: string, offset: number): void;
  /** @param offset of the end tag's `<`; of the start tag's when the element is written `<a/>` */
  endTag(offset: number): void;
}

/** What a file must keep to before anything is done with it. */
export interface XmlLimits {
  /** UTF-16 units of the whole text. */
  readonly length: number;
  /** Elements inside one another. */
  readonly depth: number;
  /** Attributes of one element, declarations of namespaces included. */
  readonly attributes: number;
}

export const ordinaryLimits: XmlLimits = { length: 64 * 1024 * 1024, depth: 256, attributes: 512 };

/** Why a file was not read to its end. */
export interface XmlFault {
  readonly kind: 'not well-formed' | 'beyond limits' | 'document type';
  /** In words, without a place. */
  readonly reason: string;
  /** In UTF-16 units. */
  readonly offset: number;
}

/** Reads XML 1.0 with namespaces and stops at the first fault. Safe on hostile files: it fetches nothing, expands no entity but the
 *  five of XML itself (a document type that declares any is refused), and holds to its limits while it reads.
 *  @returns null when the document is well-formed */
export function readXml(xml: string, handler: XmlHandler, limits: XmlLimits = ordinaryLimits): XmlFault | null {
  if (xml.length > limits.length)
    return { kind: 'beyond limits', reason: inEnglish`it is longer than ${limits.length} characters`, offset: 0 };
  try {
    new XmlReading(xml, handler, limits).run();
    return null;
  } catch (stopped) {
    if (stopped instanceof Stopped) return stopped.fault;
    throw stopped;
  }
}

/** Leaves the parser, which knows no other way to stop. */
class Stopped extends Error {
  override name = 'Stopped';
  constructor(readonly fault: XmlFault) {
    super(fault.reason);
  }
}

class XmlReading {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private text = '';
  private textOffset = 0;
  private tagOffset = 0;
  private depth = 0;
  private attributes = 0;

  constructor(
    private readonly xml: string,
    private readonly handler: XmlHandler,
    private readonly limits: XmlLimits,
  ) {}

  run(): void {
    const { parser } = this;
    parser.on('error', (error) => this.stop('not well-formed', withoutPlace(error.message), parser.position));
    parser.on('doctype', (declaration) => this.checkDocumentType(declaration));
    parser.on('text', (text) => this.addText(text));
    parser.on('cdata', (text) => this.addText(text));
    parser.on('opentagstart', () => this.beginTag());
    parser.on('attribute', () => this.countAttribute());
    parser.on('opentag', (tag) => this.openTag(tag));
    parser.on('closetag', (tag) => this.closeTag(tag));
    parser.write(this.xml).close();
  }

  private beginTag(): void {
    this.tagOffset = this.lastOpening();
    this.attributes = 0;
    this.depth += 1;
    if (this.depth > this.limits.depth)
      this.stop(
        'beyond limits',
        inEnglish`more than ${this.limits.depth} elements stand inside one another`,
        this.tagOffset,
      );
  }

  private countAttribute(): void {
    this.attributes += 1;
    if (this.attributes > this.limits.attributes)
      this.stop(
        'beyond limits',
        inEnglish`an element has more than ${this.limits.attributes} attributes`,
        this.tagOffset,
      );
  }

  private openTag(tag: SaxesTagNS): void {
    this.flushText();
    const attributes = Object.values(tag.attributes).filter(({ uri }) => uri !== declarations);
    const { uri, local, name } = tag;
    this.handler.startTag({ uri, local, name, attributes, namespaces: tag.ns, offset: this.tagOffset });
    this.textOffset = this.parser.position;
  }

  private closeTag(tag: SaxesTagNS): void {
    this.flushText();
    this.handler.endTag(tag.isSelfClosing ? this.tagOffset : this.lastOpening());
    this.depth -= 1;
    this.textOffset = this.parser.position;
  }

  private addText(text: string): void {
    if (this.depth > 0) this.text += text;
  }

  private flushText(): void {
    if (this.text !== '') this.handler.text(this.text, this.textOffset);
    this.text = '';
  }

  /** Inside a tag's name no `<` can stand, so the last one before the parser's place is the tag's own. */
  private lastOpening(): number {
    return this.xml.lastIndexOf('<', this.parser.position - 1);
  }

  private checkDocumentType(declaration: string): void {
    if (declaration.replace(/"[^"]*"|'[^']*'/g, '').includes('['))
      this.stop(
        'document type',
        inEnglish`its document type declares entities or elements of its own`,
        this.parser.position,
      );
  }

  private stop(kind: XmlFault['kind'], reason: string, offset: number): never {
    throw new Stopped({ kind, reason, offset });
  }
}

const declarations = 'http://www.w3.org/2000/xmlns/';

/** The parser writes line and column before its words. */
const withoutPlace = (message: string): string => message.replace(/^(?:\S*?:)?\d+:\d+: /, '').replace(/\.$/, '');

/** A place in a text, both from 1; columns count UTF-16 units. */
interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Finds places in one text. Lines end with a line feed, a carriage return, or both. */
export class TextPlaces {
  private readonly lineStarts: readonly number[];

  constructor(text: string) {
    this.lineStarts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  }

  /** O(log lines).
   *  @param offset in UTF-16 units, from 0 */
  at(offset: number): TextPlace {
    let line = 0;
    let end = this.lineStarts.length;
    while (end - line > 1) {
      const middle = (line + end) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) line = middle;
      else end = middle;
    }
    return { line: line + 1, column: offset - (this.lineStarts[line] ?? 0) + 1 };
  }
}
