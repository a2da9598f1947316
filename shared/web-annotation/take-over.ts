import { AddMarkStep, type Step } from 'prosemirror-transform';
import { type AnnotationAct, type AnnotationKind, annotationKinds, annotationRanges } from '../document/annotation.ts';
import type { DocumentState } from '../document/document-state.ts';
import { type AnnotationId, isIdentifier, newAnnotationId, newZoneId, type ZoneId } from '../document/identifier.ts';
import { type Zone, type ZoneAct, type ZoneKind, zoneKinds } from '../document/page-image.ts';
import { readingOf } from '../document/reading.ts';
import { ownTable } from '../text/own-table.ts';
import { inEnglish } from '../translation/retell.ts';
import { iriPrefix } from './annotation-page.ts';
import { placeQuote, QuotedText } from './quoted-text.ts';
import type { ReadAnnotation, ReadTarget } from './read-annotation-page.ts';

/** What became of an annotation of a file. */
export interface TakenAnnotation {
  /** Its place in the file, from 1. */
  readonly number: number;
  /** Its IRI in the file; empty when it has none. */
  readonly iri: string;
  /** `moved`: its words stand elsewhere than the file says, and it was put there. */
  readonly fate: 'taken over' | 'moved' | 'there already' | 'left out';
  /** Its identity in the document; null when it was left out. */
  readonly id: string | null;
  /** A sentence for a person; empty when there is nothing to say. */
  readonly why: string;
}

export interface TakenOver {
  readonly steps: readonly Step[];
  readonly annotations: readonly AnnotationAct[];
  readonly zones: readonly ZoneAct[];
  readonly outcome: readonly TakenAnnotation[];
}

type AnnotatedState = Pick<DocumentState, 'id' | 'doc' | 'annotations' | 'zones' | 'pages'>;

/** Finds the places of annotations of a file in a document. Nothing that is there is changed: an identity that is in use with the same words is `there already`,
 *  one with others is taken over under a new identity. What is about another document, or has no certain place, is left out, and why is said. Pure. */
