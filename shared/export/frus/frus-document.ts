import type { Node } from 'prosemirror-model';
import type { DocumentState } from '../../document/document-state.ts';
import type { DocumentMetadata } from '../../document/metadata.ts';
import type { Entity } from '../../entities/entity.ts';
import { container, element, textNodes, type XmlElement } from '../../xml/xml-tree.ts';
import { childrenOf } from '../tei/block-elements.ts';
import { displacedElements, type Piece, pieceOf } from '../tei/displaced-elements.ts';
import { zoneElements } from '../tei/divisions.ts';
import { type EditionPlan, planEdition, type TeiOptions } from '../tei/edition-plan.ts';
import { noteElement } from '../tei/inline-content.ts';
import { w3cDate, type XmlIdentifiers } from '../tei/tei-names.ts';
import { FrusDialect } from './frus-dialect.ts';

/** Where a document stands in its file. */
export interface FrusPlace {
  /** `xml:id` of its division: `d73`. */
  readonly id: string;
  /** Of the whole file. */
  readonly identifiers: XmlIdentifiers;
}

/** A document in the dialect. */
export interface FrusDocument {
  readonly division: XmlElement;
  /** The entities that its tags lead to. */
  readonly entities: readonly Entity[];
}

/** The reading text of a document that was not imported from TEI, as `div[@type=document]`: one `head`, its attachments as `frus:attachment` at its end. What
 *  follows an attachment in the document belongs to it, because the dialect has no place for it elsewhere that keeps the order of the pages. Pure, O(document). */
export function frusDocument(state: DocumentState, options: TeiOptions, { id, identifiers }: FrusPlace): FrusDocument {
  const { facsimile: _, ...plain } = options;
  const plan = planEdition(state, plain);
  const listed = [...plan.entities.values()].filter(({ entity }) => entryOf(entity) !== null);
  const pointers = new Map(listed.map(({ entity, identifier }) => [`#${identifier}`, `#${entryOf(entity)}`]));
  const when = w3cDate(state.metadata.date?.when ?? null);
  const dialect = new FrusDialect({ document: id, identifiers, pointers, when });
  const { pieces, attachments } = partsOf(plan, state.doc);
  const sourceNotes = plan.notes.inHead.map((note) => noteElement(plan, note, null));
  const endNotes = plan.notes.atEnd.map((note) => noteElement(plan, note, null));
  const head = headOf(plan, pieces, sourceNotes);
  const own = dialect.blocks([...head, ...zoneElements(pieces.slice(head.length === 0 ? 0 : headingsOf(pieces)))]);
  const enclosed = attachments.map((one, index) =>
    container(
      'frus:attachment',
      { 'xml:id': identifiers.claim(`${id}a${index + 1}`) },
      withBody(dialect.blocks(zoneElements(one))),
    ),
  );
  const notes = dialect.blocks(endNotes);
  const division = container('div', divisionAttributes(state.metadata, id), [
    ...withBody(own, enclosed.length > 0),
    ...enclosed,
    ...notes,
  ]);
  return { division: dialect.withNotes(division), entities: listed.map(({ entity }) => entity) };
}

function divisionAttributes({ number, date }: DocumentMetadata, id: string): Readonly<Record<string, string | null>> {
  const days = daysOf(w3cDate(date?.when ?? null));
  return {
    type: 'document',
    'xml:id': id,
    n: number === '' ? null : number,
    'frus:doc-dateTime-min': days && `${days.first}T00:00:00`,
    'frus:doc-dateTime-max': days && `${days.last}T23:59:59`,
  };
}

/** The first and the last day of a year, month, day or moment in W3C form. */
function daysOf(when: string | null): { readonly first: string; readonly last: string } | null {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(when ?? '');
  if (!found) return null;
  const [, year = '', month, day] = found;
  const lastDay = (of: string): string =>
    String(new Date(Date.UTC(2000 + (Number(year) % 400), Number(of), 0)).getUTCDate());
  return {
    first: `${year}-${month ?? '01'}-${day ?? '01'}`,
    last: `${year}-${month ?? '12'}-${day ?? lastDay(month ?? '12')}`,
  };
}

