import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntityId } from '../../../shared/document/identifier.ts';
import type { Entity } from '../../../shared/entities/entity.ts';
import { entityCsv, isGeoNames, readEntityCsv, readGeoNames } from '../../../shared/entities/lists/entity-csv.ts';
import {
  cleanAuthority,
  cleanText,
  type EntityListReading,
  type ListedEntity,
  type NoEntityList,
} from '../../../shared/entities/lists/entity-list.ts';
import { entityTeiFile } from '../../../shared/entities/lists/entity-tei.ts';
import { readEntityTei } from '../../../shared/entities/lists/read-entity-tei.ts';
import { findingsOf, hasTeiAll, needsTeiAll, teiAllGrammar } from '../../helpers/tei-schemas.ts';

function read(reading: EntityListReading | NoEntityList): EntityListReading {
  if ('reason' in reading) throw new Error(reading.reason);
  return reading;
}

const text = fc
  .oneof(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8, unit: fc.constantFrom(...'a \\|[]{}.,;"\n<&é') }))
  .map(cleanText);
const some = text.filter((one) => one !== '');
const date = fc.oneof(
  fc.constantFrom('', '1917', '1917-07', '1917-07-05', '1918-02-31', '0000', 'about 1900', 'spring..1918'),
  text,
);
const span = { from: date, to: date };
const unique = { selector: (one: unknown) => JSON.stringify(one), maxLength: 3 };
const anyEntity: fc.Arbitrary<Omit<Entity, 'id'>> = fc.record({
  kind: fc.constantFrom('person', 'place', 'organisation', 'term', 'document'),
  name: some,
  language: fc.constantFrom('', 'en', 'zh-Latn'),
  born: date,
  died: date,
  note: text,
  coordinates: fc.option(
    fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      longitude: fc.integer({ min: -180, max: 180 }).map((n) => n / 1),
    }),
  ),
  variants: fc.uniqueArray(fc.record({ text: some, language: fc.constantFrom('', 'fr', 'ru-Latn'), ...span }), unique),
  offices: fc.uniqueArray(fc.record({ what: some, ...span }), unique),
  identifiers: fc.uniqueArray(fc.record({ authority: some.map(cleanAuthority), value: some }), unique),
  broader: fc.uniqueArray(fc.constantFrom(...(['e0', 'e1', 'e2', 'e3'] as readonly string[] as readonly EntityId[])), {
    maxLength: 3,
  }),
  merged: fc.constant([]),
});
const anyList: fc.Arbitrary<readonly Entity[]> = fc.array(anyEntity, { maxLength: 4 }).map((list) =>
  list.map((entity, index) => ({
    ...entity,
    id: `e${index}` as EntityId,
    broader: entity.broader.filter((id) => Number(id.slice(1)) < list.length),
  })),
);

/** As it reads back: in the order of kinds, as a standoff file has them. */
const listed = (entities: readonly (Entity | ListedEntity)[]): readonly unknown[] =>
  entities
    .map((entity) => {
      const { row: _, merged: _m, id, key, ...facts } = { row: 0, merged: [], id: '', key: '', ...entity };
      return { ...facts, key: key || id };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));

test('a list written as CSV reads back as it was', () => {
  fc.assert(
    fc.property(anyList, (entities) => {
      const reading = readEntityCsv(entityCsv(entities), null);
      expect(listed(read(reading).entries)).toEqual(listed(entities));
    }),
    { numRuns: 1_000 },
  );
});

test('a list written as a TEI standoff file reads back as it was', () => {
  fc.assert(
    fc.property(anyList, (entities) => {
      const file = entityTeiFile(entities, 'Letters');
      expect(listed(read(readEntityTei(file)).entries)).toEqual(listed(entities));
    }),
    { numRuns: 1_000 },
  );
});

test.skipIf(!hasTeiAll)(needsTeiAll('a list written as a TEI standoff file is valid'), async () => {
  const grammar = await teiAllGrammar();
  const lists = fc.sample(anyList, 40);
  for (const entities of lists) expect(findingsOf(entityTeiFile(entities, 'Letters'), [grammar])).toEqual([]);
});

