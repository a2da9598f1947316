import { gapCursor } from 'prosemirror-gapcursor';
import type { Mark, Node } from 'prosemirror-model';
import { AllSelection, NodeSelection, type Selection, TextSelection } from 'prosemirror-state';
import { CellSelection } from 'prosemirror-tables';
import { Transform } from 'prosemirror-transform';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { schema } from '../../shared/document/schema.ts';
import { doc, fac, lineEnd, list, notes, table, tr, typ } from './builders.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Small documents of every structure, many of whose blocks are empty or have an atom at an edge, without page anchors. The same numbers
 *  give the same document. */
function randomDocument(random: SeededRandom): Node {
  const blocks = many(random, 1, 5, () => anyBlock(random, 2));
  const bodies = random.below(3) === 0 ? [notes(...many(random, 1, 2, (index) => noteBody(random, index)))] : [];
  return doc(...blocks, ...bodies);
}

/** Where somebody is about to do something. */
export interface RandomPlace {
  readonly doc: Node;
  readonly selection: Selection;
}

/** A random selection of a random document.
 *  @param anchored whether the document has page anchors, which stand beside the ends of the selection more often than elsewhere */
export function randomPlace(random: SeededRandom, anchored: boolean): RandomPlace {
  const bare = randomDocument(random);
  const selection = randomSelection(random, bare);
  if (!anchored) return { doc: bare, selection };
  const { doc: whole, mapping } = withRandomAnchors(random, bare, [selection.from, selection.to]);
  if (!(selection instanceof TextSelection)) return { doc: whole, selection: selection.map(whole, mapping) };
  // On one side or the other of anchors that came in where the selection ends.
  const side = (): -1 | 1 => (random.below(2) === 0 ? -1 : 1);
  const anchor = mapping.map(selection.anchor, side());
  const head = selection.empty && random.below(4) > 0 ? anchor : mapping.map(selection.head, side());
  return { doc: whole, selection: TextSelection.create(whole, anchor, head) };
}

/** The document with page anchors at random places in it, at the edges of blocks and beside the given positions more often. */
function withRandomAnchors(random: SeededRandom, bare: Node, beside: readonly number[]): Transform {
  const places: number[] = [];
  bare.descendants((node, pos) => {
    if (!node.isTextblock) return;
    const size = node.content.size;
    places.push(pos + 1, pos + 1 + size, wholeCharacter(bare, pos + 1 + random.below(size + 1)));
  });
  const inline = beside.filter((pos) => bare.resolve(pos).parent.inlineContent);
  const chosen = many(random, 1, 4, () => pick(random, random.below(2) === 0 && inline.length > 0 ? inline : places));
  const transform = new Transform(bare);
  for (const [index, pos] of chosen.sort((a, b) => b - a).entries()) {
    const $pos = bare.resolve(pos);
    const after = $pos.nodeAfter?.marks ?? [];
    const marks = $pos.nodeBefore?.marks.filter((mark) => mark.isInSet(after)) ?? [];
    const placement = $pos.parentOffset === 0 ? 'before block' : 'text';
    transform.insert(pos, (index % 2 === 0 ? fac : typ)(chosen.length - index, placement).mark(marks));
  }
  return transform;
}

/** The document without its page anchors. */
export function withoutAnchors(doc: Node): Transform {
  const transform = new Transform(doc);
  for (const { pos } of anchorsOf(doc).toReversed()) transform.delete(pos, pos + 1);
  return transform;
}

/** A position that is not within a character, such as 😀, that is two code units. */
export function wholeCharacter(doc: Node, pos: number): number {
  const { nodeBefore, nodeAfter, textOffset } = doc.resolve(pos);
  const isWithin = textOffset > 0 && /[\ud800-\udbff]$/.test(nodeBefore?.text ?? '');
  return isWithin && /^[\udc00-\udfff]/.test(nodeAfter?.text ?? '') ? pos + 1 : pos;
}

/** A selection of any kind there is: carets at the edges of blocks and beside atoms more often than elsewhere. */
function randomSelection(random: SeededRandom, doc: Node): Selection {
  const places = placesOf(random, doc);
  const caret = pick(random, places.carets);
  const between = (anchor: number, head: number): Selection =>
    TextSelection.between(doc.resolve(anchor), doc.resolve(head));
  const kind = random.below(20);
  if (kind < 5) return between(caret, pick(random, places.carets));
  if (kind < 7) return NodeSelection.create(doc, pick(random, places.nodes));
  if (kind < 9 && places.cells.length > 0) {
    const first = pick(random, places.cells);
    const table = doc.resolve(first).node(-1);
    return CellSelection.create(
      doc,
      first,
      pick(
        random,
        places.cells.filter((pos) => doc.resolve(pos).node(-1) === table),
      ),
    );
  }
  if (kind === 9) return new AllSelection(doc);
  const gap = kind === 10 ? gapCursors(doc) : [];
  return gap.length > 0 ? pick(random, gap) : between(caret, caret);
}

