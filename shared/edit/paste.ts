import { Fragment, type Mark, type MarkType, type Node, Slice } from 'prosemirror-model';
import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { dropPoint } from 'prosemirror-transform';
import { annotationRanges } from '../document/annotation.ts';
import { type DocumentId, type GroupId, newAnnotationId, newNoteId } from '../document/identifier.ts';
import { isAnchor } from '../document/page-anchor.ts';
import { zoneRanges } from '../document/zones.ts';
import { restoresEarlierState } from './keep-anchors.ts';
import { ownGroup, reversed } from './undo-history.ts';
import { sliceWithoutOrigins } from './without-origins.ts';

/** What of a pasted slice may come in: page anchors, annotations and zones that still stand in the document stay where they stand
 *  (a copy of the words is no second page, no second tag and on no page image); those that were cut come back with their words. Everything else
 *  that has an identity gets a new one where the old is taken. */
export function cleanPastedSlice(slice: Slice, doc: Node): Slice {
  return cleanSlice(slice, identitiesOf(doc));
}

/** What of a slice may come in that was taken out of the document just before: its annotations and zones cover the words still, also when
 *  a part of them stayed where it was.
 *  @param doc without the slice */
function cleanMovedSlice(slice: Slice, doc: Node): Slice {
  const taken = new Set(identitiesOf(doc));
  for (const { id } of [...annotationRanges(doc), ...zoneRanges(doc)]) taken.delete(id);
  return cleanSlice(slice, taken);
}

/** What of a slice of another document may come in: neither its page anchors nor its annotations and zones, which this document's journal
 *  knows nothing of, so that it would refuse whatever is done to them, nor what is only in the source of that one. */
export function cleanStrangeSlice(slice: Slice, doc: Node): Slice {
  const taken = new Set(identitiesOf(doc));
  slice.content.descendants((node) => {
    if (isAnchor(node)) taken.add(node.attrs.id as string);
    for (const { type, attrs } of node.marks) if (hasRecord(type)) taken.add(attrs.id as string);
  });
  return cleanSlice(sliceWithoutOrigins(slice), taken);
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

/** What was copied or cut of a document. */
export interface CopiedSlice {
  readonly document: DocumentId;
  readonly slice: Slice;
  /** The act that cut it; null when it was copied. */
  readonly cut: GroupId | null;
}

/** Takes what is selected out; an act of its own (`lastAct`), for pasting it where it was. */
export const cutSelection = (state: EditorState): Transaction =>
  state.tr.deleteSelection().scrollIntoView().setMeta('uiEvent', 'cut').setMeta(ownGroup, true);

/** Puts what was cut last back where it was: the document is then what it was before, with its page anchors, blocks and tags. Null when
 *  something was done since, or the caret is elsewhere. */
export function pasteInPlace(state: EditorState, { cut }: CopiedSlice): Transaction | null {
  const back = cut === null ? null : reversed(state, cut);
  return (
    back?.setMeta(restoresEarlierState, true).setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView() ??
    null
  );
}

/** What of a copied slice may come into a document. */
export const pastable = ({ document, slice }: CopiedSlice, into: DocumentId, { doc }: EditorState): Slice =>
  document === into ? cleanPastedSlice(slice, doc) : cleanStrangeSlice(slice, doc);

/** Puts a slice in the place of the selection. The bodies of notes at its end go where the notes of the document are: between
 *  other blocks they have no place, and without this nothing at all would be pasted. */
export const pasteSlice = (state: EditorState, slice: Slice): Transaction =>
  replaced(state, slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste');

function replaced(state: EditorState, slice: Slice): Transaction {
  const { content } = slice;
  const notes = content.lastChild;
  if (notes?.type.name !== 'notes') return state.tr.replaceSelection(slice);
  const blocks = Fragment.from(Array.from({ length: content.childCount - 1 }, (_, index) => content.child(index)));
  const transaction = state.tr.replaceSelection(new Slice(blocks, blocks.size === 0 ? 0 : slice.openStart, 0));
  const { doc } = transaction;
  const end = doc.content.size;
  const hasNotes = doc.lastChild?.type.name === 'notes';
  return hasNotes ? transaction.insert(end - 1, notes.content) : transaction.insert(end, notes);
}

/** Moves what is selected to another position, as a drag does. What has an identity (tags, notes, page anchors) goes along:
 *  unlike a copy, the words stand only in the new place.
 *  @param at where it was dropped, a position of the document before; where nothing fits, the nearest place is taken */
export function moveSelection(state: EditorState, at: number): Transaction {
  const slice = state.selection.content();
  const target = dropPoint(state.doc, at, slice) ?? at;
  const transaction = state.tr.deleteSelection();
  const moved = cleanMovedSlice(slice, transaction.doc);
  const pos = transaction.mapping.map(target);
  const only = moved.openStart === 0 && moved.openEnd === 0 && moved.content.childCount === 1;
  const steps = transaction.steps.length;
  if (only && moved.content.firstChild) transaction.replaceRangeWith(pos, pos, moved.content.firstChild);
  else transaction.replaceRange(pos, pos, moved);
  const end = transaction.mapping.slice(steps).map(pos, 1);
  const { doc } = transaction;
  transaction.setSelection(TextSelection.between(doc.resolve(Math.min(pos, end)), doc.resolve(end)));
  return transaction.setMeta('uiEvent', 'drop');
}
