import { Fragment, type Node, Slice } from 'prosemirror-model';
import { ReplaceStep, type Step, Transform } from 'prosemirror-transform';
import type { RecognitionId } from '../../document/identifier.ts';
import { anchorsOf } from '../../document/page-anchor.ts';
import { schema } from '../../document/schema.ts';
import { AnchorStep } from '../../document/steps.ts';

/** Takes back one line of an import report, wherever what came of it still stands: atoms become the text they were printed
 *  as, marks go, blocks become paragraphs, lists, tables and attachments dissolve into paragraphs, a note becomes a paragraph
 *  at the end of the text and its calls are untied. Words and all other page anchors stay, in their order.
 *  @returns a transform upon `doc`; null when nothing of that recognition stands any more */
export function undoRecognition(doc: Node, id: RecognitionId): Transform | null {
  const transform = new Transform(doc);
  const places: number[] = [];
  doc.descendants((node, pos) => {
    for (const mark of node.marks) {
      if (mark.attrs.recognition === id) transform.removeMark(pos, pos + node.nodeSize, mark);
    }
    if (node.attrs.recognition === id) places.push(pos);
  });
  // From the end, so that earlier places stay where they are.
  for (const pos of places.reverse()) undoNode(transform, pos);
  return transform.docChanged ? transform : null;
}

/** What undoes the recognition of a node, by its type; text blocks of every other type become paragraphs. */
const undoByType: Readonly<Record<string, (transform: Transform, pos: number) => void>> = {
  pageAnchor: undoAnchor,
  noteReference: undoReference,
  note: undoNote,
  list: (transform, pos) => replaceBlock(transform, pos, withoutList),
  table: (transform, pos) => replaceBlock(transform, pos, withoutTable),
  division: undoDivision,
  paragraph: splitAtLineBreaks,
};

function undoNode(transform: Transform, pos: number): void {
  const node = transform.doc.nodeAt(pos);
  if (node) (undoByType[node.type.name] ?? undoTextBlock)(transform, pos);
}

function undoAnchor(transform: Transform, pos: number): void {
  const anchor = transform.doc.nodeAt(pos);
  if (!anchor) return;
  const raw = (anchor.attrs.raw as string | null) ?? '';
  // A marker on a line of its own had a line end where there is nothing now.
  const text = raw !== '' && anchor.attrs.placement !== 'text' ? `${raw} ` : raw;
  transform.step(new AnchorStep(replaceStep(pos, pos + 1, textNodes(text, anchor))));
}

function undoReference(transform: Transform, pos: number): void {
  const call = transform.doc.nodeAt(pos);
  if (!call) return;
  const raw = (call.attrs.raw as string | null) ?? (call.attrs.label as string);
  transform.step(replaceStep(pos, pos + 1, textNodes(raw, call)));
}

/** A text with the marks of the atom that it replaces. */
const textNodes = (text: string, atom: Node): readonly Node[] => (text === '' ? [] : [schema.text(text, atom.marks)]);

const replaceStep = (from: number, to: number, content: readonly Node[]): Step =>
  new ReplaceStep(from, to, new Slice(Fragment.from(content), 0, 0));

function replaceBlock(transform: Transform, pos: number, make: (block: Node, parent: Node) => readonly Node[]): void {
  const block = transform.doc.nodeAt(pos);
  if (block) transform.step(replaceStep(pos, pos + block.nodeSize, make(block, transform.doc.resolve(pos).parent)));
}

function undoDivision(transform: Transform, pos: number): void {
  const division = transform.doc.nodeAt(pos);
  if (!division) return;
  const range = transform.doc.resolve(pos + 1).blockRange(transform.doc.resolve(pos + division.nodeSize - 1));
  if (range) transform.lift(range, range.depth - 1);
}

/** A stamp or running head between the items of a list divides the list. */
function undoTextBlock(transform: Transform, pos: number): void {
  const place = transform.doc.resolve(pos);
  if (place.parent.type.name !== 'list') {
    transform.setNodeMarkup(pos, schema.nodes.paragraph, { recognition: null });
    return;
  }
  const index = place.index();
  replaceBlock(transform, place.before(), (list) => [
    ...part(list, 0, index),
    asParagraph(list.child(index)),
    ...part(list, index + 1, list.childCount),
  ]);
}

/** A list with some of the children of another one; none when it would be empty. */
function part(list: Node, from: number, to: number): readonly Node[] {
  return from < to ? [list.copy(Fragment.from(list.children.slice(from, to)))] : [];
}

const asParagraph = (block: Node): Node => schema.node('paragraph', null, block.content);

