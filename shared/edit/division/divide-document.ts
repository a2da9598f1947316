import { Fragment, type Node, Slice } from 'prosemirror-model';
import { ReplaceStep, Transform } from 'prosemirror-transform';
import { placeInImport } from '../../alignment/place-in-import.ts';
import { annotationRanges } from '../../document/annotation.ts';
import type { Change, DocumentState, StepJson } from '../../document/document-state.ts';
import type { AnchorId, AnnotationId } from '../../document/identifier.ts';
import { anchorsOf } from '../../document/page-anchor.ts';
import type { PageImage } from '../../document/page-image.ts';
import { schema } from '../../document/schema.ts';
import { AnchorStep } from '../../document/steps.ts';
import { zoneRanges } from '../../document/zones.ts';

/** What makes one part of a divided document of the whole. */
export interface DocumentPart {
  readonly change: Omit<Change, 'group'>;
  /** The images of its pages. */
  readonly pages: readonly PageImage[];
}

export type DividedDocument =
  | { readonly kind: 'divided'; readonly first: DocumentPart; readonly second: DocumentPart }
  | { readonly kind: 'refused'; readonly reason: DivisionRefusal };

/** Why a document cannot be divided at a page: `nothing before it`: it begins with the page; `in a note` and `in a table`: the page
 *  begins within one. */
export type DivisionRefusal = 'no such page' | 'nothing before it' | 'in a note' | 'in a table';

/** Divides a document before a page anchor: all before it is the first part, the anchor and all behind it the second. Notes go with the
 *  calls that they are tied to, one that nothing calls stays in the first; tags and zones go with their words and pages. Each part is
 *  the whole with a change that takes the other one out, also out of what corrections are counted against. */
export function divideDocument(state: DocumentState, anchor: AnchorId): DividedDocument {
  const { doc, imported } = state;
  const placed = anchorsOf(doc).find((one) => one.anchor.id === anchor);
  if (!placed) return { kind: 'refused', reason: 'no such page' };
  const at = boundaryAt(doc, placed.pos);
  if (typeof at === 'string') return { kind: 'refused', reason: at };
  if (at === 0) return { kind: 'refused', reason: 'nothing before it' };
  const then = placeInImport(imported, doc, placed.pos);
  const importedAt = then === null ? bodyEnd(imported) : surelyAt(imported, then);
  const part = (side: Side): DocumentPart => partOf(state, cut(doc, at, side), cut(imported, importedAt, side), side);
  return { kind: 'divided', first: part('first'), second: part('second') };
}

type Side = 'first' | 'second';

/** The position behind the text of a document: where its notes begin, or its end. */
export function bodyEnd(doc: Node): number {
  const { lastChild } = doc;
  return doc.content.size - (lastChild?.type.name === 'notes' ? lastChild.nodeSize : 0);
}

/** Where a document is parted so that what leads up to an anchor goes with it: an anchor at the head of a block parts before the block,
 *  at the head of a list item before its label. */
function boundaryAt(doc: Node, pos: number): number | 'in a note' | 'in a table' {
  let at = pos;
  for (let $at = doc.resolve(at); $at.depth > 0 && leads(doc, at); $at = doc.resolve(at)) at = $at.before();
  const $at = doc.resolve(at);
  for (let depth = $at.depth; depth > 0; depth--) {
    const { name } = $at.node(depth).type;
    if (name === 'notes') return 'in a note';
    if (name === 'tableRow' || (name === 'table' && isSpanned($at.node(depth), $at.index(depth)))) return 'in a table';
  }
  return at;
}

function leads(doc: Node, at: number): boolean {
  const $at = doc.resolve(at);
  // A label has no sense in two parts.
  if ($at.parentOffset === 0 || $at.parent.type.name === 'itemLabel') return true;
  return $at.parent.type.name === 'listItem' && $at.index() === 1 && $at.parent.child(0).type.name === 'itemLabel';
}

/** Whether a cell of a row before reaches into the rows from this one on. */
function isSpanned(table: Node, row: number): boolean {
  for (let index = 0; index < row; index++)
    for (let cell = 0; cell < table.child(index).childCount; cell++)
      if (index + (table.child(index).child(cell).attrs.rowspan as number) > row) return true;
  return false;
}

/** The same where nobody can be asked to choose another place: before the block in which it cannot be. */
function surelyAt(doc: Node, pos: number): number {
  const at = boundaryAt(doc, pos);
  if (at === 'in a note') return bodyEnd(doc);
  return at === 'in a table' ? doc.resolve(pos).before(1) : at;
}

