import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import type { PlaceInDocument } from '../../shared/contract/calls/document.ts';
import type { PlacedTag } from '../../shared/derived/outline.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { type AnchorKind, anchorKinds, type PlacedAnchor } from '../../shared/document/page-anchor.ts';
import { readingOf } from '../../shared/document/reading.ts';
import { positionInPlainText } from '../../shared/document/reading-text.ts';
import { shownAnchorName } from './labels.ts';

/** Somewhere in a document that another part of the window can lead to. */
export type Place = PlaceInDocument;

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where a place is now; null when it is gone. A thing that covers text is a range; one that stands in it, the node's own. */
export function rangeOf(doc: Node, place: Place): Range | null {
  if (place.kind === 'printed') return printedRange(doc, place);
  if (place.kind === 'range') return withinDocument(doc, place);
  const attribute = place.kind === 'id' ? 'id' : 'recognition';
  let found: Range | null = null;
  doc.descendants((node, pos) => {
    if (node.attrs[attribute] === place.id) found ??= nodeRange(node, pos);
    else if (node.marks.some((mark) => mark.attrs[attribute] === place.id))
      found = { from: found?.from ?? pos, to: pos + node.nodeSize };
  });
  return found;
}

/** The first words of a tag that stands in the text; empty when it is gone. */
export function tagWords(doc: Node, id: AnnotationId): string {
  const range = rangeOf(doc, { kind: 'id', id });
  const text = range ? readingOf(doc, range.from, range.to) : '';
  return text.length > 36 ? `${text.slice(0, 35)}…` : text;
}

function printedRange(doc: Node, { from, to }: Range): Range | null {
  const [first, last] = [positionInPlainText(doc, from), positionInPlainText(doc, Math.max(from, to - 1))];
  return first === null || last === null ? null : { from: first, to: to > from ? last + 1 : first };
}

function withinDocument(doc: Node, { from, to }: Range): Range | null {
  return from >= 0 && from <= to && to <= doc.content.size ? { from, to } : null;
}

const nodeRange = (node: Node, pos: number): Range =>
  node.isInline ? { from: pos, to: pos + node.nodeSize } : { from: pos + 1, to: pos + node.nodeSize - 1 };

/** The pages that a position stands on, one of each kind that has begun before it: `Facsimile 2 · Typeset 1359`.
 *  @param anchors in document order */
export function pagesAt(anchors: readonly PlacedAnchor[], pos: number): string {
  const last = new Map<AnchorKind, string>();
  for (const placed of anchors) {
    // At the very start of a block the page that begins there counts already.
    if (placed.pos > pos || (placed.pos === pos && placed.anchor.placement === 'text')) break;
    last.set(placed.anchor.kind, shownAnchorName(placed.anchor));
  }
  return anchorKinds.flatMap((kind) => last.get(kind) ?? []).join(' · ');
}

/** The page anchor nearest to a position, of two equally near the one before it; null when there is none. */
export function nearestAnchor(anchors: readonly PlacedAnchor[], pos: number): PlacedAnchor | null {
  let nearest: PlacedAnchor | null = null;
  for (const placed of anchors)
    if (!nearest || Math.abs(placed.pos + 1 - pos) < Math.abs(nearest.pos + 1 - pos)) nearest = placed;
  return nearest;
}

/** The innermost tag at the caret; null when it stands at none.
 *  @param tagOf what is known of a tag that stands in the text, such as `DocumentOutline.tag` */
export function tagAtCaret(
  { selection }: EditorState,
  tagOf: (id: AnnotationId) => PlacedTag | null,
): PlacedTag | null {
  const { $head } = selection;
  const marks = [$head.nodeBefore, $head.nodeAfter].flatMap((node) => node?.marks ?? []);
  const ids = new Set(
    marks.flatMap(({ type, attrs }) => (type.name === 'annotation' ? [attrs.id as AnnotationId] : [])),
  );
  const here = [...ids].flatMap((id) => tagOf(id) ?? []);
  return here.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0] ?? null;
}
