import type { Box, LayoutSpanKind } from '../../document/layout.ts';
import { inEnglish } from '../../translation/retell.ts';
import { asLineReads } from './line-words.ts';
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
  statedSize,
  WordBudget,
} from './raw-page.ts';
import { countLeft, customTags, looksNamed, looksOf, roleNamed, spansOfCustom } from './raw-spans.ts';
import { ReadingOrder } from './reading-order.ts';

type Attributes = ReadonlyMap<string, string>;

/** PAGE: `TextEquiv`. */
interface Equivalent {
  readonly index: number | null;
  readonly confidence: number | null;
  text: string | null;
}

/** Where a cell stands in its table, from 0. PAGE: `TableCell/@row`, `TableCellRole/@rowIndex`. */
interface CellPlace {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** A region, line or word that is being read, and the texts that stand directly in it. */
interface Owner {
  readonly name: 'TextRegion' | 'TableCell' | 'TextLine' | 'Word';
  box: Box | null;
  readonly texts: Equivalent[];
  readonly block: RawBlock;
  /** Whether it shares the block of a cell around it: what stands in a cell is the cell's, a region or a table too. */
  readonly isInCell: boolean;
  /** How many lines the block had before it. */
  readonly before: number;
  readonly line: RawLine | null;
  /** PAGE: `@custom`. */
  readonly custom: string | undefined;
  /** Of `TextStyle`. */
  looks: readonly LayoutSpanKind[];
}

/** Reads PAGE-XML of 2013 to 2019 (and the `Point` elements of 2010). Every `TextRegion` is a block, nested ones after the one
 *  around them; of several `TextEquiv` the one with the lowest index is the text and the others are alternatives. */
export class PageXmlReader implements FormatReader {
  readonly format = 'page-xml';
  readonly pages: RawPage[] = [];
  private readonly budget = new WordBudget();
  private readonly path: string[] = [];
  private readonly owners: Owner[] = [];
  private order = new ReadingOrder();
  private page: RawPage | null = null;
  private blocks: RawBlock[] = [];
  private equivalent: Equivalent | null = null;
  private captured = '';
  private points: string[] = [];
  private tables = 0;
  private readonly cells = new Map<RawBlock, CellPlace>();
  private readonly places = new Map<RawBlock | RawLine, number>();

  constructor(private readonly imageSize: ImageSizeOf) {}

  open(name: string, attributes: Attributes): void {
    const parent = this.path.at(-1) ?? '';
    this.path.push(name);
    this.captured = '';
    switch (name) {
      case 'Page':
        this.openPage(attributes);
        break;
      case 'TableRegion':
        // A table in a cell is the text of the cell.
        if (!this.owners.some((owner) => owner.name === 'TableCell')) this.tables += 1;
        break;
      case 'TableCellRole':
        this.placeCell(attributes.get('rowIndex'), attributes.get('columnIndex'), attributes);
        break;
      case 'TextStyle':
        this.addLooks(parent, attributes);
        break;
      case 'TextRegion':
      case 'TableCell':
      case 'TextLine':
      case 'Word':
        this.openOwner(name, attributes);
        break;
      case 'TextEquiv':
        this.equivalent = {
          index: integerOf(attributes.get('index')),
          confidence: confidenceOf(attributes.get('conf'), 1),
          text: null,
        };
        break;
      case 'Coords':
        this.points = [];
        this.addCoordinates(parent, attributes.get('points'));
        break;
      case 'Point':
        this.points.push(`${attributes.get('x')},${attributes.get('y')}`);
        break;
      case 'Baseline':
        this.addBaseline(parent, attributes.get('points'));
        break;
      case 'RegionRef':
      case 'RegionRefIndexed':
        this.order.refer([attributes.get('regionRef') ?? ''], integerOf(attributes.get('index')));
        break;
      default:
        if (isGroup(name)) this.order.openGroup(integerOf(attributes.get('index')));
    }
  }

  text(text: string): void {
    this.captured += text;
  }

  close(name: string): void {
    this.path.pop();
    const parent = this.path.at(-1) ?? '';
    switch (name) {
      case 'Unicode':
        if (this.equivalent && this.captured.trim() !== '') this.equivalent.text = this.captured;
        break;
      case 'PlainText':
        // Where both are given, Unicode is the one that keeps all characters; some programs leave it empty.
        if (this.equivalent) this.equivalent.text ??= this.captured;
        break;
      case 'TextEquiv':
        // A glyph has texts too, but they are not those of its word.
        if (this.equivalent) this.addEquivalent(this.equivalent, parent);
        this.equivalent = null;
        break;
      case 'Coords':
        if (this.points.length > 0) this.addCoordinates(parent, this.points.join(' '));
        break;
      case 'Word':
      case 'TextLine':
      case 'TextRegion':
      case 'TableCell':
        this.closeOwner();
        break;
      case 'Page':
        this.closePage();
        break;
      default:
        if (isGroup(name)) this.order.closeGroup();
    }
    this.captured = '';
  }