/** Takes one side out of a document, with the notes of it.
 *  @param at between two blocks of whatever depth, or within one, in front of the notes */
function cut(doc: Node, at: number, side: Side): Transform {
  const transform = new Transform(doc);
  const { depth } = doc.resolve(at);
  if (depth > 0) transform.split(at, depth);
  const boundary = at + depth;
  const end = bodyEnd(transform.doc);
  const [from, to] = side === 'first' ? [boundary, end] : [0, boundary];
  const isAll = to - from === end;
  if (from < to) transform.step(removal(from, to, isAll ? Fragment.from(schema.node('paragraph')) : Fragment.empty));
  keepNotes(transform, notesOf(doc, transform.doc, side));
  return transform;
}

const removal = (from: number, to: number, instead = Fragment.empty): AnchorStep =>
  new AnchorStep(new ReplaceStep(from, to, new Slice(instead, 0, 0)));

/** The notes that a part keeps: those that are called in it, or in a note that it keeps.
 *  @param body the part, with all notes still */
function notesOf(whole: Node, body: Node, side: Side): ReadonlySet<string> {
  const bodies = new Map<string, Node>();
  const tied = new Set<string>();
  whole.descendants((node) => {
    if (node.type.name === 'note') bodies.set(node.attrs.id as string, node);
    for (const id of callsIn(node)) tied.add(id);
  });
  const kept = new Set(side === 'first' ? [...bodies.keys()].filter((id) => !tied.has(id)) : []);
  const take = (node: Node): void => {
    node.descendants((inner) => {
      if (inner.type.name === 'notes') return false;
      for (const id of callsIn(inner)) {
        const note = bodies.get(id);
        if (note === undefined || kept.has(id)) continue;
        kept.add(id);
        take(note);
      }
      return true;
    });
  };
  take(body);
  return kept;
}

const callsIn = (node: Node): readonly string[] => {
  const target = node.type.name === 'noteReference' ? (node.attrs.target as string | null) : null;
  return target === null ? [] : [target];
};

function keepNotes(transform: Transform, kept: ReadonlySet<string>): void {
  const { lastChild, content } = transform.doc;
  if (lastChild?.type.name !== 'notes') return;
  const start = content.size - lastChild.nodeSize;
  const gone: (readonly [number, number])[] = [];
  lastChild.forEach((note, offset) => {
    if (!kept.has(note.attrs.id as string)) gone.push([start + 1 + offset, start + 1 + offset + note.nodeSize]);
  });
  if (gone.length === lastChild.childCount) transform.step(removal(start, content.size));
  else for (const [from, to] of gone.reverse()) transform.step(removal(from, to));
}

function partOf(state: DocumentState, transform: Transform, imported: Transform, side: Side): DocumentPart {
  const pages = pagesOf(state, transform.doc, side);
  const kept = new Set(pages.map(({ id }) => id));
  const erased = state.zones.filter(({ page }) => !kept.has(page)).map(({ id }) => id);
  for (const { id, from, to } of zoneRanges(transform.doc))
    if (erased.includes(id)) transform.removeMark(from, to, schema.mark('zone', { id }));
  const withdrawn = tagsGone(state, transform.doc);
  return {
    pages,
    change: {
      steps: transform.steps.map((step) => step.toJSON() as StepJson),
      importedSteps: imported.steps.map((step) => step.toJSON() as StepJson),
      ...(withdrawn.length > 0 && { annotations: withdrawn.map((id) => ({ kind: 'withdrawn', id }) as const) }),
      ...(erased.length > 0 && { zones: erased.map((id) => ({ kind: 'erased', id }) as const) }),
    },
  };
}

/** The tags of which no word is left. */
function tagsGone({ doc, annotations }: DocumentState, part: Node): readonly AnnotationId[] {
  const left = new Set(annotationRanges(part).map(({ id }) => id));
  const before = new Set(annotationRanges(doc).map(({ id }) => id));
  return [...before].filter((id) => !left.has(id) && annotations.get(id)?.withdrawn === false);
}

/** The page images of a part. One that no anchor places goes with the one before it. */
function pagesOf({ doc, pages }: DocumentState, part: Node, side: Side): readonly PageImage[] {
  const here = new Set(anchorsOf(part).map(({ anchor }) => anchor.id));
  const all = new Set(anchorsOf(doc).map(({ anchor }) => anchor.id));
  let isHere = side === 'first';
  return pages.filter(({ anchor }) => {
    if (anchor !== null && all.has(anchor)) isHere = here.has(anchor);
    return isHere;
  });
}
