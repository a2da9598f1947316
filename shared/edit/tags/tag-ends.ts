import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import type { AnnotationAct, AnnotationKind } from '../../document/annotation.ts';
import { type AnnotationId, newAnnotationId, type TagTypeId } from '../../document/identifier.ts';
import { readingOf } from '../../document/reading.ts';
import { likeTag, wordsBetween } from '../tag-commands.ts';
import { annotationActs, ownGroup } from '../undo-history.ts';

/** A tag where it stands: from its first word to its last. */
export interface StandingTag {
  readonly id: AnnotationId;
  readonly kind: AnnotationKind;
  readonly from: number;
  readonly to: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Which way and how far an end of a tag is moved. */
export interface EndMove {
  readonly end: 'start' | 'end';
  /** Backwards or onwards in the text. */
  readonly direction: -1 | 1;
  readonly by: 'word' | 'character';
}

/** Moves an end of a tag by a word or a character. White space, page anchors and line ends are passed over, also the borders of blocks; a word that a
 *  line end breaks is one. A tag keeps at least one character, and none gets just the words of another one of its kind. */
export const moveTagEnd =
  (tag: StandingTag, move: EndMove): Command =>
  (state, dispatch) => {
    const range = movedRange(state.doc, tag, move);
    return range !== null && coverRange(tag, range)(state, dispatch);
  };

/** Where an end of a tag is put. */
export interface EndDrop {
  readonly end: 'start' | 'end';
  /** A position of the document. */
  readonly at: number;
  /** Whether it comes to stand at a whole word, or just there. */
  readonly by: 'word' | 'character';
}

/** What a tag covers when one of its ends is put somewhere: up to the edge of a word or character that is nearest to the position in its text block. Null
 *  when that block has none, or when no word of the tag would be left. */
export function rangeWithEndAt(doc: Node, { from, to }: StandingTag, { end, at, by }: EndDrop): Range | null {
  const $at = doc.resolve(at);
  if (!$at.parent.isTextblock) return null;
  let nearest: number | null = null;
  for (const unit of unitsOf($at.parent, $at.start(), by)) {
    const edge = end === 'end' ? unit.to : unit.from;
    if (nearest === null || Math.abs(edge - at) < Math.abs(nearest - at)) nearest = edge;
  }
  if (nearest === null) return null;
  const range = end === 'end' ? { from, to: nearest } : { from: nearest, to };
  return range.from < range.to && wordsBetween(doc, range.from, range.to) ? range : null;
}

/** Puts an end of a tag somewhere, as when it is dragged there. Does nothing where it stands already, or where another tag of its kind would get just the
 *  same words. */
export const moveTagEndTo =
  (tag: StandingTag, drop: EndDrop): Command =>
  (state, dispatch) => {
    const range = rangeWithEndAt(state.doc, tag, drop);
    const isMoved = range !== null && (range.from !== tag.from || range.to !== tag.to);
    return isMoved && coverRange(tag, range)(state, dispatch);
  };

/** Lets a tag cover a stretch that begins or ends where it does. */
const coverRange =
  (tag: StandingTag, range: Range): Command =>
  (state, dispatch) => {
    if (likeTag(state.doc, range.from, range.to, tag.kind) !== null) return false;
    const mark = state.schema.mark('annotation', { id: tag.id, kind: tag.kind });
    const transaction = state.tr;
    if (range.from < tag.from) transaction.addMark(range.from, tag.from, mark);
    if (range.to > tag.to) transaction.addMark(tag.to, range.to, mark);
    if (range.from > tag.from) transaction.removeMark(tag.from, range.from, mark);
    if (range.to < tag.to) transaction.removeMark(range.to, tag.to, mark);
    const act: AnnotationAct = { kind: 'retargeted', id: tag.id, text: readingOfTag(transaction.doc, tag.id, range) };
    dispatch?.(transaction.setMeta(annotationActs, [act]).setMeta(ownGroup, true));
    return true;
  };

function movedRange(doc: Node, { from, to }: StandingTag, { end, direction, by }: EndMove): Range | null {
  const at = end === 'end' ? to : from;
  const isPast = ({ from: first, to: last }: Range): boolean => {
    const place = end === 'end' ? last : first;
    return direction > 0 ? place > at : place < at;
  };
  for (const units of unitsFrom(doc, at, direction, by)) {
    const unit = direction > 0 ? units.find(isPast) : units.findLast(isPast);
    if (!unit) continue;
    const moved = end === 'end' ? { from, to: unit.to } : { from: unit.from, to };
    return wordsBetween(doc, moved.from, moved.to) ? moved : null;
  }
  return null;
}

/** The words or characters of the text block at a position, and then of those behind it or before it, block by block. */
function* unitsFrom(
  doc: Node,
  at: number,
  direction: -1 | 1,
  by: EndMove['by'],
): Generator<readonly Range[], void, undefined> {
  const $at = doc.resolve(at);
  let [block, start] = [$at.parent, $at.start()];
  while (block.isTextblock) {
    yield unitsOf(block, start, by);
    const beside = blockBeside(doc, direction > 0 ? start + block.content.size : start, direction);
    if (!beside) return;
    ({ block, start } = beside);
  }
}

const unitsOf = (block: Node, start: number, by: EndMove['by']): readonly Range[] =>
  by === 'word' ? wordsOf(block, start) : charactersOf(block, start).filter(({ text }) => /\S/.test(text));

/** The next text block behind the end of one, or before its beginning; null when there is none. */
function blockBeside(
  doc: Node,
  edge: number,
  direction: -1 | 1,
): { readonly block: Node; readonly start: number } | null {
  const $edge = doc.resolve(edge);
  for (let depth = $edge.depth; depth > 0; depth--) {
    const parent = $edge.node(depth - 1);
    const index = $edge.index(depth - 1) + direction;
    if (index < 0 || index >= parent.childCount) continue;
    let pos = direction > 0 ? $edge.after(depth) : $edge.before(depth) - parent.child(index).nodeSize;
    let node = parent.child(index);
    while (!node.isTextblock && node.childCount > 0) {
      const child = direction > 0 ? 0 : node.childCount - 1;
      pos += 1;
      if (direction < 0) for (let before = 0; before < child; before++) pos += node.child(before).nodeSize;
      node = node.child(child);
    }
    if (node.isTextblock) return { block: node, start: pos + 1 };
  }
  return null;
}

interface Character extends Range {
  readonly text: string;
}

/** The characters of a block with their combining marks; a line end is a space unless it breaks a word, and a page anchor leaves no trace. */
function charactersOf(block: Node, start: number): readonly Character[] {
  const characters: Character[] = [];
  block.forEach((child, offset) => {
    const pos = start + offset;
    if (!child.isText) {
      if (child.type.name === 'lineBreak' && child.attrs.joins !== true)
        characters.push({ text: ' ', from: pos, to: pos + 1 });
      return;
    }
    for (const { 0: text, index } of (child.text ?? '').matchAll(/.\p{M}*/gsu))
      characters.push({ text, from: pos + index, to: pos + index + text.length });
  });
  return characters;
}

function wordsOf(block: Node, start: number): readonly Range[] {
  const words: { from: number; to: number }[] = [];
  let isOpen = false;
  for (const { text, from, to } of charactersOf(block, start)) {
    const isInWord = /^[\p{L}\p{N}\p{M}'’ʼ\-‐¬\u00AD]/u.test(text);
    const last = words.at(-1);
    if (isInWord && isOpen && last) last.to = to;
    else if (isInWord) words.push({ from, to });
    isOpen = isInWord;
  }
  return words;
}

/** What a tag reads that stands between two positions; `…` is between its stretches. */
function readingOfTag(doc: Node, id: AnnotationId, { from, to }: Range): string {
  return stretchesOf(doc, id, { from, to })
    .map((stretch) => readingOf(doc, stretch.from, stretch.to))
    .join(' … ');
}

function stretchesOf(doc: Node, id: AnnotationId, { from, to }: Range): readonly Range[] {
  const stretches: { from: number; to: number }[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isInline) return;
    if (!node.marks.some(({ type, attrs }) => type.name === 'annotation' && attrs.id === id)) return;
    const [first, end] = [Math.max(pos, from), Math.min(pos + node.nodeSize, to)];
    const last = stretches.at(-1);
    if (last?.to === first) last.to = end;
    else stretches.push({ from: first, to: end });
  });
  return stretches;
}

