import { Fragment, type Mark, type Node, Slice } from 'prosemirror-model';
import { ReplaceStep } from 'prosemirror-transform';
import { type AnnotationAct, annotationRanges } from '../../document/annotation.ts';
import type { Change, DocumentState, StepJson } from '../../document/document-state.ts';
import {
  type AnchorId,
  newAnchorId,
  newAnnotationId,
  newNoteId,
  newPageImageId,
  newReadingId,
  newZoneId,
  type PageImageId,
} from '../../document/identifier.ts';
import type { PageReading } from '../../document/layout.ts';
import type { PageImage, ZoneAct } from '../../document/page-image.ts';
import { schema } from '../../document/schema.ts';
import { AnchorStep } from '../../document/steps.ts';
import { withoutOrigins } from '../without-origins.ts';
import { bodyEnd } from './divide-document.ts';

/** What puts a document behind another one. */
export interface JoinedDocuments {
  readonly change: Omit<Change, 'group'>;
  /** The images of its pages, to follow those that are there. */
  readonly pages: readonly PageImage[];
  readonly readings: readonly PageReading[];
}

/** Puts the text of a document behind that of another one, with notes, tags, zones and images. Its corrections stay corrections. What
 *  both have under one name, because they are parts of one document, is one thing again: a tag goes on, a note stands once. */
export function joinDocuments(first: DocumentState, second: DocumentState): JoinedDocuments {
  const names = namesFor(first, second);
  const pages = pagesOf(first, second, names);
  const pageOf = (id: PageImageId): PageImageId => pages.ids.get(id) ?? id;
  const known = new Set(first.readings.map((reading) => JSON.stringify(reading)));
  const readings = second.readings
    .filter((reading) => pages.ids.has(reading.page) && !known.has(JSON.stringify(reading)))
    .map((reading) => ({ ...reading, id: newReadingId(), page: pageOf(reading.page) }));
  const annotations = tagActs(first, second);
  const zones: readonly ZoneAct[] = second.zones
    .filter(({ page }) => pages.ids.has(page))
    .map((zone) => ({ kind: 'drawn', zone: { ...zone, id: names.zone(zone.id), page: pageOf(zone.page) } }));
  return {
    pages: pages.images,
    readings,
    change: {
      steps: insertion(first.doc, second.doc, names),
      importedSteps: insertion(first.imported, second.imported, names),
      ...(annotations.length > 0 && { annotations }),
      ...(zones.length > 0 && { zones }),
    },
  };
}

/** What things of the second document are called in the first. */
interface Names {
  /** The identity of a page anchor, a note call or a note. */
  readonly node: (id: string) => string;
  readonly zone: (id: PageZoneId) => PageZoneId;
  /** Whether lines of the import report mean the same in both. */
  readonly isSameImport: boolean;
}

type PageZoneId = DocumentState['zones'][number]['id'];

const fresh: Readonly<Record<string, () => string>> = {
  pageAnchor: newAnchorId,
  noteReference: newAnnotationId,
  note: newNoteId,
};

function namesFor(first: DocumentState, second: DocumentState): Names {
  const taken = identifiedNodes(first.doc);
  const renamed = new Map<string, string>();
  for (const [id, node] of identifiedNodes(second.doc)) {
    const other = taken.get(id);
    const isSame = other?.type.name === 'note' && other.eq(node);
    if (other && !isSame) renamed.set(id, fresh[node.type.name]?.() ?? id);
  }
  const zones = new Set(first.zones.map(({ id }) => id));
  const renamedZones = new Map(second.zones.filter(({ id }) => zones.has(id)).map(({ id }) => [id, newZoneId()]));
  return {
    node: (id) => renamed.get(id) ?? id,
    zone: (id) => renamedZones.get(id) ?? id,
    isSameImport:
      first.source.sha256 === second.source.sha256 &&
      JSON.stringify(first.report.recognitions) === JSON.stringify(second.report.recognitions),
  };
}

function identifiedNodes(doc: Node): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  doc.descendants((node) => {
    if (fresh[node.type.name]) found.set(node.attrs.id as string, node);
  });
  return found;
}

