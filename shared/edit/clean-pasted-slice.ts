import { Fragment, type Mark, type MarkType, type Node, Slice } from 'prosemirror-model';
import { annotationRanges } from '../document/annotation.ts';
import { newAnnotationId, newNoteId } from '../document/identifier.ts';
import { isAnchor } from '../document/page-anchor.ts';
import { zoneRanges } from '../document/zone-ranges.ts';

/** What of a pasted slice may come in: page anchors, annotations and zones that still stand in the document stay where they stand
 *  (a copy of the words is no second page, no second tag and on no page image); those that were cut come back with their words. Everything else
 *  that has an identity gets a new one where the old is taken. */
export function cleanPastedSlice(slice: Slice, doc: Node): Slice {
  return cleanSlice(slice, identitiesOf(doc));
}

/** What of a slice may come in that was taken out of the document just before: its annotations and zones cover the words still, also when
 *  a part of them stayed where it was.
 *  @param doc without the slice */
export function cleanMovedSlice(slice: Slice, doc: Node): Slice {
  const taken = new Set(identitiesOf(doc));
  for (const { id } of [...annotationRanges(doc), ...zoneRanges(doc)]) taken.delete(id);
  return cleanSlice(slice, taken);
}

/** What of a slice of another document may come in: neither its page anchors nor its annotations and zones, which this document's journal
 *  knows nothing of, so that it would refuse whatever is done to them. */
export function cleanStrangeSlice(slice: Slice, doc: Node): Slice {
  const taken = new Set(identitiesOf(doc));
  slice.content.descendants((node) => {
    if (isAnchor(node)) taken.add(node.attrs.id as string);
    for (const { type, attrs } of node.marks) if (hasRecord(type)) taken.add(attrs.id as string);
  });
  return cleanSlice(slice, taken);
}

const cleanSlice = (slice: Slice, taken: ReadonlySet<string>): Slice =>
  new Slice(cleanFragment(slice.content, taken), slice.openStart, slice.openEnd);

function identitiesOf(root: Node | Fragment): ReadonlySet<string> {
  const found = new Set<string>();
  root.descendants((node) => {
    if (typeof node.attrs.id === 'string') found.add(node.attrs.id);
    for (const mark of node.marks) if (typeof mark.attrs.id === 'string') found.add(mark.attrs.id);
  });
  return found;
}

function cleanFragment(fragment: Fragment, taken: ReadonlySet<string>): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (isAnchor(node) && taken.has(node.attrs.id as string)) return;
    nodes.push(cleanNode(node, taken));
  });
  return Fragment.from(nodes);
}

function cleanNode(node: Node, taken: ReadonlySet<string>): Node {
  const marks = node.marks.flatMap((mark) => cleanMark(mark, taken));
  if (node.isText) return node.mark(marks);
  const id = node.attrs.id as unknown;
  const renamed = typeof id === 'string' && taken.has(id) ? { ...node.attrs, id: newNoteId() } : node.attrs;
  return node.type.create(renamed, cleanFragment(node.content, taken), marks);
}

function cleanMark(mark: Mark, taken: ReadonlySet<string>): readonly Mark[] {
  const id = mark.attrs.id as unknown;
  if (typeof id !== 'string' || !taken.has(id)) return [mark];
  if (hasRecord(mark.type)) return [];
  return [mark.type.create({ ...mark.attrs, id: newAnnotationId() })];
}

/** Whether marks of a type say nothing without what the journal knows of them: an annotation's acts, a region of an image. */
const hasRecord = ({ name }: MarkType): boolean => name === 'annotation' || name === 'zone';
