import type { Mark, Node } from 'prosemirror-model';
import type { AnchorId, PageImageId } from '../../document/identifier.ts';
import type { Box } from '../../document/layout.ts';
import type { PageImage, Zone } from '../../document/page-image.ts';
import { partInPicture } from '../../document/pages/treated-page.ts';
import {
  container,
  element,
  isElement,
  plainCharacters,
  textNodes,
  type XmlElement,
  type XmlNode,
} from '../../xml/xml-tree.ts';
import { pointerTo, type XmlIdentifiers } from './tei-names.ts';

/** A box on a page image and the stretch of the present text that it shows. */
export interface PlacedBox {
  /** Positions in the document that is exported. */
  readonly from: number;
  readonly to: number;
  readonly box: Box;
}

/** What is known of one page: where its lines and words stand in the present text. */
interface PlacedBoxes {
  readonly page: PageImageId;
  /** From the top. */
  readonly lines: readonly PlacedBox[];
  readonly words: readonly PlacedBox[];
}

/** The page images of an edition. */
export interface EditionFacsimile {
  /** In the order of the pages. */
  readonly pages: readonly PageImage[];
  readonly zones: readonly Zone[];
  /** Pages may be missing, or have no boxes. */
  readonly placed: readonly PlacedBoxes[];
  /** Whether words become zones too, and `seg` in the text. False when not given. */
  readonly wordZones?: boolean;
}

/** A zone to be written. */
interface PlannedZone {
  readonly identifier: string;
  readonly type: string;
  readonly box: Box;
  readonly note: string;
}

/** A page image to be written. TEI: `surface`. */
interface PlannedSurface {
  readonly identifier: string;
  readonly page: PageImage;
  readonly zones: readonly PlannedZone[];
}

/** A word of the text with the zone that shows it. */
interface PlannedWord {
  readonly from: number;
  readonly to: number;
  readonly identifier: string;
}

export interface FacsimilePlan {
  readonly surfaces: readonly PlannedSurface[];
  /** `surface`s that begin at a page anchor. */
  readonly surfacesOfAnchor: ReadonlyMap<AnchorId, readonly string[]>;
  /** What the mark `zone` of an id points at: a drawn zone. Marks of others say nothing. */
  readonly zoneOfMark: ReadonlyMap<string, string>;
  /** The zone of the line that begins after a line break, by the position of the break. */
  readonly lineAfterBreak: ReadonlyMap<number, string>;
  /** By their place in the text, not overlapping; empty unless word zones are wanted. */
  readonly words: readonly PlannedWord[];
}

/** Gives page images, zones and boxes their identifiers and finds what in the text points at them. Zones and boxes of pages that
 *  are not among the images are left out. Pure but for the identifiers it claims; O(document + boxes × log boxes). */
export function planFacsimile(
  doc: Node,
  facsimile: EditionFacsimile | undefined,
  identifiers: XmlIdentifiers,
): FacsimilePlan {
  const placedOf = new Map(facsimile?.placed.map((boxes) => [boxes.page, boxes]));
  const surfacesOfAnchor = new Map<AnchorId, string[]>();
  const zoneOfMark = new Map<string, string>();
  const lines: PlannedWord[] = [];
  const words: PlannedWord[] = [];
  // Pages and drawn zones first: their identifiers are the document's own and stay as they are.
  for (const { id } of facsimile?.pages ?? []) identifiers.of('surface', id);
  for (const { id } of facsimile?.zones ?? []) identifiers.of('zone', id);
  const surfaces = (facsimile?.pages ?? []).map((page): PlannedSurface => {
    const identifier = identifiers.of('surface', page.id);
    if (page.anchor !== null)
      surfacesOfAnchor.set(page.anchor, [...(surfacesOfAnchor.get(page.anchor) ?? []), identifier]);
    const drawn = (facsimile?.zones ?? []).filter((zone) => zone.page === page.id).map(drawnZone);
    for (const zone of drawn) zoneOfMark.set(zone.id, zone.identifier);
    const placed = placedOf.get(page.id);
    const lineZones = boxZones(placed?.lines ?? [], 'line', `${identifier}-l`, lines);
    const wanted = facsimile?.wordZones === true ? (placed?.words ?? []) : [];
    return { identifier, page, zones: [...drawn, ...lineZones, ...boxZones(wanted, 'word', `${identifier}-w`, words)] };
  });
  return { surfaces, surfacesOfAnchor, zoneOfMark, lineAfterBreak: linesAfterBreaks(doc, lines), words: apart(words) };

  function drawnZone(zone: Zone): PlannedZone & { readonly id: string } {
    const { id, box, kind, note } = zone;
    return { id, identifier: identifiers.of('zone', id), type: kind.replaceAll(' ', '-'), box, note };
  }

  function boxZones(boxes: readonly PlacedBox[], type: string, name: string, found: PlannedWord[]): PlannedZone[] {
    return boxes.map(({ from, to, box }, index) => {
      const identifier = identifiers.claim(`${name}${index + 1}`);
      found.push({ from, to, identifier });
      return { identifier, type, box, note: '' };
    });
  }
}

/** In order of place; of two that overlap the one that begins later is left out, as are those without extent. */
function apart(words: readonly PlannedWord[]): readonly PlannedWord[] {
  let end = 0;
  return [...words]
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from)
    .filter(({ from, to }) => {
      if (from < end) return false;
      end = to;
      return true;
    });
}