/** The steps that put a document behind another one. */
function insertion(first: Node, joined: Node, names: Names): readonly StepJson[] {
  const second = names.isSameImport ? joined : joined.copy(withoutOrigins(joined.content));
  const end = bodyEnd(second);
  const body = renamedContent(second.content.cut(0, end), names);
  const steps = [inserted(bodyEnd(first), body)];
  const notes = newNotes(first, second, names);
  if (notes.length > 0) {
    const { content, lastChild } = first;
    const hasNotes = lastChild?.type.name === 'notes';
    const at = content.size + body.size - (hasNotes ? 1 : 0);
    steps.push(inserted(at, hasNotes ? Fragment.from(notes) : Fragment.from(schema.node('notes', null, notes))));
  }
  return steps.map((step) => step.toJSON() as unknown as StepJson);
}

const inserted = (at: number, content: Fragment): AnchorStep =>
  new AnchorStep(new ReplaceStep(at, at, new Slice(content, 0, 0)));

/** The notes of the second document that the first has not. */
function newNotes(first: Node, second: Node, names: Names): readonly Node[] {
  const known = new Set(identifiedNodes(first).keys());
  const { lastChild } = second;
  if (lastChild?.type.name !== 'notes') return [];
  const notes: Node[] = [];
  lastChild.forEach((note) => {
    const renamed = renamedNode(note, names);
    if (!known.has(renamed.attrs.id as string)) notes.push(renamed);
  });
  return notes;
}

function renamedContent(content: Fragment, names: Names): Fragment {
  return Fragment.from(content.content.map((node) => renamedNode(node, names)));
}

function renamedNode(node: Node, names: Names): Node {
  const marks = node.marks.map((mark) => renamedMark(mark, names));
  if (node.isText) return node.mark(marks);
  const attrs: Record<string, unknown> = { ...node.attrs };
  if (fresh[node.type.name]) attrs.id = names.node(node.attrs.id as string);
  if (typeof attrs.target === 'string' && node.type.name === 'noteReference') attrs.target = names.node(attrs.target);
  if ('recognition' in attrs && !names.isSameImport) attrs.recognition = null;
  return node.type.create(attrs, renamedContent(node.content, names), marks);
}

function renamedMark(mark: Mark, names: Names): Mark {
  const attrs: Record<string, unknown> = { ...mark.attrs };
  if (mark.type.name === 'zone') attrs.id = names.zone(attrs.id as PageZoneId);
  if ('recognition' in attrs && !names.isSameImport) attrs.recognition = null;
  return mark.type.create(attrs);
}

/** The tags of the second document, made in the first. Who made them there is in the history of the second. */
function tagActs(first: DocumentState, second: DocumentState): readonly AnnotationAct[] {
  const acts: AnnotationAct[] = [];
  const done = new Set<string>();
  for (const { id, from, to } of annotationRanges(second.doc)) {
    const tag = second.annotations.get(id);
    if (!tag || tag.withdrawn || done.has(id)) continue;
    done.add(id);
    const text = second.doc.textBetween(from, to);
    const known = first.annotations.get(id);
    if (known && !known.withdrawn) continue;
    acts.push({ kind: known ? 'restored' : 'created', id, as: tag.as, text });
    if (tag.comment !== (known?.comment ?? '')) acts.push({ kind: 'commented', id, comment: tag.comment });
    if (tag.entity !== (known?.entity ?? null)) acts.push({ kind: 'identified', id, entity: tag.entity });
    if (tag.type !== (known?.type ?? null)) acts.push({ kind: 'typed', id, type: tag.type });
  }
  return acts;
}

function pagesOf(
  first: DocumentState,
  second: DocumentState,
  names: Names,
): { readonly images: readonly PageImage[]; readonly ids: ReadonlyMap<PageImageId, PageImageId> } {
  const taken = new Set(first.pages.map(({ id }) => id));
  const ids = new Map(second.pages.map(({ id }) => [id, taken.has(id) ? newPageImageId() : id]));
  const images = second.pages.map((page) => ({
    ...page,
    id: ids.get(page.id) ?? page.id,
    ...(page.of && { of: ids.get(page.of) ?? page.of }),
    anchor: page.anchor === null ? null : (names.node(page.anchor) as AnchorId),
  }));
  return { images, ids };
}
