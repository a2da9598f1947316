import type { Node, ResolvedPos } from 'prosemirror-model';
import { Fragment, Slice } from 'prosemirror-model';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import { AttrStep, ReplaceStep, type Step } from 'prosemirror-transform';
import { type AnchorId, newAnchorId } from '../document/identifier.ts';
import { type AnchorKind, anchorsOf, type PageAnchor, type PlacedAnchor } from '../document/page-anchor.ts';
import { blockText, type PlacedBlock } from '../document/reading-text.ts';
import { AnchorStep } from '../document/steps.ts';
import { ownGroup } from './undo-history.ts';

/** Adds a page anchor at the caret. */
export const addAnchor =
  (kind: AnchorKind, label: string): Command =>
  (state, dispatch) => {
    const { $head } = state.selection;
    if (!$head.parent.inlineContent) return false;
    const anchor: PageAnchor = {
      id: newAnchorId(),
      kind,
      label,
      placement: $head.parentOffset === 0 ? 'before block' : 'text',
      inferred: false,
      recognition: null,
      raw: null,
    };
    const node = state.schema.node('pageAnchor', { ...anchor });
    return run(state, dispatch, [insertion($head.pos, node)]);
  };

/** Removes a page anchor: the one way in which an anchor ever leaves a document. */
export const removeAnchor =
  (id: AnchorId): Command =>
  (state, dispatch) => {
    const found = findAnchor(state.doc, id);
    return found !== null && run(state, dispatch, [removal(found.pos)]);
  };

/** Gives a page anchor another label. */
export const relabelAnchor = (id: AnchorId, label: string): Command => setAttribute(id, 'label', label);

/** Says of a page anchor what kind of page begins there. */
export const changeAnchorKind = (id: AnchorId, kind: AnchorKind): Command => setAttribute(id, 'kind', kind);

/** Says of an inferred anchor that a page does begin there. */
export const confirmAnchor = (id: AnchorId): Command => setAttribute(id, 'inferred', false);

function setAttribute(id: AnchorId, name: keyof PageAnchor, value: string | boolean): Command {
  return (state, dispatch) => {
    const found = findAnchor(state.doc, id);
    if (!found || found.anchor[name] === value) return false;
    return run(state, dispatch, [new AnchorStep(new AttrStep(found.pos, name, value))]);
  };
}

/** Moves a page anchor back or forth by one word, over the edges of blocks too; never past another anchor. */
export const moveAnchor =
  (id: AnchorId, direction: -1 | 1): Command =>
  (state, dispatch) => {
    const anchors = anchorsOf(state.doc);
    const index = anchors.findIndex(({ anchor }) => anchor.id === id);
    const found = anchors[index];
    if (!found) return false;
    const target = nextPlace(state.doc, found.pos, direction);
    const neighbour = anchors[index + direction];
    if (target === null || (neighbour && crosses(target, neighbour.pos, direction))) return false;
    return moveAnchorTo(id, target)(state, dispatch);
  };

const crosses = (target: number, neighbour: number, direction: -1 | 1): boolean =>
  direction < 0 ? target <= neighbour : target > neighbour;

/** Moves a page anchor to a position inside a text block. */
export const moveAnchorTo =
  (id: AnchorId, target: number): Command =>
  (state, dispatch) => {
    const found = findAnchor(state.doc, id);
    const $target = state.doc.resolve(target);
    if (!found || target === found.pos || target === found.pos + 1 || !$target.parent.inlineContent) return false;
    const node = state.doc.nodeAt(found.pos);
    if (!node) return false;
    const placement = $target.parentOffset === 0 ? 'before block' : 'text';
    const moved = node.type.create({ ...node.attrs, placement }, null, []);
    const steps = [removal(found.pos), insertion(target > found.pos ? target - 1 : target, moved)];
    return run(state, dispatch, steps);
  };

/** Where a page anchor comes to stand that is dropped at a position: before the nearest word of its text block, or just there. Null when it stands there already,
 *  or when another page anchor lies between: pages keep their order.
 *  @param by whether it comes to stand before a whole word */
