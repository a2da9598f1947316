import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntityId, GroupId, ReplicaId } from '../../../shared/document/identifier.ts';
import {
  changesBetween,
  type Entity,
  type EntityAct,
  type EntityItem,
  makingOf,
} from '../../../shared/entities/entity.ts';
import { EntityLedger } from '../../../shared/entities/entity-ledger.ts';
import { type EntityRecord, entityLedgerOf } from '../../../shared/journal/entity-record.ts';

const id = (name: string): EntityId => name as EntityId;
const group = (name: string): GroupId => name as GroupId;

const made = (name: string, text: string): EntityAct => ({ kind: 'made', id: id(name), as: 'person', name: text });
const named = (name: string, value: string): EntityAct => ({
  kind: 'changed',
  id: id(name),
  set: [{ fact: 'name', value }],
});
const variant = (text: string): EntityItem => ({ item: 'variant', text, language: '', from: '', to: '' });

function ledgerOf(...acts: readonly (readonly [string, ...EntityAct[]])[]): EntityLedger {
  return new EntityLedger(
    acts.map(([name, ...some]) => ({
      group: group(name),
      acts: some,
      editor: 'MK',
      time: '2026-03-01T10:00:00.000Z',
    })),
  );
}

const names = (ledger: EntityLedger): readonly string[] => ledger.entities.map(({ name }) => name);

describe('merging', () => {
  const both = [
    ['g1', made('e1', 'Stevenson, Adlai E.')],
    ['g2', made('e2', 'STEVENSON'), { kind: 'changed', id: id('e2'), set: [{ fact: 'born', value: '1900-02-05' }] }],
    ['g3', { kind: 'merged', id: id('e2'), into: id('e1') }],
  ] as const;

  test('an id of a merged person means the one that it was merged into, who has its name as a variant and the facts that were missing', () => {
    const ledger = ledgerOf(...both);
    expect(names(ledger)).toEqual(['Stevenson, Adlai E.']);
    expect(ledger.get(id('e2'))).toMatchObject({
      id: 'e1',
      born: '1900-02-05',
      variants: [{ text: 'STEVENSON' }],
      merged: ['e2'],
    });
  });

  test('a merger that is undone gives both back as they were, and done again joins them again', () => {
    const ledger = ledgerOf(...both, ['g4', { kind: 'undone', group: group('g3') }]);
    expect(names(ledger)).toEqual(['Stevenson, Adlai E.', 'STEVENSON']);
    expect(ledger.get(id('e1'))).toMatchObject({ born: '', variants: [], merged: [] });
    ledger.add({ group: group('g5'), acts: [{ kind: 'redone', group: group('g3') }], editor: 'MK', time: '' });
    expect(ledger.get(id('e2'))?.id).toBe('e1');
  });

  test('a name taken off after a merger stays off', () => {
    const ledger = ledgerOf(...both, [
      'g4',
      { kind: 'changed', id: id('e1'), set: [{ remove: variant('STEVENSON') }] },
    ]);
    expect(ledger.get(id('e1'))?.variants).toEqual([]);
  });

  test('two who merge two persons either way round have one person, the same for both', () => {
    const ledger = ledgerOf(...both, ['g4', { kind: 'merged', id: id('e1'), into: id('e2') }]);
    expect(ledger.get(id('e1'))).toEqual(ledger.get(id('e2')));
    expect(ledger.get(id('e1'))).toMatchObject({ id: 'e1', merged: ['e2'] });
  });

  test('renaming the one shows under the id of the other', () => {
    expect(ledgerOf(...both, ['g4', named('e1', 'Stevenson, Adlai')]).get(id('e2'))?.name).toBe('Stevenson, Adlai');
  });
});

describe('splitting, removing, undoing', () => {
  test('mentions of a split-off person go back to the first one when the split is undone', () => {
    const split: EntityAct = { kind: 'made', id: id('e2'), as: 'person', name: 'Stevens (elder)', from: id('e1') };
    const ledger = ledgerOf(['g1', made('e1', 'Stevens')], ['g2', split]);
    expect(ledger.get(id('e2'))?.name).toBe('Stevens (elder)');
    ledger.add({ group: group('g3'), acts: [{ kind: 'undone', group: group('g2') }], editor: 'MK', time: '' });
    expect(ledger.get(id('e2'))).toMatchObject({ id: 'e1', name: 'Stevens' });
  });

  test('a removed person is in no list and comes back by undo with later changes', () => {
    const ledger = ledgerOf(
      ['g1', made('e1', 'Hay')],
      ['g2', { kind: 'removed', id: id('e1') }],
      ['g3', named('e1', 'Hay, John')],
    );
    expect([ledger.get(id('e1')), names(ledger)]).toEqual([null, []]);
    ledger.add({ group: group('g4'), acts: [{ kind: 'undone', group: group('g2') }], editor: 'MK', time: '' });
    expect(names(ledger)).toEqual(['Hay, John']);
  });

  test('undoing a renaming leaves what was changed of other facts since', () => {
    const ledger = ledgerOf(
      ['g1', made('e1', 'Hay')],
      ['g2', named('e1', 'Hey')],
      ['g3', { kind: 'changed', id: id('e1'), set: [{ fact: 'note', value: 'Secretary of State' }] }],
      ['g4', { kind: 'undone', group: group('g2') }],
    );
    expect(ledger.get(id('e1'))).toMatchObject({ name: 'Hay', note: 'Secretary of State' });
    expect(ledger.history(id('e1')).map(({ undone }) => undone)).toEqual([false, true, false]);
  });
});

