import type { Mark, Node, ResolvedPos } from 'prosemirror-model';
import { type Command, type EditorState, NodeSelection } from 'prosemirror-state';
import type { Transform } from 'prosemirror-transform';
import { placedWords } from '../../alignment/align-blocks.ts';
import { newAnnotationId } from '../../document/identifier.ts';
import { isAnchor } from '../../document/page-anchor.ts';
import { readingOf } from '../../document/reading.ts';
import { wordsBetween } from '../tag-commands.ts';
import { ownGroup } from '../undo-history.ts';
import { completeDetails, type MarkDetails, type MarkKind, markSpecification } from './mark-kinds.ts';

/** A stretch of a document. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a mark is put on, or taken off. */
export interface MarkTarget extends Range {
  /** What is there of the kind already; null when it is new. */
  readonly details: MarkDetails | null;
}

/** The word that the caret stands in or at, without the punctuation around it; null when it stands at none. */
export function wordAtCaret($head: ResolvedPos): Range | null {
  if (!$head.parent.isTextblock) return null;
  const words = placedWords([{ block: $head.parent, start: $head.start() }]);
  const found = words.find(({ from, to }) => from <= $head.pos && $head.pos <= to);
  if (!found) return null;
  const [before] = /^[^\p{L}\p{N}]*/u.exec(found.word) ?? [''];
  const [after] = /[^\p{L}\p{N}]*$/u.exec(found.word) ?? [''];
  const range = { from: found.from + before.length, to: found.to - after.length };
  return range.from < range.to ? range : null;
}

/** Whether a mark is one of the kind. */
export function isOfKind(mark: Mark, kind: MarkKind): boolean {
  const { type, rend } = markSpecification(kind);
  if (mark.type.name !== type) return false;
  return rend === undefined || rend.includes((mark.attrs.rend as string).toLowerCase());
}

/** What a mark of the kind would be about now: what is selected, without white space at its ends; at a caret what has such a mark already,
 *  else the word; for `illegible` the gap beside the caret, or the caret itself. Null where there is nothing of the sort. */
export function markTarget(state: EditorState, kind: MarkKind): MarkTarget | null {
  return kind === 'illegible' ? gapTarget(state) : letterTarget(state, kind);
}

/** Whether `markTarget` would say something, for a look at the block of the caret or at what is selected: asked after each key. */
export function isMarkable({ doc, selection }: EditorState, kind: MarkKind): boolean {
  const { $from, $to, from, to, empty, $head } = selection;
  if (kind === 'illegible') return $from.parent.inlineContent && $from.sameParent($to);
  return empty ? $head.parent.isTextblock && isBesideText($head) : hasWord(doc, from, to);
}

const isBesideText = ({ nodeBefore, nodeAfter }: ResolvedPos): boolean =>
  /\S$/.test(nodeBefore?.text ?? '') || /^\S/.test(nodeAfter?.text ?? '');

/** Looks no further than the first word. */
function hasWord(doc: Node, from: number, to: number): boolean {
  let found = false;
  doc.nodesBetween(from, to, (node, pos) => {
    if (!found && node.isText) found = /\S/.test((node.text ?? '').slice(Math.max(0, from - pos), to - pos));
    return !found;
  });
  return found;
}

function letterTarget({ doc, selection }: EditorState, kind: MarkKind): MarkTarget | null {
  const { from, to, empty, $head } = selection;
  if (empty) {
    const beside = [$head.nodeAfter, $head.nodeBefore].flatMap((node) => node?.marks ?? []);
    const mark = beside.find((one) => isOfKind(one, kind));
    if (mark) return { ...extentOf(doc, mark, $head), details: detailsOf(kind, mark.attrs) };
  }
  const range = empty ? wordAtCaret($head) : wordsBetween(doc, from, to);
  if (!range) return null;
  const [first] = marksThroughout(doc, range, kind);
  return { ...range, details: first ? detailsOf(kind, first.attrs) : null };
}