/** The items as paragraphs, their labels before their words. What stands between the items stays, except within an item of
 *  an outer list, which holds paragraphs only. */
function withoutList(list: Node, parent: Node): readonly Node[] {
  const isNested = parent.type.name === 'listItem';
  return list.children.flatMap((child) => {
    if (child.type.name === 'listItem') return withoutItem(child);
    return [isNested ? asParagraph(child) : child];
  });
}

function withoutItem(item: Node): readonly Node[] {
  const [label, first, ...others] = item.children;
  if (label?.type.name !== 'itemLabel') return item.children;
  if (first?.type.name !== 'paragraph') return [asParagraph(label), ...(first ? [first] : []), ...others];
  return [first.copy(joined(label.content, ' ', first.content)), ...others];
}

const joined = (before: Fragment, between: string, after: Fragment): Fragment =>
  before.size === 0 || after.size === 0
    ? before.append(after)
    : before.append(Fragment.from(schema.text(between))).append(after);

/** A row is a paragraph, its cells set apart by tabs as in the source. */
function withoutTable(table: Node): readonly Node[] {
  return table.children.map((row) => {
    const cells = row.children.flatMap((cell) => cell.children.map((block) => block.content));
    const tab = Fragment.from(schema.text('\t'));
    const content = cells.reduce(
      (line, cell, index) => (index === 0 ? cell : line.append(tab).append(cell)),
      Fragment.empty,
    );
    return schema.node('paragraph', null, content);
  });
}

/** The lines of a paragraph become paragraphs. */
function splitAtLineBreaks(transform: Transform, pos: number): void {
  const paragraph = transform.doc.nodeAt(pos);
  if (!paragraph) return;
  transform.setNodeMarkup(pos, undefined, { recognition: null });
  const breaks: number[] = [];
  paragraph.forEach((child, offset) => {
    if (child.type.name === 'lineBreak') breaks.push(pos + 1 + offset);
  });
  const empty = schema.node('paragraph');
  const between = new Slice(Fragment.from([empty, empty]), 1, 1);
  for (const at of breaks.reverse()) transform.step(new ReplaceStep(at, at + 1, between));
}

function undoNote(transform: Transform, pos: number): void {
  const note = transform.doc.nodeAt(pos);
  if (!note) return;
  untieCalls(transform, note.attrs.id as string);
  const place = transform.doc.resolve(pos);
  const { parent: notes } = place;
  const notesPos = place.before();
  const before = place.nodeBefore;
  // Anchors keep their order: when an earlier note holds some, those of this one go to the end of the note before it.
  const anchorsStay = before !== null && anchorsOf(note).length > 0 && holdsAnchors(notes, place.index());
  const paragraphs = paragraphsOf(note, anchorsStay);
  const removal = notes.childCount === 1 ? [notesPos, notesPos + notes.nodeSize] : [pos, pos + note.nodeSize];
  const [from = pos, to = pos] = removal;
  transform.step(anchorSafe(note, replaceStep(from, to, [])));
  if (anchorsStay) {
    const moved = anchorsOf(note)
      .map(({ pos: at }) => note.nodeAt(at))
      .filter((node) => node !== null);
    // Two tokens close the last paragraph of the note before, and that note.
    transform.step(new AnchorStep(replaceStep(pos - 2, pos - 2, moved)));
  }
  transform.step(anchorSafe(note, replaceStep(notesPos, notesPos, paragraphs)));
}

const holdsAnchors = (notes: Node, count: number): boolean =>
  notes.children.slice(0, count).some((note) => anchorsOf(note).length > 0);

/** A step that takes out or puts in what `note` holds says so if there are anchors in it. */
const anchorSafe = (note: Node, step: Step): Step => (anchorsOf(note).length > 0 ? new AnchorStep(step) : step);

function untieCalls(transform: Transform, noteId: string): void {
  const calls: number[] = [];
  transform.doc.descendants((node, pos) => {
    if (node.type.name === 'noteReference' && node.attrs.target === noteId) calls.push(pos);
  });
  for (const pos of calls) transform.setNodeAttribute(pos, 'target', null);
}

/** The paragraphs of a note, its printed label before the first of them. */
function paragraphsOf(note: Node, withoutAnchors: boolean): readonly Node[] {
  const label = (note.attrs.raw as string | null) ?? '';
  return note.children.map((paragraph, index) => {
    const children = withoutAnchors
      ? paragraph.children.filter((node) => node.type.name !== 'pageAnchor')
      : paragraph.children;
    const content = Fragment.from(children);
    if (index > 0 || label === '') return paragraph.copy(content);
    return paragraph.copy(joined(Fragment.from(schema.text(label)), ' ', content));
  });
}
