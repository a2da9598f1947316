import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntityId, GroupId } from '../../../shared/document/identifier.ts';
import type { EntityAct } from '../../../shared/entities/entity.ts';
import { EntityLedger } from '../../../shared/entities/entity-ledger.ts';
import { entitySkos } from '../../../shared/entities/lists/entity-skos.ts';
import { leadsTo, TermTree } from '../../../shared/entities/term-tree.ts';

const id = (name: string): EntityId => name as EntityId;

const made = (name: string, ...broader: readonly string[]): EntityAct => ({
  kind: 'made',
  id: id(name),
  as: 'term',
  name,
  set: broader.map((above) => ({ add: { item: 'broader', id: id(above) } })),
});

const under = (name: string, above: string): EntityAct => ({
  kind: 'changed',
  id: id(name),
  set: [{ add: { item: 'broader', id: id(above) } }],
});

const ledgerOf = (...acts: readonly EntityAct[]): EntityLedger =>
  new EntityLedger(acts.map((act, index) => ({ group: `g${index}` as GroupId, acts: [act], editor: 'MK', time: '' })));

const lines = (ledger: EntityLedger): readonly string[] =>
  new TermTree(ledger.entities).places(100).map(({ entity, depth }) => `${'·'.repeat(depth)}${entity.name}`);

const weapons = [
  made('weapons'),
  made('missiles', 'weapons'),
  made('cruise missiles', 'missiles'),
  made('aircraft'),
  made('bombers', 'weapons', 'aircraft'),
];

test('terms stand below their broader ones, one with two below both', () => {
  expect(lines(ledgerOf(...weapons))).toEqual([
    'aircraft',
    '·bombers',
    'weapons',
    '·bombers',
    '·missiles',
    '··cruise missiles',
  ]);
});

test('a term with all that is below it, and what may be put above it', () => {
  const tree = new TermTree(ledgerOf(...weapons).entities);
  expect([...tree.withNarrower(id('weapons'))].sort()).toEqual(['bombers', 'cruise missiles', 'missiles', 'weapons']);
  expect(tree.canBeBroader(id('cruise missiles'), id('weapons'))).toBe(false);
  expect(tree.canBeBroader(id('weapons'), id('weapons'))).toBe(false);
  expect(tree.canBeBroader(id('aircraft'), id('missiles'))).toBe(true);
});

test('merging a broader term keeps what is below it, and a term that is merged into its own broader one is not under itself', () => {
  const merged = ledgerOf(...weapons, made('arms'), { kind: 'merged', id: id('weapons'), into: id('arms') });
  expect(lines(merged)).toEqual(['aircraft', '·bombers', 'arms', '·bombers', '·missiles', '··cruise missiles']);
  const into = ledgerOf(...weapons, { kind: 'merged', id: id('missiles'), into: id('weapons') });
  expect(lines(into)).toEqual(['aircraft', '·bombers', 'weapons', '·bombers', '·cruise missiles']);
});

test('a removed broader term sets free what was below it, and its undo puts it back', () => {
  const ledger = ledgerOf(...weapons, { kind: 'removed', id: id('missiles') });
  expect(lines(ledger)).toContain('cruise missiles');
  ledger.add({ group: 'g9' as GroupId, acts: [{ kind: 'undone', group: 'g5' as GroupId }], editor: 'MK', time: '' });
  expect(lines(ledger)).toContain('··cruise missiles');
});

test('two who each put one of two terms below the other make no circle', () => {
  const ledger = ledgerOf(made('a'), made('b'), under('a', 'b'), under('b', 'a'));
  expect(lines(ledger)).toEqual(['a', '·b']);
});

const names = ['a', 'b', 'c', 'd', 'e'] as const;

test('whatever is said of terms, none leads back to itself and each is listed', () => {
  const name = fc.constantFrom(...names);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { maxLength: 14 }), (pairs) => {
      const ledger = ledgerOf(...names.map((one) => made(one)), ...pairs.map(([one, above]) => under(one, above)));
      const above = new Map(ledger.entities.map((entity) => [entity.id, entity.broader]));
      for (const entity of ledger.entities)
        for (const broader of entity.broader)
          expect(leadsTo(broader, entity.id, (one) => above.get(one) ?? [])).toBe(false);
      expect(new Set(new TermTree(ledger.entities).places(10_000).map(({ entity }) => entity.name))).toEqual(
        new Set(names),
      );
    }),
  );
});

test('a thesaurus is written with broader and narrower concepts', () => {
  const skos = entitySkos(ledgerOf(made('t1'), made('t2', 't1')).entities, 'Letters “of” \\ "C"');
  expect(skos).toContain('<#t2> a skos:Concept ;');
  expect(skos).toContain('  skos:broader <#t1> .');
  expect(skos).toContain('  skos:narrower <#t2> .');
  expect(skos).toContain('skos:prefLabel "Letters “of” \\\\ \\"C\\"" .');
});