  private openPage(attributes: Attributes): void {
    const image = baseName(attributes.get('imageFilename') ?? '');
    const stated = statedSize(numberOf(attributes.get('imageWidth')), numberOf(attributes.get('imageHeight')));
    const known = stated ? null : this.imageSize(this.pages.length + 1, image);
    this.order = new ReadingOrder();
    this.blocks = [];
    this.page = emptyPage(image, stated, known);
    this.page.language = attributes.get('primaryLanguage') ?? null;
    this.cells.clear();
  }

  private openOwner(name: Owner['name'], attributes: Attributes): void {
    const around = this.owners.at(-1);
    if (name === 'TextRegion' || name === 'TableCell') {
      const cell = this.owners.findLast((owner) => owner.name === 'TableCell' && !owner.isInCell);
      const block: RawBlock = cell?.block ?? { id: attributes.get('id') ?? null, box: null, lines: [] };
      if (!cell) this.blocks.push(block);
      const custom = attributes.get('custom');
      const before = block.lines.length;
      this.owners.push({ name, box: null, texts: [], block, isInCell: !!cell, before, line: null, custom, looks: [] });
      if (cell) return;
      if (name === 'TableCell') this.placeCell(attributes.get('row'), attributes.get('col'), attributes);
      else this.nameBlock(block, attributes);
      if (this.page && attributes.has('primaryLanguage'))
        this.page.language ??= attributes.get('primaryLanguage') ?? null;
      return;
    }
    const block = around?.block ?? { id: null, box: null, lines: [] };
    const line =
      name === 'TextLine'
        ? { id: attributes.get('id') ?? null, box: null, baseline: null, words: [] }
        : (around?.line ?? null);
    const custom = attributes.get('custom');
    if (name === 'TextLine' && line) {
      block.lines.push(line);
      this.notePlace(line, custom);
      const role = roleNamed(structureOf(custom), this.page);
      if (role) line.role = role;
    }
    this.owners.push({ name, box: null, texts: [], block, isInCell: false, before: 0, line, custom, looks: [] });
  }

  /** What a person calls a region counts more than its type, which programs write. */
  private nameBlock(block: RawBlock, attributes: Attributes): void {
    const custom = attributes.get('custom');
    const role = roleNamed(structureOf(custom) ?? attributes.get('type'), this.page);
    if (role) block.role = role;
    this.notePlace(block, custom);
  }

  /** Transkribus: `readingOrder {index:3;}`. */
  private notePlace(of: RawBlock | RawLine, custom: string | undefined): void {
    const index = integerOf(
      customTags(custom)
        .find(({ name }) => name === 'readingOrder')
        ?.properties.get('index'),
    );
    if (index !== null) this.places.set(of, index);
  }

  private addLooks(parent: string, attributes: Attributes): void {
    const owner = this.owners.at(-1);
    if (owner?.name !== parent) return;
    const { kept, left } = looksNamed(looksOf(attributes));
    owner.looks = kept;
    for (const look of left) countLeft(this.page, inEnglish`the look “${look}”`);
  }

  /** The place of the cell that is being read. */
  private placeCell(row: string | undefined, column: string | undefined, attributes: Attributes): void {
    const owner = this.owners.at(-1);
    if (!owner || owner.isInCell) return;
    const { block } = owner;
    const spanned = (name: string): number => Math.min(100, Math.max(1, integerOf(attributes.get(name)) ?? 1));
    const place = {
      table: this.tables,
      row: numberOf(row),
      column: numberOf(column),
      rows: spanned('rowSpan'),
      columns: spanned('colSpan'),
    };
    this.cells.set(block, place);
    if (isPlaced(place)) block.cell = place;
  }

  /** A text of what is being read. A glyph has texts too, but they are not those of its word; text anywhere else is counted. */
  private addEquivalent(equivalent: Equivalent, parent: string): void {
    const owner = this.owners.at(-1);
    if (owner?.name === parent) owner.texts.push(equivalent);
    else if (parent !== 'Glyph' && this.page) this.page.leftOut += (equivalent.text ?? '').trim().length;
  }

  private addCoordinates(parent: string, points: string | undefined): void {
    const owner = this.owners.at(-1);
    if (owner?.name === parent && points !== undefined) owner.box = boxAroundPoints(pointsOf(points));
  }

  private addBaseline(parent: string, points: string | undefined): void {
    const owner = this.owners.at(-1);
    if (owner?.name === 'TextLine' && parent === 'TextLine' && owner.line && points !== undefined)
      owner.line.baseline = pointsOf(points);
  }