test('two who changed different facts of a person at the same time both have what they did', () => {
  const record = (seq: number, replica: string, ...acts: readonly EntityAct[]): EntityRecord =>
    ({
      seq,
      replica: replica as ReplicaId,
      editor: replica,
      time: '',
      kind: 'entity',
      payload: { group: group(`g${replica}${seq}`), acts },
    }) as unknown as EntityRecord;
  const records = [
    record(1, 'ra', made('e1', 'Graves')),
    record(2, 'ra', named('e1', 'Graves, William S.')),
    record(2, 'rb', {
      kind: 'changed',
      id: id('e1'),
      set: [{ fact: 'died', value: '1940' }, { add: variant('Graves') }],
    }),
  ];
  for (const order of [records, records.toReversed()])
    expect(entityLedgerOf(order).get(id('e1'))).toMatchObject({
      name: 'Graves, William S.',
      died: '1940',
      variants: [{ text: 'Graves' }],
    });
});

const anyId = fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5').map(id);
const anyGroup = fc.integer({ min: 0, max: 20 }).map((n) => group(`g${n}`));
const anyName = fc.constantFrom('Hay', 'Stevens', 'Graves', 'Hay, John');
const anyAct: fc.Arbitrary<EntityAct> = fc.oneof(
  fc.record({
    kind: fc.constant('made' as const),
    id: anyId,
    as: fc.constantFrom('person' as const, 'place' as const),
    name: anyName,
  }),
  fc.record({
    kind: fc.constant('made' as const),
    id: anyId,
    as: fc.constant('person' as const),
    name: anyName,
    from: anyId,
  }),
  fc.record({ kind: fc.constant('merged' as const), id: anyId, into: anyId }),
  fc.record({ kind: fc.constant('removed' as const), id: anyId }),
  fc.record({ kind: fc.constant('undone' as const), group: anyGroup }),
  fc.record({ kind: fc.constant('redone' as const), group: anyGroup }),
  fc
    .record({ id: anyId, name: anyName, text: anyName, isAdded: fc.boolean() })
    .map(({ id: of, name, text, isAdded }) => ({
      kind: 'changed' as const,
      id: of,
      set: [{ fact: 'name' as const, value: name }, isAdded ? { add: variant(text) } : { remove: variant(text) }],
    })),
);

test('looked at after every act, entities are what the whole journal read at once says, and every id means one that is listed or none', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyAct, { minLength: 1, maxLength: 3 }), { maxLength: 20 }), (groups) => {
      const entries = groups.map((acts, index) => ({ group: group(`g${index}`), acts, editor: 'MK', time: '' }));
      const followed = new EntityLedger();
      for (const [index, entry] of entries.entries()) {
        followed.add(entry);
        const whole = new EntityLedger(entries.slice(0, index + 1));
        expect(followed.entities).toEqual(whole.entities);
        for (const one of ['e1', 'e2', 'e3', 'e4', 'e5'].map(id)) {
          const meant = followed.get(one);
          expect(meant).toEqual(whole.get(one));
          if (meant) expect(followed.entities).toContain(meant);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('what makes one entity another is just the difference, and a making says all', () => {
  const text = fc.string({ maxLength: 8 });
  const dates = { from: text, to: text };
  const anyEntity: fc.Arbitrary<Entity> = fc.record({
    id: fc.constant(id('e1')),
    kind: fc.constantFrom('person', 'place', 'organisation', 'term', 'document'),
    name: text,
    language: text,
    born: text,
    died: text,
    note: text,
    coordinates: fc.option(
      fc.record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.constant(2.5) }),
    ),
    variants: fc.uniqueArray(fc.record({ text, language: text, ...dates }), {
      selector: (one) => JSON.stringify(one),
      maxLength: 3,
    }),
    offices: fc.uniqueArray(fc.record({ what: text, ...dates }), {
      selector: (one) => JSON.stringify(one),
      maxLength: 2,
    }),
    identifiers: fc.uniqueArray(fc.record({ authority: text, value: text }), {
      selector: (one) => JSON.stringify(one),
      maxLength: 2,
    }),
    broader: fc.constant([]),
    merged: fc.constant([]),
  });
  const sorted = (entity: Entity | null) =>
    entity && {
      ...entity,
      variants: new Set(entity.variants.map((one) => JSON.stringify(one))),
      offices: new Set(entity.offices.map((one) => JSON.stringify(one))),
      identifiers: new Set(entity.identifiers.map((one) => JSON.stringify(one))),
    };
  fc.assert(
    fc.property(anyEntity, anyEntity, (before, after) => {
      const ledger = ledgerOf(['g1', makingOf(before)]);
      expect(ledger.get(id('e1'))).toEqual(before);
      const set = changesBetween(before, after);
      ledger.add({ group: group('g2'), acts: [{ kind: 'changed', id: id('e1'), set }], editor: 'MK', time: '' });
      expect(sorted(ledger.get(id('e1')))).toEqual(sorted(after));
      expect(changesBetween(after, after)).toEqual([]);
    }),
  );
});
