import { annotationRanges } from '../../document/annotation.ts';
import type { DocumentState } from '../../document/document-state.ts';
import type { EntityId } from '../../document/identifier.ts';
import { anchorName, anchorsOf } from '../../document/page-anchor.ts';
import { type Entity, type EntityKind, entityKinds } from '../../entities/entity.ts';
import { ownTable } from '../../text/own-table.ts';

/** What the ids of entities mean; null when one was removed. */
export type EntityLookUp = (id: EntityId) => Entity | null;

/** An entity that a document names, with the places where. */
export interface NamedEntity {
  readonly entity: Entity;
  /** In the order of the text. */
  readonly places: readonly NamedPlace[];
}

interface NamedPlace {
  /** The id of the tag. */
  readonly tag: string;
  /** The page that it stands on, as people call it; empty before the first. */
  readonly page: string;
}

type TaggedState = Pick<DocumentState, 'doc' | 'annotations'>;

/** The entities that a document names, by kind and name. Tags of which nobody said whom they mean, and those that were withdrawn, name none. */
export function namedEntities({ doc, annotations }: TaggedState, lookUp: EntityLookUp): readonly NamedEntity[] {
  const anchors = anchorsOf(doc);
  const named = new Map<EntityId, { entity: Entity; places: NamedPlace[] }>();
  const seen = new Set<string>();
  let [next, page] = [0, ''];
  for (const { id, from } of annotationRanges(doc)) {
    for (let anchor = anchors[next]; anchor && anchor.pos < from; anchor = anchors[next]) {
      page = anchorName(anchor.anchor);
      next += 1;
    }
    const state = annotations.get(id);
    const entity = state && !state.withdrawn && state.entity !== null ? lookUp(state.entity) : null;
    if (!entity || seen.has(id)) continue;
    seen.add(id);
    const known = named.get(entity.id) ?? { entity, places: [] };
    known.places.push({ tag: id, page });
    named.set(entity.id, known);
  }
  return [...named.values()].sort((one, other) => byKindAndName(one.entity, other.entity));
}

/** The order of an index. */
function byKindAndName(one: Entity, other: Entity): number {
  const kinds = entityKinds.indexOf(one.kind) - entityKinds.indexOf(other.kind);
  if (kinds !== 0) return kinds;
  const [a, b] = [one.name.normalize('NFD').toLowerCase(), other.name.normalize('NFD').toLowerCase()];
  return a === b ? (one.id < other.id ? -1 : 1) : a < b ? -1 : 1;
}

/** What an index of entities of a kind is called. */
export const indexNames: Readonly<Record<EntityKind, string>> = {
  person: 'Persons',
  place: 'Places',
  organisation: 'Organisations',
  term: 'Glossary',
  document: 'Papers',
};

/** When an entity lived or was there; empty when nothing is known. */
export function datesOf({ born, died }: Pick<Entity, 'born' | 'died'>): string {
  if (born === '' && died === '') return '';
  return `${born}–${died}`;
}

/** Where an authority shows an entity, by the name of the authority; the value stands in the place of `*`. */
const authorityPages: Readonly<Record<string, string>> = ownTable<string>({
  viaf: 'https://viaf.org/viaf/*',
  wikidata: 'https://www.wikidata.org/wiki/*',
  gnd: 'https://d-nb.info/gnd/*',
  geonames: 'https://www.geonames.org/*',
  lcnaf: 'https://id.loc.gov/authorities/names/*',
  loc: 'https://id.loc.gov/authorities/names/*',
  isni: 'https://isni.org/isni/*',
  orcid: 'https://orcid.org/*',
  tgn: 'http://vocab.getty.edu/tgn/*',
  ulan: 'http://vocab.getty.edu/ulan/*',
  snac: 'https://snaccooperative.org/view/*',
});

/** The page of an authority about an entity; null when none is known. Nothing is fetched: it is where a reader may go. */
export function authorityPage({ authority, value }: Entity['identifiers'][number]): string | null {
  if (/^https?:\/\/\S+$/i.test(value)) return value;
  const page = authorityPages[authority.toLowerCase().replace(/[^a-z]/g, '')];
  return page && /^[\w.-]+$/.test(value) ? page.replace('*', value) : null;
}