export function takeOver(state: AnnotatedState, annotations: readonly ReadAnnotation[]): TakenOver {
  const taking = new Taking(state);
  const outcome = annotations.map((annotation) => taking.take(annotation));
  return { steps: taking.steps, annotations: taking.acts, zones: taking.zones, outcome };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

class Taking {
  readonly steps: Step[] = [];
  readonly acts: AnnotationAct[] = [];
  readonly zones: ZoneAct[] = [];
  readonly #text: QuotedText;
  /** What stands in the document, by identity: kind and places, as text. */
  readonly #standing = new Map<string, string>();

  constructor(private readonly state: AnnotatedState) {
    this.#text = new QuotedText(state.doc);
    for (const { id, as, from, to } of annotationRanges(state.doc))
      this.#standing.set(id, `${this.#standing.get(id) ?? as} ${from}-${to}`);
  }

  take(read: ReadAnnotation): TakenAnnotation {
    const { number, id: iri } = read;
    const leftOut = (why: string): TakenAnnotation => ({ number, iri, fate: 'left out', id: null, why });
    if (read.targets.length === 0) return leftOut(inEnglish`It has no target.`);
    const other = read.targets.map(({ source }) => source).find((source) => !this.#isOwn(source));
    if (other !== undefined) return leftOut(inEnglish`It is about another document: ${other}.`);
    return read.targets[0]?.box ? this.#takeZone(read, read.targets[0], leftOut) : this.#takeTag(read, leftOut);
  }

  /** A source of this program names a document; any other may be this one under another name. */
  #isOwn(source: string): boolean {
    if (!source.startsWith(iriPrefix)) return true;
    const [document] = source.slice(iriPrefix.length).split(':');
    return document === this.state.id;
  }

  #takeTag(read: ReadAnnotation, leftOut: (why: string) => TakenAnnotation): TakenAnnotation {
    const { number, id: iri } = read;
    const ranges: Range[] = [];
    let isMoved = false;
    for (const { quote, position } of read.targets) {
      const place = placeQuote(this.#text.text, quote, position);
      if (place.kind === 'not found') return leftOut(notFound(quote?.exact ?? ''));
      if (place.kind === 'not certain')
        return leftOut(
          inEnglish`“${quote?.exact ?? ''}” stands in ${place.places} places, and nothing says which of them it is.`,
        );
      isMoved ||= place.kind === 'again';
      ranges.push(...this.#text.positions(place.start, place.end));
    }
    if (ranges.length === 0) return leftOut(inEnglish`It covers no words.`);
    const { kind, comment, said } = kindOf(read);
    const wanted = identityOf(iri);
    const standing = wanted === null ? undefined : this.#standing.get(wanted);
    const places = ranges.map(({ from, to }) => `${from}-${to}`).join(' ');
    if (wanted !== null && standing === `${kind} ${places}`)
      return { number, iri, fate: 'there already', id: wanted, why: '' };
    const isNew = wanted === null || (standing === undefined && !this.state.annotations.has(wanted));
    const id = (isNew ? wanted : null) ?? newAnnotationId();
    this.#add(id, kind, ranges, comment);
    this.#standing.set(id, `${kind} ${places}`);
    const words = this.#wordsOf(ranges);
    const whys = [
      isMoved ? inEnglish`“${words}” stands elsewhere than the file says; it was put there.` : '',
      isNew ? '' : inEnglish`Its identity is in use for other words or was withdrawn, so it has a new one.`,
      said,
    ];
    return { number, iri, fate: isMoved ? 'moved' : 'taken over', id, why: whys.filter((why) => why !== '').join(' ') };
  }

  #add(id: AnnotationId, as: AnnotationKind, ranges: readonly Range[], comment: string): void {
    const mark = this.state.doc.type.schema.mark('annotation', { id, kind: as });
    this.steps.push(...ranges.map(({ from, to }) => new AddMarkStep(from, to, mark)));
    this.acts.push({ kind: 'created', id, as, text: this.#wordsOf(ranges) });
    if (comment !== '') this.acts.push({ kind: 'commented', id, comment });
  }

  #wordsOf(ranges: readonly Range[]): string {
    return ranges.map(({ from, to }) => readingOf(this.state.doc, from, to)).join(' … ');
  }

  #takeZone(
    read: ReadAnnotation,
    { source, box }: ReadTarget,
    leftOut: (why: string) => TakenAnnotation,
  ): TakenAnnotation {
    const { number, id: iri } = read;
    const pageId = source.startsWith(iriPrefix) ? source.slice(source.lastIndexOf(':') + 1) : '';
    const page = this.state.pages.find(({ id, name }) => id === pageId || name === source.split('/').at(-1));
    if (!page || !box)
      return leftOut(
        source === ''
          ? inEnglish`The document has no page image that it names.`
          : inEnglish`The document has no page image “${source}”.`,
      );
    if (box.x < 0 || box.y < 0 || box.x + box.width > page.width || box.y + box.height > page.height)
      return leftOut(
        inEnglish`The region reaches beyond the page image, which has ${page.width} by ${page.height} pixels.`,
      );
    const [tag = ''] = read.tags;
    const kind: ZoneKind = zoneKinds.find((known) => known === tag) ?? 'other';
    const wanted = identityOf(iri) as ZoneId | null;
    const standing = this.state.zones.find(({ id }) => id === wanted);
    const zone: Zone = { id: wanted ?? newZoneId(), page: page.id, box, kind, note: read.comment };
    if (standing && JSON.stringify(inOrder(standing)) === JSON.stringify(inOrder(zone)))
      return { number, iri, fate: 'there already', id: zone.id, why: '' };
    const isTaken = standing !== undefined || this.zones.some((act) => act.kind === 'drawn' && act.zone.id === zone.id);
    const drawn = isTaken ? { ...zone, id: newZoneId() } : zone;
    this.zones.push({ kind: 'drawn', zone: drawn });
    return {
      number,
      iri,
      fate: 'taken over',
      id: drawn.id,
      why: isTaken ? inEnglish`Its identity is in use for another region, so it has a new one.` : '',
    };
  }
}

const inOrder = ({ id, page, box, kind, note }: Zone): readonly unknown[] => [
  id,
  page,
  box.x,
  box.y,
  box.width,
  box.height,
  kind,
  note,
];

const notFound = (exact: string): string =>
  exact === ''
    ? inEnglish`Its place is not in this text, and it quotes no words.`
    : inEnglish`“${shortened(exact)}” does not stand in the text.`;

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** The identity that this program gave it; null when it was made elsewhere. */
function identityOf(iri: string): AnnotationId | null {
  const id = iri.startsWith(iriPrefix) ? iri.slice(iriPrefix.length) : '';
  return isIdentifier(id) ? (id as AnnotationId) : null;
}

/** What the vocabularies of others call the kinds. */
const otherNames: Readonly<Record<string, AnnotationKind>> = ownTable<AnnotationKind>({
  persname: 'person',
  people: 'person',
  placename: 'place',
  location: 'place',
  orgname: 'organisation',
  organization: 'organisation',
});

/** The kind of a tag. One that says something else is a term, and what it says goes into the comment. */
function kindOf({ tags, comment }: ReadAnnotation): {
  readonly kind: AnnotationKind;
  readonly comment: string;
  readonly said: string;
} {
  const names = tags.map((tag) => tag.slice(Math.max(tag.lastIndexOf('/'), tag.lastIndexOf('#')) + 1).toLowerCase());
  const kinds = names.map((name) => annotationKinds.find((kind) => kind === name) ?? otherNames[name] ?? null);
  const kind = kinds.find((known) => known !== null);
  const others = tags.filter((_, index) => kinds[index] === null);
  const parts = [...others.map((tag) => `Tag: ${tag}`), ...(comment === '' ? [] : [comment])];
  const said =
    kind === undefined && others.length > 0
      ? inEnglish`“${others.join('”, “')}” is no kind of tag here: it is a term, and the comment says what it was.`
      : '';
  return { kind: kind ?? 'term', comment: parts.join('\n'), said };
}
