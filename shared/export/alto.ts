import type { Box, LayoutBlock, LayoutLine, LayoutWord, PageLayout } from '../document/layout.ts';
import { lineHyphens } from '../document/reading-text.ts';
import {
  type Attributes,
  container,
  element,
  plainCharacters,
  serialiseXml,
  type XmlElement,
} from '../xml/xml-tree.ts';

/** A page as an ALTO file describes it. */
export interface AltoPage {
  readonly layout: PageLayout;
  /** Name of its image; null when there is none. */
  readonly image: string | null;
  /** Number of the page in its document, from 1. */
  readonly number: number;
  /** What a word of the layout reads at present, white space between words included; null when it is gone. Without it, what the
   *  layout says is written. */
  readonly presentText?: (word: LayoutWord) => string | null;
}

const altoNamespace = 'http://www.loc.gov/standards/alto/ns-v4#';

/** The ALTO 4.4 of one page, in pixels; one file a page, because ALTO names one image a file.
 *
 *  Confidences keep two digits of their percentage. A word that was corrected has `@CS`, no `@WC`, and what was recognised as
 *  `ALTERNATIVE` of the purpose `recognised`; the confidence of another alternative stands in its purpose (`confidence:0.31`), for
 *  which ALTO has no attribute. Characters that XML cannot hold become U+FFFD. Pure. */
export function altoXml(page: AltoPage, application: { readonly name: string; readonly version: string }): string {
  const { width, height, blocks } = page.layout;
  const size = { WIDTH: String(width), HEIGHT: String(height) };
  const space = container('PrintSpace', { HPOS: '0', VPOS: '0', ...size }, [
    ...blocks.map((block, index) => blockElement(page, block, `B${index + 1}`)),
  ]);
  const numbered = { ID: `P${page.number}`, PHYSICAL_IMG_NR: String(page.number), ...size };
  const root = container('alto', { SCHEMAVERSION: '4.4' }, [
    description(page, application),
    container('Layout', {}, [container('Page', numbered, [space])]),
  ]);
  return serialiseXml(root, altoNamespace);
}

function description(
  { image }: AltoPage,
  { name, version }: { readonly name: string; readonly version: string },
): XmlElement {
  const source =
    image === null
      ? []
      : [container('sourceImageInformation', {}, [element('fileName', {}, [plainCharacters(image)])])];
  return container('Description', {}, [
    element('MeasurementUnit', {}, ['pixel']),
    ...source,
    container('Processing', { ID: 'written' }, [
      element('processingCategory', {}, ['other']),
      container('processingSoftware', {}, [
        element('softwareName', {}, [plainCharacters(name)]),
        element('softwareVersion', {}, [plainCharacters(version)]),
      ]),
    ]),
  ]);
}

const boxAttributes = (box: Box | null): Attributes =>
  box === null
    ? {}
    : { HPOS: String(box.x), VPOS: String(box.y), WIDTH: String(box.width), HEIGHT: String(box.height) };

function blockElement(page: AltoPage, { box, lines }: LayoutBlock, id: string): XmlElement {
  const content = lines.map((line, index) => lineElement(page, line, `${id}L${index + 1}`));
  return container('TextBlock', { ID: id, ...boxAttributes(box) }, content);
}

function lineElement(page: AltoPage, { box, baseline, words }: LayoutLine, id: string): XmlElement {
  const points = baseline?.map(({ x, y }) => `${x},${y}`).join(' ') ?? null;
  const strings = words.flatMap((word) => stringsOf(page, word));
  const content: XmlElement[] = [];
  for (const [index, string] of strings.entries()) {
    if (index > 0) content.push(element('SP'));
    content.push(...stringElements(string, index === strings.length - 1));
  }
  // ALTO has no line without a string.
  if (content.length === 0) content.push(element('String', { CONTENT: '' }));
  return container('TextLine', { ID: id, BASELINE: points, ...boxAttributes(box) }, content);
}

/** A word of the line as it is to be written. */
interface AltoString extends LayoutWord {
  readonly corrected: boolean;
  /** What was recognised, where it is not what the text says now. */
  readonly recognised: string | null;
}

/** A word as it reads at present: nothing, itself, or several that share its box by their lengths. */
function stringsOf({ presentText }: AltoPage, word: LayoutWord): readonly AltoString[] {
  const present = presentText ? presentText(word) : word.text;
  if (present === word.text) return [{ ...word, corrected: false, recognised: null }];
  const parts = present?.split(/\s+/).filter((part) => part !== '') ?? [];
  const boxes = sharedBox(word.box, parts);
  return parts.map((text, index) => {
    const divides = word.hyphenation?.part === 1 ? index === parts.length - 1 : index === 0;
    return {
      text,
      box: boxes[index] ?? null,
      confidence: null,
      alternatives: index === 0 ? word.alternatives : [],
      // The whole word that was recognised may no longer be right.
      hyphenation: word.hyphenation && divides ? { part: word.hyphenation.part, whole: null } : null,
      corrected: true,
      recognised: index === 0 ? word.text : null,
    };
  });
}

/** A box parted among words that stand in it, a space between each two. */
function sharedBox(box: Box | null, parts: readonly string[]): readonly (Box | null)[] {
  if (box === null || parts.length === 1) return parts.map(() => box);
  const characters = parts.reduce((sum, part) => sum + part.length + 1, -1);
  let before = 0;
  return parts.map((part) => {
    const x = box.x + (box.width * before) / characters;
    before += part.length + 1;
    return { ...box, x: rounded(x), width: rounded((box.width * part.length) / characters) };
  });
}

const rounded = (pixels: number): number => Math.round(pixels * 100) / 100;

function stringElements(string: AltoString, isLast: boolean): readonly XmlElement[] {
  const { text, hyphenation } = string;
  const sign = text.slice(-1);
  const hasHyphen =
    isLast && hyphenation?.part === 1 && text.length > 1 && sign !== '\u00AD' && lineHyphens.includes(sign);
  const attributes = {
    CONTENT: hasHyphen ? text.slice(0, -1) : text,
    ...boxAttributes(string.box),
    WC: string.confidence === null ? null : share(string.confidence),
    CS: string.corrected ? 'true' : null,
    SUBS_TYPE: hyphenation ? `HypPart${hyphenation.part}` : null,
    SUBS_CONTENT: hyphenation?.whole ?? null,
  };
  const recognised =
    string.recognised === null ? [] : [element('ALTERNATIVE', { PURPOSE: 'recognised' }, [string.recognised])];
  const alternatives = string.alternatives.map((other) =>
    element('ALTERNATIVE', { PURPOSE: other.confidence === null ? null : `confidence:${share(other.confidence)}` }, [
      other.text,
    ]),
  );
  const written = container('String', attributes, [...recognised, ...alternatives]);
  return hasHyphen ? [written, element('HYP', { CONTENT: sign })] : [written];
}

/** 0 to 100 as 0 to 1, with four digits after the point. */
const share = (confidence: number): string => String(Math.round(confidence * 100) / 10_000);
