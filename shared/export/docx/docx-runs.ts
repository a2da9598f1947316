import { anchorMarker } from '../../document/page-anchor.ts';
import { unreachable } from '../../text/unreachable.ts';
import { escapeHtml as escaped, safeAddress, html as xml } from '../html/html-writer.ts';
import type { Inline } from '../reading/reading-inline.ts';
import type { ReadingMark } from '../reading/reading-marks.ts';

/** What the words of a text document need to know of it. */
export interface DocxContext {
  /** Whether the words stand in a note, where no other note may be called. */
  readonly inNote: boolean;
  /** The notes that have their place already; one that is called again is only named. */
  readonly placed: Set<number>;
  /** Notes by their number: the label, and whether it is the number that the program would give. */
  readonly labels: ReadonlyMap<number, { readonly label: string; readonly isCounted: boolean }>;
  /** Relations to addresses outside, by address. */
  readonly links: Map<string, string>;
  readonly bookmarks: Set<string>;
  /** By the id of a tag: the bookmark of the entity that it means. */
  readonly entityOfTag: ReadonlyMap<string, string>;
}

/** The looks of a run, in the order that the format wants. */
interface RunLook {
  readonly style: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly smallCaps: boolean;
  readonly strike: boolean;
  readonly underline: 'single' | 'dotted' | null;
  readonly raised: 'superscript' | 'subscript' | null;
}

const plain: RunLook = {
  style: null,
  bold: false,
  italic: false,
  smallCaps: false,
  strike: false,
  underline: null,
  raised: null,
};

const val = (name: string, value: string): string => xml(name, { 'w:val': value }, null);

function runProperties({ style, bold, italic, smallCaps, strike, underline, raised }: RunLook): string {
  const parts = [
    style === null ? '' : val('w:rStyle', style),
    bold ? '<w:b/>' : '',
    italic ? '<w:i/>' : '',
    smallCaps ? '<w:smallCaps/>' : '',
    strike ? '<w:strike/>' : '',
    underline === null ? '' : val('w:u', underline),
    raised === null ? '' : val('w:vertAlign', raised),
  ].join('');
  return parts === '' ? '' : xml('w:rPr', {}, parts);
}

/** Text of a run. White space at its ends stays. */
export const textElement = (text: string): string =>
  xml('w:t', { 'xml:space': 'preserve' }, escaped(text.replace(/[\r\n]+/g, ' ')));

const run = (look: RunLook, content: string): string => xml('w:r', {}, runProperties(look) + content);

/** A run in a style of characters. */
export const styledRun = (style: string, content: string): string => run({ ...plain, style }, content);

/** The words of a paragraph. */
export function runs(content: readonly Inline[], context: DocxContext): string {
  return content.map((part) => partRuns(part, context)).join('');
}

function partRuns(part: Inline, context: DocxContext): string {
  switch (part.kind) {
    case 'text':
      return textRuns(part, context);
    case 'page':
      return pageRuns(part, context);
    case 'call':
      return callRun(part, context);
    case 'line end':
      return run(plain, `${part.hyphen === '' ? '' : textElement(part.hyphen)}<w:br/>`);
    case 'taken out':
      return '';
    default:
      return unreachable(part);
  }
}

function textRuns({ text, marks }: Extract<Inline, { readonly kind: 'text' }>, context: DocxContext): string {
  const look = marks.reduce(withMark, plain);
  const isSupplied = marks.some(({ kind }) => kind === 'supplied');
  const words = run(look, textElement(isSupplied ? `[${text}]` : text));
  const sic = marks.find((mark) => mark.kind === 'emendation')?.sic ?? '';
  const corrected = sic === '' ? words : words + run({ ...plain, style: 'Sic' }, textElement(` [sic: ${sic}]`));
  const target = marks.find((mark) => mark.kind === 'reference')?.target ?? null;
  const address = target === null ? null : safeAddress(target);
  if (address === null) {
    const tag = marks.findLast((mark) => mark.kind === 'tag');
    const entry = tag ? context.entityOfTag.get(tag.id) : undefined;
    return entry === undefined ? corrected : xml('w:hyperlink', { 'w:anchor': entry, 'w:history': '1' }, corrected);
  }
  return linkTo(address, corrected, context);
}

/** Words that lead out of the document. */
export function linkTo(address: string, content: string, { links }: DocxContext): string {
  const id = links.get(address) ?? `link${links.size + 1}`;
  links.set(address, id);
  return xml('w:hyperlink', { 'r:id': id }, content);
}

const tagStyles = { person: 'Person', place: 'Place', organisation: 'Organisation', date: 'DateTag', term: 'Term' };

function withMark(look: RunLook, mark: ReadingMark): RunLook {
  switch (mark.kind) {
    case 'look':
      return withLook(look, mark.look);
    case 'tag':
      return { ...look, style: tagStyles[mark.as] };
    case 'struck':
      return { ...look, strike: true };
    case 'by hand':
    case 'added':
      return { ...look, style: 'ByHand' };
    case 'form':
      return { ...look, smallCaps: true };
    case 'unclear':
      return { ...look, underline: 'dotted' };
    case 'abbreviation':
    case 'foreign':
    case 'emendation':
    case 'reference':
    case 'supplied':
    case 'correction':
    case 'zone':
      return look;
    default:
      return unreachable(mark);
  }
}

function withLook(look: RunLook, name: Extract<ReadingMark, { readonly kind: 'look' }>['look']): RunLook {
  switch (name) {
    case 'italic':
      return { ...look, italic: true };
    case 'bold':
      return { ...look, bold: true };
    case 'underline':
      return { ...look, underline: 'single' };
    case 'smallcaps':
      return { ...look, smallCaps: true };
    case 'superscript':
    case 'subscript':
      return { ...look, raised: name };
    case 'other':
      return look;
    default:
      return unreachable(name);
  }
}

/** A visible marker, which a bookmark names: `Facsimile_2`. */
function pageRuns({ anchor, number }: Extract<Inline, { readonly kind: 'page' }>, { bookmarks }: DocxContext): string {
  const kind = { facsimile: 'Facsimile', typeset: 'Typeset', page: 'Page' }[anchor.kind];
  const label = anchor.label.replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 20);
  const wanted = `${kind}_${label}`;
  const name = bookmarks.has(wanted) ? `${wanted}_${number}` : wanted;
  bookmarks.add(name);
  const id = String(number);
  const marker = styledRun('PageMarker', textElement(anchorMarker(anchor)));
  return `${xml('w:bookmarkStart', { 'w:id': id, 'w:name': name }, null)}${marker}${xml('w:bookmarkEnd', { 'w:id': id }, null)}`;
}

function callRun(
  { note, label }: Extract<Inline, { readonly kind: 'call' }>,
  { inNote, placed, labels }: DocxContext,
): string {
  const known = note === null ? undefined : labels.get(note);
  if (note === null || known === undefined || inNote || placed.has(note))
    return run({ ...plain, raised: 'superscript' }, textElement(label));
  placed.add(note);
  const mark = known.isCounted ? '' : textElement(known.label || label);
  const attributes = { 'w:customMarkFollows': known.isCounted ? null : '1', 'w:id': note };
  return styledRun('FootnoteReference', xml('w:footnoteReference', attributes, null) + mark);
}