/** The line that begins between a break and the next one, or the end of its block, is that break's. */
function linesAfterBreaks(doc: Node, lines: readonly PlannedWord[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  if (lines.length === 0) return found;
  const sorted = [...lines].sort((a, b) => a.from - b.from);
  let next = 0;
  const stretch = (lineBreak: number, end: number): void => {
    while (next < sorted.length && (sorted[next]?.from ?? 0) <= lineBreak) next += 1;
    const line = sorted[next];
    if (line && line.from < end) found.set(lineBreak, line.identifier);
  };
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true;
    let open: number | null = null;
    block.forEach((child, offset) => {
      if (child.type.name !== 'lineBreak') return;
      if (open !== null) stretch(open, pos + 1 + offset);
      open = pos + 1 + offset;
    });
    if (open !== null) stretch(open, pos + 1 + block.content.size);
    return false;
  });
  return found;
}

/** A stretch of a text and the marks that it has in the edition. */
interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** Parts a text where words with zones begin and end, and marks those words like drawn zones are marked.
 *  @param from position of the text in the document */
export function withWordZones(
  plan: FacsimilePlan,
  text: string,
  from: number,
  marks: readonly Mark[],
  markOf: (identifier: string) => Mark,
): readonly MarkedText[] {
  const parts: MarkedText[] = [];
  let done = 0;
  const take = (cut: number, identifier: string | null): void => {
    const end = wholeCharacters(text, cut);
    if (end <= done) return;
    parts.push({ text: text.slice(done, end), marks: identifier === null ? marks : [...marks, markOf(identifier)] });
    done = end;
  };
  for (let index = firstEndingAfter(plan.words, from); index < plan.words.length; index += 1) {
    const word = plan.words[index];
    if (!word || word.from >= from + text.length) break;
    take(word.from - from, null);
    take(Math.min(word.to - from, text.length), word.identifier);
  }
  take(text.length, null);
  return parts;
}

/** A box need not end where a character does: half of one cannot be written. */
const wholeCharacters = (text: string, end: number): number =>
  /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(end - 1, end + 1)) ? end + 1 : end;

function firstEndingAfter(words: readonly PlannedWord[], position: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.to ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `facsimile`: a `surface` for every page image, in pixels of the image as its file has it. Where the page is a part of it, the surface is that
 *  part, and the image lies in a zone that reaches beyond (TEI Guidelines, 12.1). Null without images. */
export function facsimileElement({ surfaces }: FacsimilePlan): XmlElement | null {
  if (surfaces.length === 0) return null;
  return container('facsimile', {}, surfaces.map(surfaceElement));
}

function surfaceElement({ identifier, page, zones }: PlannedSurface, index: number): XmlElement {
  const { width, height } = page;
  const whole = cornersOf({ x: 0, y: 0, width, height });
  const graphic = element('graphic', { url: addressOf(page), width: `${width}px`, height: `${height}px` });
  const isPart = page.treatment?.crop;
  const corners = isPart ? cornersOf(partInPicture(page)) : whole;
  return container('surface', { 'xml:id': identifier, n: String(index + 1), ...corners }, [
    isPart ? container('zone', { type: 'picture', ...whole }, [graphic]) : graphic,
    ...zones.map(zoneElement),
  ]);
}

function zoneElement({ identifier, type, box, note }: PlannedZone): XmlElement {
  const described = note === '' ? [] : [element('note', { type: 'description' }, textNodes(note))];
  return element('zone', { 'xml:id': identifier, type, ...cornersOf(box) }, described);
}

function cornersOf({ x, y, width, height }: Box): Readonly<Record<'ulx' | 'uly' | 'lrx' | 'lry', string>> {
  return { ulx: pixels(x), uly: pixels(y), lrx: pixels(x + width), lry: pixels(y + height) };
}

const pixels = (value: number): string => String(Math.round(value * 100) / 100);

/** Where the image lies, seen from the document's folder. A page of a file with several has its number behind it, as PDF defines. */
function addressOf({ file, format, frame }: PageImage): string {
  const path = `facsimile/${encodeURIComponent(plainCharacters(file))}`;
  return format === 'pdf' || frame > 0 ? `${path}#page=${frame + 1}` : path;
}

/** What a passage with a zone is called until it is known whether its element has room for `@facs`. */
const passageType = 'zone';

/** `seg[@facs]`: a passage that a zone shows. */
export const zonePassage = (zone: string, children: readonly XmlNode[]): XmlElement =>
  element('seg', { type: passageType, facs: pointerTo(zone) }, children);

/** Elements that take over the zone of a passage that fills them: blocks, their parts, and tags. */
const bearers: ReadonlySet<string> = new Set(
  (
    'p head label ab item cell fw stamp dateline salute signed note seg ' + 'persName placeName orgName date term rs'
  ).split(' '),
);

/** Moves `@facs` from a passage to the element that it fills. The same words, one element less. */
export function withRaisedZones(node: XmlElement): XmlElement {
  const children = node.children.map((child) => (isElement(child) ? withRaisedZones(child) : child));
  const [only] = children;
  const zone = children.length === 1 && only !== undefined && isElement(only) ? zoneOfPassage(only) : null;
  if (zone === null || !bearers.has(node.name) || node.attributes.some(([name]) => name === 'facs'))
    return { ...node, children };
  const passage = only as XmlElement;
  return { ...node, attributes: [...node.attributes, ['facs', zone]], children: passage.children };
}

function zoneOfPassage({ name, attributes }: XmlElement): string | null {
  const [type, facs] = attributes;
  if (name !== 'seg' || attributes.length !== 2 || type?.[1] !== passageType || facs?.[0] !== 'facs') return null;
  return facs[1];
}
