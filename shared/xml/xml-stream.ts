import { SaxesParser } from 'saxes';
import { ownTable } from '../text/own-table.ts';
import { inEnglish } from '../translation/retell.ts';

/** Told of the elements and text of a file while it is read. */
export interface XmlReader {
  /** @param name local name
   *  @param attributes by local name */
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  /** Character data; the text between two tags may come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

/** Why a file was not read to its end. */
export type XmlStreamFault =
  /** Line and column from 1, columns in UTF-16 units. */
  | { readonly kind: 'malformed'; readonly line: number; readonly column: number; readonly reason: string }
  | { readonly kind: 'beyond-limits'; readonly reason: string }
  /** A document type that declares entities or elements of its own. */
  | { readonly kind: 'document-type' };

/** What a file must keep to. */
export interface XmlStreamLimits {
  /** UTF-16 units of the whole file. */
  readonly length: number;
  /** Elements inside one another. */
  readonly depth: number;
  /** Attributes of one element, declarations of namespaces included. */
  readonly attributes: number;
}

export const layoutLimits: XmlStreamLimits = { length: 64 * 1024 * 1024, depth: 256, attributes: 512 };

/** Leaves the parser, which knows no other way to stop. A reader may throw one too. */
export class Stopped<Fault> extends Error {
  override name = 'Stopped';
  constructor(readonly fault: Fault) {
    super('reading stopped');
  }
}

/** Elements of HTML that need no end tag. */
const voidElements: ReadonlySet<string> = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);

/** Reads XML with namespaces piece by piece. It fetches nothing, expands no entity that a file declares, and holds to its limits
 *  while it reads. In HTML the named characters of Latin-1 are known, and elements that HTML never closes may stay open.
 *  All methods throw `Stopped<XmlStreamFault>` at the first fault. */
export class XmlStream {
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private length = 0;
  private depth = 0;
  private attributes = 0;
  private isHtml = false;
  private lastClosed = '';
  /** How many characters were replaced because XML has none like them. */
  replaced = 0;

  constructor(
    private readonly reader: XmlReader,
    private readonly limits: XmlStreamLimits,
  ) {
    const { parser } = this;
    parser.on('error', (error) => this.fail(error.message));
    parser.on('doctype', (declaration) => checkDocumentType(declaration));
    parser.on('opentagstart', ({ name }) => this.begin(name));
    parser.on('attribute', () => this.countAttribute());
    parser.on('opentag', ({ local, attributes }) =>
      reader.open(local, new Map(Object.values(attributes).map((attribute) => [attribute.local, attribute.value]))),
    );
    parser.on('text', (text) => this.passText(text));
    parser.on('cdata', (text) => this.passText(text));
    parser.on('closetag', ({ local }) => {
      this.depth -= 1;
      this.lastClosed = local;
      reader.close(local);
    });
  }

  write(chunk: string): void {
    this.length += chunk.length;
    if (this.length > this.limits.length) tooMuch(inEnglish`it is longer than ${this.limits.length} characters`);
    this.parser.write(
      allowedText(chunk, () => {
        this.replaced += 1;
      }),
    );
  }

  end(): void {
    this.parser.close();
  }

  private begin(name: string): void {
    if (this.depth === 0 && name.toLowerCase() === 'html') {
      this.isHtml = true;
      Object.assign(this.parser.ENTITIES, htmlCharacters);
    }
    this.depth += 1;
    this.attributes = 0;
    if (this.depth > this.limits.depth)
      tooMuch(inEnglish`more than ${this.limits.depth} elements stand inside one another`);
  }

  private countAttribute(): void {
    this.attributes += 1;
    if (this.attributes > this.limits.attributes)
      tooMuch(inEnglish`an element has more than ${this.limits.attributes} attributes`);
  }

  private passText(text: string): void {
    if (this.depth > 0) this.reader.text(text);
  }

  private fail(message: string): void {
    const reason = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    if (this.isHtml && reason === 'unexpected close tag' && voidElements.has(this.lastClosed)) return;
    const { line, columnIndex } = this.parser;
    throw new Stopped<XmlStreamFault>({ kind: 'malformed', line, column: columnIndex + 1, reason });
  }
}

/** Replaces characters that XML does not have, which some programs write all the same.
 *  @param replaced is told of each */
export function allowedText(text: string, replaced: () => void): string {
  let clean = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= blank ? unit < 0xfffe : lineWhite.has(unit)) continue;
    replaced();
    clean += `${text.slice(from, at)}\uFFFD`;
    from = at + 1;
  }
  return from === 0 ? text : clean + text.slice(from);
}

const blank = 0x20;
/** Tab, line feed and carriage return. */
const lineWhite: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

export function tooMuch(reason: string): never {
  throw new Stopped<XmlStreamFault>({ kind: 'beyond-limits', reason });
}

function checkDocumentType(declaration: string): void {
  if (declaration.replace(/"[^"]*"|'[^']*'/g, '').includes('['))
    throw new Stopped<XmlStreamFault>({ kind: 'document-type' });
}

/** The names that HTML has for U+00A0 to U+00FF, in their order. */
const latinNames =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
  'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute ' +
  'Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml ' +
  'Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml ' +
  'eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const htmlCharacters: Readonly<Record<string, string>> = ownTable<string>({
  ...Object.fromEntries(latinNames.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)])),
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  bull: '•',
  hellip: '…',
  euro: '€',
  trade: '™',
});
