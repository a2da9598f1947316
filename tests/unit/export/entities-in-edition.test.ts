import { describe, expect, test } from 'vitest';
import type { EntityId } from '../../../shared/document/identifier.ts';
import { type Entity, plainEntity } from '../../../shared/entities/entity.ts';
import { readEntityTei } from '../../../shared/entities/lists/read-entity-tei.ts';
import { doc, p, person, place } from '../../helpers/builders.ts';
import { anchoriteGrammar, findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';
import { annotationState, editionOf } from '../../helpers/tei-states.ts';

const id = (name: string): EntityId => name as EntityId;

const kuznetsov: Entity = {
  ...plainEntity(id('e1'), 'person', 'Kuznetsov, Vasili V.'),
  born: '1901-02-13',
  died: 'after 1980',
  variants: [{ text: 'KUZNETSOV', language: 'en', from: '1962', to: 'autumn' }],
  offices: [{ what: 'First Deputy Foreign Minister', from: '1955', to: '1977' }],
  identifiers: [{ authority: 'viaf', value: '1' }],
  note: 'A & B',
};
const cuba: Entity = {
  ...plainEntity(id('e2'), 'place', 'Cuba'),
  coordinates: { latitude: 21.5, longitude: -80 },
  identifiers: [{ authority: 'geonames', value: '3562981' }],
};
const others: readonly Entity[] = (['organisation', 'term', 'document'] as const).map((kind, index) => ({
  ...kuznetsov,
  id: id(`e${index + 3}`),
  kind,
}));

const entities = new Map<EntityId, Entity>([
  [id('e1'), kuznetsov],
  [id('e2'), cuba],
  // Merged into the first.
  [id('e9'), kuznetsov],
  ...others.map((one) => [one.id, one] as const),
]);

const text = doc(
  p(person('a1', 'KUZNETSOV'), ' of ', place('a2', 'Cuba'), ' and ', person('a3', 'K.'), ', ', person('a4', 'X.')),
);
const state = {
  annotations: new Map([
    annotationState('a1', 'person', { entity: id('e1') }),
    annotationState('a2', 'place', { entity: id('e2') }),
    annotationState('a3', 'person', { entity: id('e9') }),
    annotationState('a4', 'person', { entity: id('e-gone') }),
    ...others.map(({ id: entity }, index) => annotationState(`a${index + 5}`, 'term', { entity })),
  ]),
};
const edition = editionOf(text, state, { entities: (one) => entities.get(one) ?? null });

describe('an edition of a document whose tags mean entities', () => {
  test('leads from each tag to the entry of the entity, of merged ones to that which stays, and from one that was removed nowhere', () => {
    const refs = [...edition.matchAll(/<(persName|placeName) xml:id="a\d"(?: ref="([^"]*)")?/g)];
    expect(refs.map(([, name, ref]) => [name, ref])).toEqual([
      ['persName', '#e1'],
      ['placeName', '#e2'],
      ['persName', '#e1'],
      ['persName', undefined],
    ]);
  });

  test('has each entity once, and reads back as the list of them', () => {
    const reading = readEntityTei(edition);
    if ('reason' in reading) throw new Error(reading.reason);
    expect(reading.faults).toEqual([]);
    const read = reading.entries.map(({ key, row: _, ...facts }) => ({ ...facts, id: key, merged: [] }));
    expect(read).toEqual([kuznetsov, cuba, ...others]);
  });

  test('is valid against the product’s own customization', async () => {
    expect(findingsOf(edition, [await anchoriteGrammar()])).toEqual([]);
  });

  test.skipIf(!hasTeiAll)(needsTeiAll('is valid against tei_all'), async () => {
    expect(findingsOf(edition, [await teiAllGrammar()])).toEqual([]);
  });
});

test('an edition that is given no entities is as it was before there were any', () => {
  expect(editionOf(text, state)).not.toMatch(/listPerson| ref="/);
});