/** `xml:id` of an entity's entry in the lists of persons and of terms; null for what these do not have. */
export function entryOf({ kind, id, name }: Entity): string | null {
  if (name.trim() === '') return null;
  if (kind === 'person') return `p_${id}`;
  return kind === 'term' ? `t_${id}` : null;
}

interface Parts {
  /** What is the document's own, divisions of it among the rest. */
  readonly pieces: readonly Piece[];
  readonly attachments: readonly (readonly Piece[])[];
}

function partsOf(plan: EditionPlan, doc: Node): Parts {
  const own: Piece[] = [];
  const attachments: Piece[][] = [];
  const visit = (node: Node, pos: number): void => {
    for (const child of childrenOf(node, pos)) {
      if (child.node.type.name === 'notes') continue;
      if (child.node.type.name !== 'division') (attachments.at(-1) ?? own).push(pieceOf(plan, child));
      else {
        if (child.node.attrs.type === 'attachment') attachments.push([]);
        visit(child.node, child.pos);
      }
    }
  };
  visit(doc, -1);
  return { pieces: withOneTitle(own), attachments: attachments.filter((one) => one.length > 0).map(withOneTitle) };
}

const isHeading = (piece: Piece): piece is Extract<Piece, { readonly kind: 'heading' }> => piece.kind === 'heading';

/** Headings behind the first ones of a division stand in the text. */
function withOneTitle(pieces: readonly Piece[]): readonly Piece[] {
  const titles = headingsOf(pieces);
  return pieces.map((piece, index) =>
    index >= titles && isHeading(piece) ? { kind: 'body', elements: displacedElements(piece) } : piece,
  );
}

/** How many pieces the title takes: headings that follow one another, with what may stand anywhere before them. */
function headingsOf(pieces: readonly Piece[]): number {
  const first = pieces.findIndex(({ kind }) => kind !== 'anywhere');
  const end = pieces.findIndex((piece, index) => index >= Math.max(0, first) && !isHeading(piece));
  const last = end === -1 ? pieces.length : end;
  return pieces.slice(0, last).some(isHeading) ? last : 0;
}

/** The title, in one `head`: that of the text, or else that of the metadata. */
function headOf(plan: EditionPlan, pieces: readonly Piece[], notes: readonly XmlElement[]): readonly XmlElement[] {
  const title = pieces.slice(0, headingsOf(pieces));
  const headings = title.filter(isHeading);
  if (headings.length === 0) return [element('head', {}, [...textNodes(plan.state.metadata.title), ...notes])];
  const first = title.findIndex(isHeading);
  const before = title.slice(0, first).flatMap((piece) => (piece.kind === 'anywhere' ? piece.elements : []));
  const content = title.slice(first).flatMap((piece, index) => {
    if (piece.kind === 'anywhere') return piece.elements;
    if (!isHeading(piece)) return [];
    return index === 0 ? piece.content : [element('lb'), ...piece.before, ...piece.content];
  });
  return [...before, ...(headings[0]?.before ?? []), element('head', {}, [...content, ...notes])];
}

/** What TEI has at the bottom of a division must follow something. */
function withBody(elements: readonly XmlElement[], isFollowed = false): readonly XmlElement[] {
  const bottom = elements.findIndex(({ name }) => bottomNames.has(name));
  const until = bottom === -1 ? elements.length : bottom;
  const hasBody = elements.slice(0, until).some(({ name }) => !topNames.has(name));
  if (hasBody || (bottom === -1 && !isFollowed)) return elements;
  return [...elements.slice(0, until), element('ab'), ...elements.slice(until)];
}

const bottomNames: ReadonlySet<string> = new Set(['closer', 'postscript']);
const topNames: ReadonlySet<string> = new Set(['head', 'opener', 'pb', 'note', 'gap', 'dateline', 'salute']);
