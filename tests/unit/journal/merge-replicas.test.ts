import { describe, expect, it } from 'vitest';
import type { ReplicaId } from '../../../shared/document/identifier.ts';
import { type ChainLink, mergeReplicas } from '../../../shared/journal/journal-reader.ts';
import { encodeRecord, type JournalEntry, type JournalRecord, noHash } from '../../../shared/journal/record.ts';
import { importEntry, journalOf, telegram, typing } from '../../helpers/journal-builders.ts';

const steps = (name: string): JournalEntry => ({ kind: 'steps', payload: typing(name, telegram, name) });
const [first, second] = journalOf([importEntry(telegram), steps('1')]);
const other = 'r00000000002' as ReplicaId;

/** A record of the other replica, made on a record of either. */
function onTop(parent: ChainLink<JournalRecord>, prev: ChainLink<JournalRecord> | null, name: string) {
  const record = {
    ...parent.record,
    ...steps(name),
    seq: parent.record.seq + 1,
    replica: other,
    prev: prev?.hash ?? noHash,
    parent: parent.hash,
  } as JournalRecord;
  return { record, hash: encodeRecord(record).hash };
}

const seqs = (links: readonly ChainLink<JournalRecord>[]): readonly string[] =>
  links.map(({ record }) => `${record.replica} ${record.seq}`);

describe('a document that several installations changed in turn', () => {
  if (!first || !second) throw new Error('the journal is empty');
  const third = onTop(second, null, '2');

  it('is read in the order in which the changes were made', () => {
    const fourth = onTop(third, third, '3');
    const merged = mergeReplicas([
      [first, second],
      [third, fourth],
    ]);
    expect([seqs(merged.records), merged.fault]).toEqual([
      ['r00000000001 1', 'r00000000001 2', 'r00000000002 3', 'r00000000002 4'],
      null,
    ]);
  });

  it('is read up to where two of them went on from the same change', () => {
    const rival = { ...third, hash: 'f'.repeat(32), record: { ...third.record, replica: 'r00000000003' as ReplicaId } };
    const merged = mergeReplicas([[first, second], [third], [rival]]);
    expect([seqs(merged.records).length, merged.fault]).toEqual([2, { kind: 'forked', seq: 3 }]);
  });

  it('is read up to where the changes of another one are missing', () => {
    const merged = mergeReplicas([[first], [third]]);
    expect([seqs(merged.records).length, merged.fault, seqs(merged.waiting)]).toEqual([1, null, ['r00000000002 3']]);
  });

  it('counts a record once that stands in two journals', () => {
    const merged = mergeReplicas([[first, second], [second]]);
    expect([seqs(merged.records).length, merged.fault, merged.waiting]).toEqual([2, null, []]);
  });

  it('tells what waits from what stands on another line', () => {
    const rival = { ...third, hash: 'f'.repeat(32), record: { ...third.record, replica: 'r00000000003' as ReplicaId } };
    const fifth = onTop(onTop(third, third, '3'), third, '4');
    const merged = mergeReplicas([[first, second], [third, fifth], [rival]]);
    expect([merged.fault, seqs(merged.waiting)]).toEqual([{ kind: 'forked', seq: 3 }, ['r00000000002 5']]);
  });

  it('is read up to a change that has another number than its place', () => {
    const late = { ...third, record: { ...third.record, seq: 9 } };
    expect(mergeReplicas([[first, second], [late]]).fault).toEqual({ kind: 'misnumbered', seq: 3 });
  });
});