function gapTarget({ selection }: EditorState): MarkTarget | null {
  const { $from, $to, from, to, empty } = selection;
  if (!$from.parent.inlineContent || !$from.sameParent($to)) return null;
  if (selection instanceof NodeSelection) return gapAt(selection.node, from);
  if (!empty) return { from, to, details: null };
  return gapAt($from.nodeAfter, from) ?? gapAt($from.nodeBefore, from - 1) ?? { from, to, details: null };
}

const gapAt = (node: Node | null, from: number): MarkTarget | null =>
  node?.type.name === 'gap' ? { from, to: from + 1, details: detailsOf('illegible', node.attrs) } : null;

/** The marks of a kind on the first text of a range, when every text of it has one; else none. */
export function marksThroughout(doc: Node, { from, to }: Range, kind: MarkKind): readonly Mark[] {
  let first: readonly Mark[] | null = null;
  let throughout = true;
  doc.nodesBetween(from, to, (node) => {
    if (!node.isText) return;
    const marks = node.marks.filter((mark) => isOfKind(mark, kind));
    first ??= marks;
    if (marks.length === 0) throughout = false;
  });
  return throughout ? (first ?? []) : [];
}

/** How far a mark reaches: one with an id as far as it stands in the document, a look as far as it goes on around the caret in its block. */
function extentOf(doc: Node, mark: Mark, $head: ResolvedPos | null): Range {
  const runs: { readonly from: number; to: number }[] = [];
  const [start, end] = $head && mark.attrs.id === undefined ? [$head.start(), $head.end()] : [0, doc.content.size];
  doc.nodesBetween(start, end, (node, pos) => {
    if (!node.isInline || !node.marks.some((one) => one.eq(mark))) return;
    const last = runs.at(-1);
    if (last?.to === pos) last.to = pos + node.nodeSize;
    else runs.push({ from: pos, to: pos + node.nodeSize });
  });
  const around = runs.find(({ from, to }) => $head !== null && from <= $head.pos && $head.pos <= to);
  if (mark.attrs.id === undefined && around) return around;
  return { from: runs[0]?.from ?? 0, to: runs.at(-1)?.to ?? 0 };
}

/** What a mark or a gap says, as it is asked for. */
function detailsOf(kind: MarkKind, attrs: Readonly<Record<string, unknown>>): MarkDetails {
  const said = { ...attrs, certainty: attrs.cert } as Readonly<Record<string, unknown>>;
  return Object.fromEntries(markSpecification(kind).fields.map((field) => [field, String(said[field] ?? '')]));
}

/** Puts a mark that asks nothing on what `markTarget` says, or takes it off when all of it has one. */
export const toggleMark =
  (kind: MarkKind): Command =>
  (state, dispatch) => {
    const target = markTarget(state, kind);
    if (!target) return false;
    return target.details === null ? setMark(kind, {})(state, dispatch) : removeMark(kind)(state, dispatch);
  };

/** Says something of what `markTarget` says: anew where it has such a mark already. Nothing when what is said is no good. */
export const setMark =
  (kind: MarkKind, details: MarkDetails): Command =>
  (state, dispatch) => {
    const target = markTarget(state, kind);
    if (!target || !completeDetails(kind, details).ok) return false;
    dispatch?.(putMark(state.tr, target, kind, details).setMeta(ownGroup, true));
    return true;
  };

/** Takes a mark of the kind off what `markTarget` says. */
export const removeMark =
  (kind: MarkKind): Command =>
  (state, dispatch) => {
    const target = markTarget(state, kind);
    if (!target || target.details === null) return false;
    const transaction =
      kind === 'illegible' ? state.tr.delete(target.from, target.to) : takeMarks(state.tr, target, kind);
    dispatch?.(transaction.setMeta(ownGroup, true));
    return true;
  };

/** Puts a mark on a range, in the place of what of its kind is there. What is illegible stands in the place of the letters of one block;
 *  page anchors among them stay.
 *  @param details complete, or to be completed with defaults
 *  @throws RangeError when they are no good */
