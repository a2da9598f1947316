import type { Box, Point } from '../../document/layout.ts';
import { lineHyphens } from '../../document/reading-text.ts';
import { ownTable } from '../../text/own-table.ts';
import { AltoTags } from './alto-tags.ts';
import {
  baseName,
  boxAroundPoints,
  confidenceOf,
  emptyPage,
  type FormatReader,
  type ImageSizeOf,
  numberOf,
  pointsOf,
  type RawBlock,
  type RawLine,
  type RawPage,
  type RawWord,
  type StatedImageSize,
  statedSize,
  WordBudget,
} from './raw-page.ts';
import { ReadingOrder } from './reading-order.ts';

type Attributes = ReadonlyMap<string, string>;

/** Dots per inch when neither file nor image tells them. */
const assumedDpi = 300;

/** How many units of ALTO an inch has. */
const unitsPerInch: ReadonlyMap<string, number> = new Map([
  ['mm10', 254],
  ['inch1200', 1200],
]);

/** The purpose that this program gives to an alternative with a confidence, 0 to 1; ALTO has no attribute for it. */
const statedConfidence = /^confidence:(\S+)$/;

/** Reads ALTO 2, 3 and 4. `Page` is a page, `TextBlock` a block wherever it stands, `String` a word, `HYP` the hyphen of the
 *  word before it. A polygon gives the box of what has no other. */
export class AltoReader implements FormatReader {
  readonly format = 'alto';
  readonly pages: RawPage[] = [];
  private readonly budget = new WordBudget();
  private readonly path: string[] = [];
  private readonly order = new ReadingOrder();
  private readonly next = new Map<string, string>();
  private readonly tags = new AltoTags();
  private unit = 'pixel';
  private image: string | null = null;
  private captured = '';
  private scale: Point = { x: 1, y: 1 };
  private page: RawPage | null = null;
  private blocks: RawBlock[] = [];
  private block: RawBlock | null = null;
  private line: RawLine | null = null;
  private word: RawWord | null = null;
  private alternativeConfidence: string | undefined;

  constructor(private readonly imageSize: ImageSizeOf) {}

  open(name: string, attributes: Attributes): void {
    this.path.push(name);
    this.captured = '';
    this.tags.open(name, attributes);
    switch (name) {
      case 'Page':
        this.openPage(attributes);
        break;
      case 'TextBlock':
        this.openBlock(attributes);
        break;
      case 'TextLine':
        this.openLine(attributes);
        break;
      case 'String':
        this.word = this.wordOf(attributes);
        break;
      case 'ALTERNATIVE':
        this.alternativeConfidence = statedConfidence.exec(attributes.get('PURPOSE') ?? '')?.[1];
        break;
      case 'HYP':
        this.addHyphen(attributes);
        break;
      case 'Polygon':
        this.addPolygon(attributes.get('POINTS') ?? '');
        break;
      case 'OrderedGroup':
      case 'UnorderedGroup':
        this.order.openGroup(null);
        break;
      case 'ElementRef':
        this.order.refer((attributes.get('REF') ?? '').split(/\s+/), null);
        break;
      default:
    }
  }

  text(text: string): void {
    this.captured += text;
  }

  close(name: string): void {
    this.path.pop();
    this.tags.close(name);
    const text = this.captured.trim();
    this.captured = '';
    switch (name) {
      case 'MeasurementUnit':
        this.unit = text.toLowerCase();
        break;
      case 'fileName':
        this.image = baseName(text);
        break;
      case 'ALTERNATIVE':
        this.word?.alternatives.push({ text, confidence: confidenceOf(this.alternativeConfidence, 1) });
        break;
      case 'String':
        this.closeWord();
        break;
      case 'TextLine':
        this.line = null;
        break;
      case 'TextBlock':
        this.block = null;
        break;
      case 'Page':
        this.closePage();
        break;
      case 'OrderedGroup':
      case 'UnorderedGroup':
        this.order.closeGroup();
        break;
      default:
    }
  }

  private openPage(attributes: Attributes): void {
    const stated = statedSize(numberOf(attributes.get('WIDTH')), numberOf(attributes.get('HEIGHT')));
    const image = this.imageSize(this.pages.length + 1, this.image);
    const perInch = unitsPerInch.get(this.unit);
    this.blocks = [];
    this.page = emptyPage(this.image, stated, image);
    this.scale = { x: 1, y: 1 };
    if (perInch !== undefined) this.scale = this.scaleOf(perInch, stated, image);
    if (stated) {
      this.page.width = this.pixels(stated.width, this.scale.x);
      this.page.height = this.pixels(stated.height, this.scale.y);
    }
  }

  /** The whole page covers the whole image; else the resolution of the image tells. */
  private scaleOf(
    perInch: number,
    stated: { readonly width: number; readonly height: number } | null,
    image: StatedImageSize | null,
  ): Point {
    if (image && stated) return { x: image.width / stated.width, y: image.height / stated.height };
    const known = image?.dpi ?? null;
    if (this.page && known === null) this.page.assumedDpi = assumedDpi;
    const factor = (known ?? assumedDpi) / perInch;
    return { x: factor, y: factor };
  }

  /** Lengths in pixels stay as they are; others become whole pixels. */
  private pixels(value: number, scale: number): number {
    return unitsPerInch.has(this.unit) ? Math.round(value * scale) : value;
  }

  private pointOf = ({ x, y }: Point): Point => ({
    x: this.pixels(x, this.scale.x),
    y: this.pixels(y, this.scale.y),
  });