export function anchorDropPlace(doc: Node, id: AnchorId, at: number, by: 'word' | 'character'): number | null {
  const anchors = anchorsOf(doc);
  const index = anchors.findIndex(({ anchor }) => anchor.id === id);
  const found = anchors[index];
  const $at = doc.resolve(at);
  if (!found || !$at.parent.isTextblock || isInNote($at) !== isInNote(doc.resolve(found.pos))) return null;
  const target = by === 'character' ? at : nearestWordStart({ block: $at.parent, start: $at.start() }, at);
  if (target === found.pos || target === found.pos + 1) return null;
  const direction = target < found.pos ? -1 : 1;
  const neighbour = anchors[index + direction];
  return neighbour && crosses(target, neighbour.pos, direction) ? null : target;
}

const isInNote = ($pos: ResolvedPos): boolean => {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === 'notes') return true;
  return false;
};

/** The start of the block where it has no word. */
const nearestWordStart = (block: PlacedBlock, at: number): number =>
  wordStarts(block).reduce(
    (nearest, start) => (Math.abs(start - at) < Math.abs(nearest - at) ? start : nearest),
    block.start,
  );

const insertion = (pos: number, node: Node): Step =>
  new AnchorStep(new ReplaceStep(pos, pos, new Slice(Fragment.from(node), 0, 0)));

const removal = (pos: number): Step => new AnchorStep(new ReplaceStep(pos, pos + 1, Slice.empty));

function run(
  state: EditorState,
  dispatch: ((transaction: Transaction) => void) | undefined,
  steps: readonly Step[],
): boolean {
  if (!dispatch) return true;
  const transaction = state.tr;
  for (const step of steps) transaction.step(step);
  dispatch(transaction.setMeta(ownGroup, true).scrollIntoView());
  return true;
}

const findAnchor = (doc: Node, id: AnchorId): PlacedAnchor | null =>
  anchorsOf(doc).find(({ anchor }) => anchor.id === id) ?? null;

/** The start of the next word, or the start of this word or the one before it; at the end of a block, the next block. */
function nextPlace(doc: Node, pos: number, direction: -1 | 1): number | null {
  const here = direction < 0 ? pos : pos + 1;
  const isNext = (start: number): boolean =>
    direction < 0 ? start < here : start > here && crossesWord(doc, here, start);
  for (const block of blocksFrom(doc, here, direction)) {
    const starts = wordStarts(block);
    const next = direction < 0 ? starts.findLast(isNext) : starts.find(isNext);
    if (next !== undefined) return next;
  }
  return null;
}

/** Text blocks from the one at a position on, or back from it; those that are not asked for are not looked for. */
function* blocksFrom(doc: Node, pos: number, direction: -1 | 1): Generator<PlacedBlock> {
  const $pos = doc.resolve(pos);
  if ($pos.parent.isTextblock) yield { block: $pos.parent, start: $pos.start() };
  for (let depth = $pos.depth; depth >= 0; depth--) {
    const parent = $pos.node(depth);
    if (parent.isTextblock) continue;
    const isWithin = depth < $pos.depth;
    let index = direction < 0 ? $pos.index(depth) - 1 : $pos.index(depth) + (isWithin ? 1 : 0);
    for (; index >= 0 && index < parent.childCount; index += direction)
      yield* blocksOf(parent.child(index), $pos.posAtIndex(index, depth), direction);
  }
}

function* blocksOf(node: Node, pos: number, direction: -1 | 1): Generator<PlacedBlock> {
  if (node.isTextblock) {
    yield { block: node, start: pos + 1 };
    return;
  }
  const children: { readonly child: Node; readonly offset: number }[] = [];
  node.forEach((child, offset) => void children.push({ child, offset }));
  if (direction < 0) children.reverse();
  for (const { child, offset } of children) yield* blocksOf(child, pos + 1 + offset, direction);
}

/** Past the white space behind an anchor nothing has been crossed yet; the next block has been reached. */
const crossesWord = (doc: Node, from: number, to: number): boolean =>
  !doc.resolve(from).sameParent(doc.resolve(to)) || /\S/.test(doc.textBetween(from, to, '', ''));

function wordStarts({ block, start }: PlacedBlock): readonly number[] {
  const { text, offsets } = blockText(block);
  return Array.from(text.matchAll(/\S+/g), ({ index }) => start + (offsets[index] ?? 0));
}