export function putMark<Change extends Transform>(
  change: Change,
  range: Range,
  kind: MarkKind,
  details: MarkDetails,
): Change {
  const complete = completeDetails(kind, details);
  if (!complete.ok) throw new RangeError(complete.faults.map(({ reason }) => reason).join(' '));
  const attrs = attributesOf(complete.value);
  const { type, rend } = markSpecification(kind);
  const { schema } = change.doc.type;
  if (type === null) return putGap(change, range, attrs);
  const identity = rend ? { rend: rend[0] } : { ...attrs, ...identityFor(change.doc, range, kind) };
  takeMarks(change, range, kind);
  return change.addMark(range.from, range.to, schema.mark(type, identity));
}

/** What is said anew of all of a thing is said of the same thing. */
function identityFor(doc: Node, range: Range, kind: MarkKind): { readonly id: string; readonly origin: string | null } {
  const [known] = marksIn(doc, range, kind);
  const extent = known && extentOf(doc, known, null);
  return known && extent && extent.from >= range.from && extent.to <= range.to
    ? { id: known.attrs.id as string, origin: known.attrs.origin as string | null }
    : { id: newAnnotationId(), origin: null };
}

function putGap<Change extends Transform>(
  change: Change,
  { from, to }: Range,
  attrs: Readonly<Record<string, unknown>>,
): Change {
  const { doc } = change;
  const old = doc.nodeAt(from);
  if (old?.type.name === 'gap' && to === from + 1)
    return change.setNodeMarkup(from, null, { ...old.attrs, ...attrs }, old.marks);
  const $from = doc.resolve(from);
  const marks = (from === to ? $from.marks() : $from.marksAcross(doc.resolve(to))) ?? [];
  // What stands between page anchors goes, the last first; they stay where they are.
  for (const part of lettersIn(doc, from, to).toReversed()) change.delete(part.from, part.to);
  return change.insert(from, doc.type.schema.node('gap', attrs, undefined, marks));
}

/** The stretches of a range that are no page anchors. */
function lettersIn(doc: Node, from: number, to: number): readonly Range[] {
  const parts: { readonly from: number; to: number }[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isInline || isAnchor(node)) return;
    const part = { from: Math.max(pos, from), to: Math.min(pos + node.nodeSize, to) };
    const last = parts.at(-1);
    if (last?.to === part.from) last.to = part.to;
    else parts.push(part);
  });
  return parts;
}

function takeMarks<Change extends Transform>(change: Change, range: Range, kind: MarkKind): Change {
  for (const mark of marksIn(change.doc, range, kind)) change.removeMark(range.from, range.to, mark);
  return change;
}

function marksIn(doc: Node, { from, to }: Range, kind: MarkKind): readonly Mark[] {
  const found: Mark[] = [];
  doc.nodesBetween(from, to, (node) => {
    for (const mark of node.isInline ? node.marks : [])
      if (isOfKind(mark, kind) && !found.some((one) => one.eq(mark))) found.push(mark);
  });
  return found;
}

/** The fields as the schema has them. */
function attributesOf({ certainty, quantity, hand, ...others }: MarkDetails): Readonly<Record<string, unknown>> {
  return {
    ...others,
    ...(certainty !== undefined && { cert: certainty }),
    ...(quantity !== undefined && { quantity: quantity === '' ? null : Number(quantity) }),
    ...(hand !== undefined && { hand: hand === '' ? null : hand }),
  };
}

/** What is asked of a mark first: of what is there already, else its defaults; of letters that are to be illegible how many they are. */
export function askedDetails({ doc }: EditorState, target: MarkTarget, kind: MarkKind): MarkDetails {
  if (target.details) return target.details;
  const letters = kind === 'illegible' ? readingOf(doc, target.from, target.to).trim().length : 0;
  return { ...markSpecification(kind).defaults, ...(letters > 0 && { quantity: String(letters) }) };
}