  private boxOf(attributes: Attributes): Box | null {
    const sides = ['HPOS', 'VPOS', 'WIDTH', 'HEIGHT'];
    if (!sides.some((side) => attributes.has(side))) return null;
    const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = sides.map((side) =>
      numberOf(attributes.get(side)),
    );
    if (!unitsPerInch.has(this.unit)) return { x, y, width, height };
    const from = this.pointOf({ x, y });
    const to = this.pointOf({ x: x + width, y: y + height });
    return { ...from, width: to.x - from.x, height: to.y - from.y };
  }

  private openBlock(attributes: Attributes): void {
    const id = attributes.get('ID') ?? null;
    const next = attributes.get('IDNEXT');
    if (id !== null && next !== undefined) this.next.set(id, next);
    const role = this.tags.role(this.page);
    this.block = { id, box: this.boxOf(attributes), lines: [], ...(role && { role }) };
    this.blocks.push(this.block);
    this.noteLanguage(attributes);
  }

  private openLine(attributes: Attributes): void {
    const box = this.boxOf(attributes);
    this.noteLanguage(attributes);
    const role = this.tags.role(this.page);
    this.line = {
      ...(role && { role }),
      id: attributes.get('ID') ?? null,
      box,
      baseline: this.baselineOf(attributes.get('BASELINE'), box),
      words: [],
    };
    this.block?.lines.push(this.line);
  }

  /** ALTO: `@LANG` of 3 and later, `@language` of 2. The first that is stated counts for the page. */
  private noteLanguage(attributes: Attributes): void {
    const language = attributes.get('LANG') ?? attributes.get('language');
    if (this.page && language) this.page.language ??= language;
  }

  /** Up to ALTO 4.1 a baseline is one height, measured from the top. */
  private baselineOf(value: string | undefined, box: Box | null): readonly Point[] | null {
    if (value === undefined) return null;
    const points = pointsOf(value);
    const [only] = points;
    if (!only || points.length > 1 || !Number.isNaN(only.y)) return points.map(this.pointOf);
    if (!box) return null;
    const y = this.pixels(only.x, this.scale.y);
    return [
      { x: box.x, y },
      { x: box.x + box.width, y },
    ];
  }

  private wordOf(attributes: Attributes): RawWord {
    const as = this.tags.spans(this.page);
    const part = { HypPart1: 1 as const, HypPart2: 2 as const }[attributes.get('SUBS_TYPE') ?? ''];
    return {
      text: attributes.get('CONTENT') ?? '',
      box: this.boxOf(attributes),
      confidence: confidenceOf(attributes.get('WC'), 1),
      alternatives: [],
      hyphenation: part === undefined ? null : { part, whole: attributes.get('SUBS_CONTENT') || null },
      ...(as.length > 0 && { as }),
    };
  }

  private closeWord(): void {
    if (this.word) {
      const line = this.line ?? this.lineOutside();
      const before = line.words.length;
      this.budget.addElement(line, this.word);
      // A line given as one string may have its box there alone.
      if (line.words.length > before + 1) line.box ??= this.word.box;
    }
    this.word = null;
  }

  /** A word that stands in no line has one of its own. */
  private lineOutside(): RawLine {
    const line: RawLine = { id: null, box: null, baseline: null, words: [] };
    if (this.block) this.block.lines.push(line);
    else this.blocks.push({ id: null, box: null, lines: [line] });
    return line;
  }

  /** The page shows the hyphen, and so does the word. A soft hyphen is how some programs write it. */
  private addHyphen(attributes: Attributes): void {
    const word = this.line?.words.at(-1);
    if (!word) return;
    // Some programs put it into the word as well, or into the word alone and leave this empty.
    if (!lineHyphens.includes(word.text.slice(-1) || ' '))
      word.text += (attributes.get('CONTENT') ?? '').replaceAll('\u00AD', '-').trim() || '-';
    word.hyphenation ??= { part: 1, whole: null };
    if (!word.box || !attributes.has('HPOS') || !attributes.has('WIDTH')) return;
    const sides = new Map([
      ['HPOS', attributes.get('HPOS') ?? ''],
      ['WIDTH', attributes.get('WIDTH') ?? ''],
      ['VPOS', '0'],
      ['HEIGHT', '0'],
    ]);
    const hyphen = this.boxOf(sides);
    if (hyphen && hyphen.x + hyphen.width > word.box.x + word.box.width)
      word.box = { ...word.box, width: hyphen.x + hyphen.width - word.box.x };
  }

  private addPolygon(points: string): void {
    // Polygon stands in Shape, and Shape in what it is the shape of.
    const owners: Readonly<Record<string, { box: Box | null } | null>> = ownTable<{ box: Box | null } | null>({
      String: this.word,
      TextLine: this.line,
      TextBlock: this.block,
    });
    const owner = owners[this.path.at(-3) ?? ''];
    if (owner && owner.box === null) owner.box = boxAroundPoints(pointsOf(points).map(this.pointOf));
  }

  private closePage(): void {
    if (!this.page) return;
    this.page.blocks = this.order.sorted(inChains(this.blocks, this.next));
    this.pages.push(this.page);
    this.page = null;
  }
}

/** Blocks in the order of their chains of `@IDNEXT`; each chain begins where its first block stands. */
function inChains(blocks: readonly RawBlock[], next: ReadonlyMap<string, string>): readonly RawBlock[] {
  if (next.size === 0) return blocks;
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const followers = new Set(next.values());
  const sorted = new Set<RawBlock>();
  const follow = (first: RawBlock): void => {
    let block: RawBlock | undefined = first;
    while (block && !sorted.has(block)) {
      sorted.add(block);
      const following: string | undefined = block.id === null ? undefined : next.get(block.id);
      block = following === undefined ? undefined : byId.get(following);
    }
  };
  for (const block of blocks) if (block.id === null || !followers.has(block.id)) follow(block);
  for (const block of blocks) follow(block);
  return [...sorted];
}
