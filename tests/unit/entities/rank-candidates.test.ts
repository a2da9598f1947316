import { describe, expect, test } from 'vitest';
import type { EntityId } from '../../../shared/document/identifier.ts';
import { type Entity, plainEntity } from '../../../shared/entities/entity.ts';
import { NameIndex } from '../../../shared/entities/name-index.ts';
import { foldedName, personName } from '../../../shared/entities/names.ts';
import { CandidateRanking, lifeMisfit, SpellingMemory } from '../../../shared/entities/rank-candidates.ts';

const id = (name: string): EntityId => name as EntityId;

const person = (name: string, text: string, more: Partial<Entity> = {}): Entity => ({
  ...plainEntity(id(name), 'person', text),
  ...more,
});
const place = (name: string, text: string): Entity => plainEntity(id(name), 'place', text);

describe('a personal name', () => {
  test.each([
    ['Graves, Maj. Gen. William S.', ['graves'], ['william', 's']],
    ['Maj. Gen. William S. Graves', ['graves'], ['william', 's']],
    ['General Graves’s', ['graves'], []],
    ['Goto, Shimpei, Baron', ['goto'], ['shimpei']],
    ['Wilhelm, Count von Mirbach', ['wilhelm'], ['mirbach']],
    ['Earl of Reading', ['reading'], []],
    ['F. L. P[olk]', ['polk'], ['f', 'l']],
    ['Lenin, N. (Vladimir Ulyanov)', ['lenin'], ['n']],
    ['Michael Alexandrovich, Grand Duke', ['alexandrovich'], ['michael']],
  ] as const)('%s is taken apart without titles', (text, surname, given) => {
    expect(personName(text)).toMatchObject({ surname, given });
  });

  test('is compared without accents, capitals and brackets', () => {
    expect([foldedName('Łódź'), foldedName('CHARGÉ d’Affaires'), foldedName('Straße')]).toEqual([
      'lodz',
      'charge daffaires',
      'strasse',
    ]);
  });
});

describe('candidates for a tag', () => {
  const people = [
    person('e1', 'Morris, Ira N.'),
    person('e2', 'Morris, Roland S.'),
    person('e3', 'Poole, DeWitt C.'),
    person('e4', 'Masaryk, Thomas G.'),
    person('e5', 'Kuznetsov, Vasili V.', { born: '1901-02-13', died: '1990' }),
    person('e6', 'Kuznetsov, Ivan', { born: '1950' }),
    place('e7', 'Paris'),
    person('e8', 'Paris, Jean'),
  ];
  const ranking = new CandidateRanking(people);
  const ranked = (
    text: string,
    {
      memory = new SpellingMemory(),
      near = [] as readonly EntityId[],
      date = null as string | null,
      kind = 'person' as Entity['kind'],
    } = {},
  ): readonly [readonly string[], string | null] => {
    const { ranked: candidates, certain } = ranking.rank({ text, kind, date, near }, memory);
    return [candidates.map(({ entity }) => entity.id), certain];
  };

  test('of one surname always ask, however often one of them was meant', () => {
    const memory = new SpellingMemory();
    for (let n = 0; n < 100; n++) memory.note('person', 'Morris', id('e2'));
    expect(ranked('Morris', { memory })).toEqual([['e2', 'e1'], null]);
    expect(ranked('Ambassador Morris')).toEqual([['e1', 'e2'], null]);
  });

  test('are told apart by given names and initials', () => {
    expect(ranked('R. S. Morris')).toEqual([['e2'], 'e2']);
    expect(ranked('Ira Morris')).toEqual([['e1'], 'e1']);
  });

  test('come first where they stand near', () => {
    expect(ranked('Morris', { near: [id('e2')] })[0]).toEqual(['e2', 'e1']);
    expect(ranked('Morris', { near: [id('e1'), id('e2')] })[0]).toEqual(['e1', 'e2']);
  });

  test('are not certain by a given name, nor by a name that is only similar', () => {
    expect(ranked('Thomas')).toEqual([['e4'], null]);
    expect(ranked('Masarik')).toEqual([['e4'], null]);
  });

  test('that were not born yet come last, and are never certain', () => {
    expect(ranked('Kuznetsov', { date: '1918-05-01' })).toEqual([['e5', 'e6'], null]);
    expect(ranked('Ivan Kuznetsov', { date: '1918-05-01' })).toEqual([['e6'], null]);
  });

  test('of a lady are not the gentleman of her surname without asking', () => {
    expect(ranked('Mrs. Masaryk')).toEqual([['e4'], null]);
  });

  test('are of the kind that the tag says', () => {
    expect(ranked('Paris', { kind: 'place' })).toEqual([['e7'], 'e7']);
    expect(ranked('Paris')).toEqual([['e8'], 'e8']);
  });

  test('that a spelling was said to mean are candidates though nothing in their names is alike', () => {
    const memory = new SpellingMemory();
    memory.note('person', 'the Governor', id('e4'));
    expect(ranked('The Governor', { memory })).toEqual([['e4'], 'e4']);
    memory.note('person', 'the Governor', id('e3'));
    expect(ranked('The Governor', { memory })[1]).toBeNull();
    memory.note('person', 'the Governor', id('e3'), -1);
    expect(ranked('The Governor', { memory })[1]).toBe('e4');
  });

  test('of a tag that reads like nobody are none', () => {
    expect(ranked('Zhou')).toEqual([[], null]);
    expect(ranked('…')).toEqual([[], null]);
  });
});

test('a document fits a life from the birth to a generation behind the death', () => {
  const life = { kind: 'person' as const, born: '1901-02-13', died: '1990' };
  expect(
    ['1900', '1901-02-12', '1901-02-13', '1901', '2015', '2030', 'undated'].map((date) => lifeMisfit(date, life)),
  ).toEqual(['not born yet', 'not born yet', null, null, null, 'dead by then', null]);
});

describe('searching by name', () => {
  const names = [
    ['Stevens, John F.'],
    ['Stevenson, Adlai E.', 'STEVENSON'],
    ['Adlai'],
    ['Kuznetsov, Vasili', 'Кузнецов'],
  ];
  const index = new NameIndex();
  for (const some of names) index.add(some);
  const found = (text: string, limit = 9): readonly number[] => index.search({ text, limit });

  test('finds words by their beginnings in any order, whole names first', () => {
    expect(found('stev')).toEqual([0, 1]);
    expect(found('stevenson')).toEqual([1]);
    expect(found('adl')).toEqual([2, 1]);
    expect(found('john stevens')).toEqual([0]);
    expect(found('e adlai')).toEqual([1]);
    expect(found('кузн')).toEqual([3]);
    expect(found('x')).toEqual([]);
  });

  test('of nothing typed gives the first ones', () => {
    expect(found('', 2)).toEqual([0, 1]);
    expect(index.search({ text: '', limit: 2, wanted: (entry) => entry !== 0 })).toEqual([1, 2]);
  });

  test('of one letter among very many gives those that begin with it, by the alphabet', () => {
    const many = new NameIndex();
    for (let n = 0; n < 30_000; n++) many.add([`B${(n * 7919) % 30_000}`, `A${n}`]);
    const [first, second] = many.search({ text: 'b', limit: 2 });
    expect([first, ((second ?? 0) * 7919) % 30_000]).toEqual([0, 1]);
  });
});