/** Makes two tags of one, at a position within it: the first keeps its history, the second is a new one. Whom the first means is not said of
 *  the second.
 *  @param type what it is besides its kind, which both are */
export const splitTag =
  (tag: StandingTag, at: number, type: TagTypeId | null = null): Command =>
  (state, dispatch) => {
    if (at <= tag.from || at >= tag.to) return false;
    const [first, second] = [wordsBetween(state.doc, tag.from, at), wordsBetween(state.doc, at, tag.to)];
    if (!first || !second) return false;
    const id = newAnnotationId();
    const [old, made] = [tag.id, id].map((name) => state.schema.mark('annotation', { id: name, kind: tag.kind }));
    if (!old || !made) return false;
    const transaction = state.tr;
    const behind = stretchesOf(state.doc, tag.id, second);
    transaction.removeMark(first.to, tag.to, old);
    for (const { from, to } of behind) transaction.addMark(from, to, made);
    const acts: readonly AnnotationAct[] = [
      { kind: 'retargeted', id: tag.id, text: readingOfTag(transaction.doc, tag.id, first) },
      { kind: 'created', id, as: tag.kind, text: readingOfTag(transaction.doc, id, second) },
      ...(type === null ? [] : [{ kind: 'typed' as const, id, type }]),
    ];
    dispatch?.(transaction.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };

/** Makes one tag of several of a kind: the first takes all from its own first word to the last one of all, the others are withdrawn. Null acts where there
 *  are fewer than two, or where another tag of the kind covers just these words.
 *  @param tags in the order of the document */
export const mergeTags =
  (tags: readonly StandingTag[]): Command =>
  (state, dispatch) => {
    const [first, ...others] = tags;
    if (!first || others.length === 0 || others.some(({ kind }) => kind !== first.kind)) return false;
    const range = { from: first.from, to: Math.max(...tags.map(({ to }) => to)) };
    const like = likeTag(state.doc, range.from, range.to, first.kind);
    if (like !== null && !tags.some(({ id }) => id === like)) return false;
    const transaction = state.tr;
    for (const { id, kind, from, to } of others)
      transaction.removeMark(from, to, state.schema.mark('annotation', { id, kind }));
    transaction.addMark(range.from, range.to, state.schema.mark('annotation', { id: first.id, kind: first.kind }));
    const acts: readonly AnnotationAct[] = [
      { kind: 'retargeted', id: first.id, text: readingOf(transaction.doc, range.from, range.to) },
      ...others.map(({ id }): AnnotationAct => ({ kind: 'withdrawn', id })),
    ];
    dispatch?.(transaction.setMeta(annotationActs, acts).setMeta(ownGroup, true));
    return true;
  };
