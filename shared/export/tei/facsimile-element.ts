import type { Box } from '../../document/layout.ts';
import type { PageImage } from '../../document/page-image.ts';
import { plainCharacters, textNodes } from '../xml/xml-characters.ts';
import { container, element, isElement, type XmlElement, type XmlNode } from '../xml/xml-tree.ts';
import type { FacsimilePlan, PlannedSurface, PlannedZone } from './facsimile-plan.ts';
import { pointerTo } from './xml-identifiers.ts';

/** `facsimile`: a `surface` for every page image, in pixels of the image as its file has it. Null without images. */
export function facsimileElement({ surfaces }: FacsimilePlan): XmlElement | null {
  if (surfaces.length === 0) return null;
  return container('facsimile', {}, surfaces.map(surfaceElement));
}

function surfaceElement({ identifier, page, zones }: PlannedSurface, index: number): XmlElement {
  const { width, height } = page;
  const corners = cornersOf({ x: 0, y: 0, width, height });
  return container('surface', { 'xml:id': identifier, n: String(index + 1), ...corners }, [
    element('graphic', { url: addressOf(page), width: `${width}px`, height: `${height}px` }),
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
