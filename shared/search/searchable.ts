import type { Node } from 'prosemirror-model';
import { annotationRanges } from '../document/annotation.ts';
import type { DocumentState } from '../document/document-state.ts';
import type { DocumentId } from '../document/identifier.ts';
import { anchorName, anchorsOf } from '../document/page-anchor.ts';
import { type BlockText, blockText, plainBlock, readingText, textBlocks } from '../document/reading-text.ts';
import type { SearchField } from './query.ts';

/** A tagged passage, in units of `Searchable.text`. */
export interface SearchableTag {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

/** A document as it is searched. */
export interface Searchable {
  readonly id: DocumentId;
  readonly title: string;
  /** What it reads now, a line a block: a word that a line end breaks is whole, page anchors leave no trace. */
  readonly text: string;
  /** Where in `text` the notes begin. */
  readonly notesFrom: number;
  /** Pairs of a unit of `text` and the unit of the text that `show --text` prints: each holds up to the next. Ascending. */
  readonly places: readonly (readonly [number, number])[];
  /** What the source reads; null when it is the same. */
  readonly sourceText: string | null;
  readonly tags: readonly SearchableTag[];
  /** Everything else that is looked for by name. Values that do not hang together are parted by line feeds. */
  readonly facts: Readonly<Partial<Record<SearchField, string>>>;
  /** The date in W3C form; empty when it is not known. */
  readonly when: string;
}

/** A document as it is searched. O(document) the first time, then what reading its blocks that changed takes. */
export function searchableOf(state: DocumentState): Searchable {
  const { metadata, doc } = state;
  const text = readingText(doc);
  const sourceText = readingText(state.imported);
  const { places, notesFrom, unitAt } = placesOf(doc, text.length);
  return {
    id: state.id,
    title: metadata.title,
    text,
    notesFrom,
    places,
    sourceText: sourceText === text ? null : sourceText,
    tags: tagsOf(state, unitAt),
    facts: {
      title: metadata.title,
      from: metadata.from,
      to: metadata.to,
      number: metadata.number,
      status: state.status,
      type: metadata.type,
      file: state.source.name,
      page: anchorsOf(doc)
        .map(({ anchor }) => anchorName(anchor))
        .join('\n'),
    },
    when: metadata.date?.when ?? '',
  };
}

interface Places {
  readonly places: Searchable['places'];
  readonly notesFrom: number;
  /** The unit of the reading text that stands at a position of the document, or the next one. */
  readonly unitAt: (position: number) => number;
}

interface PlacedText {
  /** Position of the first place in the block, its first unit in the reading text, and what it reads. */
  readonly start: number;
  readonly unit: number;
  readonly reading: BlockText;
}

const betweenPlainBlocks = 2;

function placesOf(doc: Node, length: number): Places {
  const notesAt = notesPosition(doc);
  const places: (readonly [number, number])[] = [];
  const blocks: PlacedText[] = [];
  let [unit, plainUnit, notesFrom] = [0, 0, length];
  for (const { block, start } of textBlocks(doc)) {
    const reading = blockText(block);
    const plain = plainBlock(block);
    if (start > notesAt && notesFrom === length) notesFrom = unit;
    addPlaces(places, unit, plainUnit, reading, plain.offsets);
    blocks.push({ start, unit, reading });
    unit += reading.text.length + 1;
    plainUnit += plain.text.length + betweenPlainBlocks;
  }
  return { places, notesFrom, unitAt: (position) => unitAtPosition(blocks, position) };
}

/** Where the notes of a document begin: they come last. */
function notesPosition(doc: Node): number {
  const { lastChild } = doc;
  return lastChild?.type.name === 'notes' ? doc.content.size - lastChild.nodeSize : Number.POSITIVE_INFINITY;
}

/** Adds a place wherever the two texts of a block run apart. */
function addPlaces(
  places: (readonly [number, number])[],
  unit: number,
  plainUnit: number,
  { text, offsets }: BlockText,
  plain: readonly number[],
): void {
  let [at, apart] = [0, Number.NaN];
  for (let index = 0; index < text.length; index++) {
    const offset = offsets[index] ?? 0;
    while (at < plain.length && (plain[at] ?? 0) < offset) at += 1;
    if (plainUnit + at - (unit + index) === apart) continue;
    apart = plainUnit + at - (unit + index);
    places.push([unit + index, plainUnit + at]);
  }
}

function unitAtPosition(blocks: readonly PlacedText[], position: number): number {
  const index = lastAtMost(blocks, position, ({ start }) => start);
  const block = blocks[index];
  if (!block) return 0;
  const { offsets } = block.reading;
  const before = lastAtMost(offsets, position - block.start - 1, (offset) => offset);
  return block.unit + before + 1;
}

/** The last of ascending items whose number is at most `most`; -1 when none is. */
function lastAtMost<Item>(items: readonly Item[], most: number, numberOf: (item: Item) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberOf(items[middle] as Item) <= most) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function tagsOf({ doc, annotations }: DocumentState, unitAt: (position: number) => number): readonly SearchableTag[] {
  return annotationRanges(doc)
    .filter(({ id }) => annotations.get(id)?.withdrawn !== true)
    .map(({ as, from, to }) => ({ kind: as, from: unitAt(from), to: unitAt(to) }))
    .filter(({ from, to }) => to > from);
}

/** The unit of the text that `show --text` prints, of a unit of `Searchable.text`. */
export function plainUnitOf({ places }: Pick<Searchable, 'places'>, unit: number): number {
  const [from, plain] = places[lastAtMost(places, unit, ([start]) => start)] ?? [0, 0];
  return plain + unit - from;
}
