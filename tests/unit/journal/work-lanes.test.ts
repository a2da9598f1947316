import { expect, test } from 'vitest';
import { workLanes } from '../../../shared/merge/work-lanes.ts';
import { telegram, typing } from '../../helpers/journal-builders.ts';
import { MergeReplica } from '../../helpers/merge-replicas.ts';

const all = (): number => 1;
const type = (replica: MergeReplica, name: string, text: string, at = 1): void =>
  replica.append([typing(`${replica.name}${name}`, replica.lines.replay.doc, text, at)]);
const lanesOf = (replica: MergeReplica) => {
  const { lanes, rows } = workLanes(replica.lines.records);
  return { lanes: lanes.map(({ editor }) => editor), rows };
};

test('what one person did after the other is in two lanes that never part', () => {
  const [a, b] = [new MergeReplica('a', telegram), new MergeReplica('b', telegram)];
  type(a, '1', 'One ');
  type(a, '2', 'Two ');
  b.receive(a, all);
  type(b, '1', 'Three ');
  const { lanes, rows } = lanesOf(b);
  expect(lanes.slice(-2)).toEqual(['A', 'B']);
  expect(rows).toMatchObject([
    { kind: 'work', changes: 2, partedFrom: null },
    { kind: 'work', changes: 1, partedFrom: null },
  ]);
});

test('lines that parted are apart until they met, with what came in and what both read otherwise', () => {
  const [a, b] = [new MergeReplica('a', telegram), new MergeReplica('b', telegram)];
  type(a, '1', 'One ');
  b.receive(a, all);
  type(a, '2', 'Two ');
  type(a, '3', 'Three ');
  type(b, '1', 'Four ');
  a.receive(b, all);
  b.receive(a, all);
  // Written down by nobody yet, it is there already.
  const pending = lanesOf(b).rows;
  b.write([]);
  type(b, '2', 'Five ');
  a.receive(b, all);
  const { lanes, rows } = lanesOf(a);
  expect(rows).toEqual(lanesOf(b).rows);
  expect(rows.slice(0, -1)).toEqual(pending);
  const [laneA, laneB] = [lanes.lastIndexOf('A'), lanes.indexOf('B')];
  expect(rows).toMatchObject([
    { kind: 'work', lane: laneA, changes: 1, partedFrom: null },
    { kind: 'work', lane: laneA, changes: 2, partedFrom: laneA },
    { kind: 'work', lane: laneB, changes: 1, partedFrom: laneA },
    { kind: 'met', lanes: [laneA, laneB], changes: 1, conflicts: 1 },
    { kind: 'work', lane: laneB, changes: 1, partedFrom: null },
  ]);
});

test('whose line comes first, which the ids of the copies decide, does not say who was apart', () => {
  const work = (own: string, other: string) => {
    const [a, b] = [new MergeReplica(own, telegram), new MergeReplica(other, telegram)];
    type(a, '1', 'One ');
    b.receive(a, all);
    type(a, '2', 'Two ');
    type(a, '3', 'Three ');
    type(b, '1', 'Four ');
    a.receive(b, all);
    return lanesOf(a).rows.map((row) => `${row.kind} ${row.changes} ${'partedFrom' in row && row.partedFrom !== null}`);
  };
  expect(work('a', 'b').slice(0, 3).sort()).toEqual(['work 1 false', 'work 1 true', 'work 2 true']);
  expect(work('b', 'a').slice(0, 3).sort()).toEqual(['work 1 false', 'work 1 true', 'work 2 true']);
});