interface Places {
  readonly carets: number[];
  readonly nodes: number[];
  readonly cells: number[];
}

function placesOf(random: SeededRandom, doc: Node): Places {
  const places: Places = { carets: [], nodes: [], cells: [] };
  doc.descendants((node, pos) => {
    if (NodeSelection.isSelectable(node)) places.nodes.push(pos);
    if (/cell$/.test(String(node.type.spec.tableRole))) places.cells.push(pos);
    if (!node.isTextblock) return;
    const [start, end] = [pos + 1, pos + 1 + node.content.size];
    places.carets.push(start, start, end, end, wholeCharacter(doc, start + random.below(node.content.size + 1)));
    node.forEach((child, offset) => {
      if (!child.isText) places.carets.push(start + offset, start + offset + 1);
    });
  });
  return places;
}

/** The cursors that can stand between blocks, where no caret can. */
function gapCursors(doc: Node): readonly Selection[] {
  const { createSelectionBetween } = gapCursor().props;
  return Array.from({ length: doc.content.size + 1 }, (_, pos) => {
    const $pos = doc.resolve(pos);
    return createSelectionBetween?.call(null as never, null as never, $pos, $pos) ?? null;
  }).filter((cursor) => cursor !== null);
}

const many = <T>(random: SeededRandom, least: number, most: number, make: (index: number) => T): T[] =>
  Array.from({ length: least + random.below(most - least + 1) }, (_, index) => make(index));

const pick = <T>(random: SeededRandom, from: readonly T[]): T => from[random.below(from.length)] as T;

const wordBlocks = [
  'heading',
  'dateline',
  'salutation',
  'headerField',
  'signature',
  'postscript',
  'stamp',
  'furniture',
];

function anyBlock(random: SeededRandom, depth: number): Node {
  const kind = random.below(12);
  if (kind < 2 && depth > 0) return anyList(random, depth - 1);
  if (kind === 2 && depth > 0) return anyTable(random);
  if (kind === 3 && depth > 0)
    return schema.node(
      'division',
      { type: 'attachment' },
      many(random, 1, 3, () => anyBlock(random, depth - 1)),
    );
  return schema.node(kind < 7 ? pick(random, wordBlocks) : 'paragraph', null, line(random));
}

function anyList(random: SeededRandom, depth: number): Node {
  const item = (): Node => {
    if (random.below(6) === 0) return schema.node('stamp', null, line(random));
    const label = random.below(3) === 0 ? [schema.node('itemLabel', null, line(random))] : [];
    const first = schema.node('paragraph', null, line(random));
    const rest = many(random, 0, 1, () =>
      depth > 0 && random.below(2) === 0 ? anyList(random, depth - 1) : schema.node('paragraph', null, line(random)),
    );
    return schema.node('listItem', null, [...label, first, ...rest]);
  };
  return list(...many(random, 1, 3, item));
}

/** A whole table: every row as long as the others. */
function anyTable(random: SeededRandom): Node {
  const columns = 1 + random.below(2);
  const cell = (): Node =>
    schema.node(
      random.below(5) === 0 ? 'tableHeader' : 'tableCell',
      null,
      many(random, 1, 2, () => schema.node('paragraph', null, line(random))),
    );
  return table(...many(random, 1, 3, () => tr(...many(random, columns, columns, cell))));
}

const noteBody = (random: SeededRandom, index: number): Node =>
  schema.node(
    'note',
    { id: `n${index}`, label: String(index + 1) },
    many(random, 1, 2, () => schema.node('paragraph', null, line(random))),
  );

const words = ['Cuba', 'the ', ' of', 'é', '😀', 'a', ' ', 'UNITED STATES', '-'];

const marks: readonly Mark[] = [
  schema.mark('annotation', { id: 'a1', kind: 'person' }),
  schema.mark('annotation', { id: 'a2', kind: 'place' }),
  schema.mark('emendation', { id: 'e1', sic: 'Kuba' }),
  schema.mark('struck', { id: 's1' }),
  schema.mark('rendition', { rend: 'italic' }),
];

function line(random: SeededRandom): Node[] {
  if (random.below(4) === 0) return [];
  return many(random, 1, 4, () => {
    const kind = random.below(12);
    if (kind === 0) return lineEnd(random.below(2) === 0);
    if (kind === 1) return schema.node('noteReference', { id: `c${random.below(100_000)}`, label: '1' });
    if (kind === 2) return schema.node('gap');
    const own = random.below(3) === 0 ? marks.filter(() => random.below(3) === 0) : [];
    return schema.text(pick(random, words), own);
  });
}