  private closeOwner(): void {
    const owner = this.owners.pop();
    if (!owner) return;
    const { name, box, texts, block, line } = owner;
    const [text, ...others] = inOrder(texts);
    if (name === 'Word') {
      const alternatives = others.map((other) => ({ text: (other.text ?? '').trim(), confidence: other.confidence }));
      const confidence = text?.confidence ?? null;
      const as = looksAround(this.owners, owner);
      const word: RawWord = {
        text: text?.text ?? '',
        box,
        confidence,
        alternatives,
        hyphenation: null,
        ...(as.length > 0 && { as }),
      };
      if (line) this.budget.addElement(line, word);
    } else if (name === 'TextLine') {
      if (!line) return;
      line.box = box;
      if (line.words.length === 0 && text) this.budget.addText(line, text.text ?? '', text.confidence);
      else if (text?.text && asLineReads(line, text.text) && this.page) this.page.correctedLines += 1;
      this.addSpans(line, owner, text?.text ?? '');
    } else {
      const own = (): readonly RawLine[] => block.lines.slice(owner.before);
      if (!owner.isInCell && block.lines.length > 1) inPlaces(block.lines, this.places);
      if (!owner.isInCell) block.box = box;
      if (own().every(({ words }) => words.length === 0) && text) this.addLines(block, text);
      if (owner.looks.length > 0) for (const word of own().flatMap(({ words }) => words)) word.as ??= owner.looks;
    }
  }

  /** What is said of stretches of a line. */
  private addSpans(line: RawLine, owner: Owner, text: string): void {
    const own = line.words.map((word) => word.text).join(' ');
    const spans = spansOfCustom(owner.custom, text || own, this.page);
    if (spans.length > 0) line.spans = spans;
    const looks = looksAround(this.owners, owner);
    if (looks.length > 0) for (const word of line.words) word.as ??= looks;
  }

  /** The lines of a region that has only a text of its own. */
  private addLines(block: RawBlock, { text, confidence }: Equivalent): void {
    for (const written of (text ?? '').split(/\r\n|\r|\n/)) {
      if (written.trim() === '') continue;
      const line: RawLine = { id: null, box: null, baseline: null, words: [] };
      this.budget.addText(line, written, confidence);
      block.lines.push(line);
    }
  }

  private closePage(): void {
    if (!this.page) return;
    if (this.order.isEmpty) inPlaces(this.blocks, this.places);
    this.page.blocks = this.order.sorted(rowByRow(this.blocks, this.cells));
    this.pages.push(this.page);
    this.page = null;
  }
}

const structureOf = (custom: string | undefined): string | undefined =>
  customTags(custom)
    .find(({ name }) => name === 'structure')
    ?.properties.get('type');

/** How the letters look in an element: as it says itself, else as what it stands in says. */
const looksAround = (owners: readonly Owner[], owner: Owner): readonly LayoutSpanKind[] =>
  [owner, ...owners.toReversed()].find(({ looks }) => looks.length > 0)?.looks ?? [];

const largestTable = 1_000;
const isPlaced = ({ row, column }: CellPlace): boolean =>
  [row, column].every((index) => Number.isInteger(index) && index >= 0 && index < largestTable);

/** Sorts by the places that all of some say they have. */
function inPlaces<Part extends RawBlock | RawLine>(
  parts: Part[],
  places: ReadonlyMap<RawBlock | RawLine, number>,
): void {
  if (parts.every((part) => places.has(part))) parts.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

const isGroup = (name: string): boolean => /^(?:Uno|O)rderedGroup(?:Indexed)?$/.test(name);

function integerOf(value: string | undefined): number | null {
  const index = numberOf(value);
  return Number.isInteger(index) ? index : null;
}

/** The lowest index first; those without one as they stand, before the others. */
const inOrder = (texts: readonly Equivalent[]): readonly Equivalent[] =>
  [...texts].sort((a, b) => (a.index ?? -1) - (b.index ?? -1));

/** The cells of each table row by row, where its first one stands. */
function rowByRow(blocks: readonly RawBlock[], cells: ReadonlyMap<RawBlock, CellPlace>): readonly RawBlock[] {
  if (cells.size === 0) return blocks;
  const tables = new Map<number, RawBlock[]>();
  for (const [block, { table }] of cells) tables.set(table, [...(tables.get(table) ?? []), block]);
  for (const own of tables.values()) own.sort((a, b) => compareCells(cells.get(a), cells.get(b)));
  const placed = new Set<number>();
  return blocks.flatMap((block) => {
    const place = cells.get(block);
    if (!place) return [block];
    if (placed.has(place.table)) return [];
    placed.add(place.table);
    return tables.get(place.table) ?? [];
  });
}

const compareCells = (a: CellPlace | undefined, b: CellPlace | undefined): number =>
  (a?.row ?? 0) - (b?.row ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
