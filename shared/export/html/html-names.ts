import type { Entity } from '../../entities/entity.ts';
import { authorityPage, datesOf, indexNames, type NamedEntity } from '../reading/edition-names.ts';
import type { HtmlContext } from './html-inline.ts';

/** By the id of a tag: the entity that it means. */
export const entitiesOfTags = (names: readonly NamedEntity[]): ReadonlyMap<string, Entity> =>
  new Map(names.flatMap(({ entity, places }) => places.map(({ tag }) => [tag, entity] as const)));

/** What an index says of an entity, whatever leads to it.
 *  @param id of its entry on the page */
export function entityFilling(entity: Entity, id: string) {
  const { name, note, variants, offices, identifiers } = entity;
  const others = new Set(variants.map(({ text }) => text).filter((text) => text !== '' && text !== name));
  const period = (from: string, to: string): string => (from === '' && to === '' ? '' : `${from}–${to}`);
  return {
    id,
    name,
    dates: datesOf(entity),
    note,
    others: [...others].map((other) => ({ name: other })),
    offices: offices.map(({ what, from, to }) => ({ name: what, dates: period(from, to) })),
    identifiers: identifiers.map((one) => ({ ...one, href: authorityPage(one) ?? '' })),
  };
}

/** Entries under the kinds of their entities. */
function byKinds<Entry>(
  entries: readonly { readonly entity: Entity; readonly entry: Entry }[],
): readonly { readonly id: string; readonly heading: string; readonly names: readonly Entry[] }[] {
  const kinds = new Map<string, { id: string; heading: string; names: Entry[] }>();
  for (const { entity, entry } of entries) {
    const known = kinds.get(entity.kind) ?? { id: `names-${entity.kind}`, heading: indexNames[entity.kind], names: [] };
    known.names.push(entry);
    kinds.set(entity.kind, known);
  }
  return [...kinds.values()];
}

/** The persons, places and other entities that a document names, with links to where it names them. Written after the text, which says where tags stand.
 *  @param textFile where the text is, seen from the index; empty on the same page
 *  @param allNames where the names of all documents are; empty when nowhere */
export function namesHtml(
  names: readonly NamedEntity[],
  { prefix, told, templates }: HtmlContext,
  { textFile, allNames }: { readonly textFile: string; readonly allNames: string },
): string {
  const entries = names.map(({ entity, places }) => {
    const links = places
      .filter(({ tag }) => told.has(`tag ${tag}`))
      .map(({ tag, page }, index) => ({
        href: `${textFile}#${prefix}tag-${tag}`,
        name: page === '' ? `Place ${index + 1}` : page,
      }));
    const index = allNames === '' ? '' : `${allNames}#name-${entity.id}`;
    return { entity, entry: { ...entityFilling(entity, `${prefix}name-${entity.id}`), index, places: links } };
  });
  return templates.fill('html/names.html', { kinds: byKinds(entries) });
}