describe('a table with broken rows', () => {
  test('tells each with its row, and loses none of the others', () => {
    const reading = read(
      readEntityCsv(
        [
          'id,kind,name,born,latitude,longitude,identifiers',
          'h1,person,"Hay, John",1838,,,viaf 12',
          'h2,person,"Hill, David,1850,,,',
          'h3,animal,Rex,,,,',
          'h4,person,,,,,',
          'h1,person,"Hay, John M.",,,,',
          'w1,place,Washington,,38.9,-77.03,',
          'w2,place,Nowhere,,91,0,',
          'w3,place,Wien,,,,,,surplus',
          'w4,place,Ghent,,,,viaf',
          'p1,place,Paris,,48.85,2.35,',
        ].join('\n'),
        null,
      ),
    );
    expect(reading.entries.map(({ row, name }) => [row, name])).toEqual([
      [2, 'Hay, John'],
      [7, 'Washington'],
      [11, 'Paris'],
    ]);
    expect(reading.faults.map(({ row, reason }) => `${row}: ${reason}`)).toEqual([
      '3: a quotation mark is not closed where its value ends',
      '4: “animal” is no kind of entity (person, place, organisation, term, document)',
      '5: it has no name',
      '6: the id h1 stands in row 2 already',
      '8: “91, 0” is no latitude and longitude in degrees',
      '9: it has 9 values for 7 columns',
      '10: an identifier has no value behind its authority (viaf 71447)',
    ]);
  });

  test('that is none is said to be none', () => {
    expect(readEntityCsv('Hay,1838\nHill,1850\n', null)).toEqual({
      reason: expect.stringContaining('one of them “name”'),
    });
    expect(readEntityCsv('', null)).toEqual({ reason: 'The list is empty.' });
  });

  test('of 200,000 rows with one broken one gives all others', () => {
    const rows = Array.from({ length: 200_000 }, (_, n) => (n === 77_777 ? 'x,"broken' : `k${n},"Person, ${n}"`));
    const reading = read(readEntityCsv(`id,name\n${rows.join('\n')}`, 'person'));
    expect(reading.entries).toHaveLength(199_999);
    expect(reading.faults).toEqual([
      { row: 77_779, reason: 'a quotation mark is not closed where its value ends', text: 'x,"broken' },
    ]);
  });
});

test('columns that an entity has no place for are named', () => {
  expect(read(readEntityCsv('name;shoe size\nHay;42\n', 'person'))).toMatchObject({
    entries: [{ name: 'Hay', kind: 'person' }],
    passedOver: ['the column “shoe size”'],
  });
});

test('an extract of Wikidata is read with its items as identifiers', () => {
  const csv =
    'item,itemLabel,itemDescription,birth,death\nhttp://www.wikidata.org/entity/Q23042,John Hay,American statesman,1838-10-08T00:00:00Z,1905-07-01T00:00:00Z\n';
  expect(read(readEntityCsv(csv, 'person')).entries).toMatchObject([
    {
      key: 'Q23042',
      name: 'John Hay',
      born: '1838-10-08',
      died: '1905-07-01',
      note: 'American statesman',
      identifiers: [{ authority: 'wikidata', value: 'Q23042' }],
    },
  ]);
});

test('an extract of GeoNames is known by its form', () => {
  const line =
    '2013348\tVladivostok\tVladivostok\tVladivostok,Haishenwai,Владивосток\t43.10562\t131.87353\tP\tPPLA\tRU\t\t59\t\t\t\t604901\t\t40\tAsia/Vladivostok\t2021-08-30';
  expect(isGeoNames(line)).toBe(true);
  expect(read(readGeoNames(`${line}\nnone\n`))).toMatchObject({
    entries: [
      {
        kind: 'place',
        name: 'Vladivostok',
        coordinates: { latitude: 43.10562, longitude: 131.87353 },
        variants: [{ text: 'Haishenwai' }, { text: 'Владивосток' }],
        identifiers: [{ authority: 'geonames', value: '2013348' }],
      },
    ],
    faults: [{ row: 2 }],
  });
});

test('the items of a list of persons in front matter are persons, with what is said of them', () => {
  const xml = `<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><front><list type="names">
    <item><persName xml:id="p_HT1">Hara, Takashi</persName>, Japanese Prime
       Minister under <persName corresp="#p_X">the Emperor</persName>.</item>
    <item>no name</item>
    <item><hi rend="strong"><persName xml:id="p_HT1">Hara</persName></hi></item>
  </list></front></text></TEI>`;
  expect(read(readEntityTei(xml))).toMatchObject({
    entries: [
      {
        key: 'p_HT1',
        row: 2,
        kind: 'person',
        name: 'Hara, Takashi',
        note: 'Japanese Prime Minister under the Emperor.',
      },
    ],
    faults: [{ row: 5, reason: 'the id p_HT1 stands in row 2 already' }],
  });
});

const volume = path.join(process.cwd(), '../shared/frus/frus1918Russiav03.xml');

test.skipIf(!existsSync(volume))('the list of persons of a volume of the Foreign Relations is read whole', () => {
  const { entries, faults } = read(readEntityTei(readFileSync(volume, 'utf8')));
  expect([entries.length, faults]).toEqual([88, []]);
  expect(entries.find(({ key }) => key === 'p_GMS1')).toMatchObject({
    name: 'Graves, Maj. Gen. William S.',
    note: 'commanding the American forces in Siberia.',
  });
});

test('a file that is no XML is told with the place', () => {
  expect(readEntityTei('<list>\n<item></list>')).toEqual({
    reason: expect.stringMatching(/\(line 2, column \d+\)\.$/),
  });
});
