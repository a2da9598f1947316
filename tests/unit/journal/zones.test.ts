import { describe, expect, test } from 'vitest';
import type { Change } from '../../../shared/document/document-state.ts';
import type { ZoneAct } from '../../../shared/document/page-image.ts';
import { zoneChanges } from '../../../shared/document/zones.ts';
import type { JournalEntry } from '../../../shared/journal/record.ts';
import { encodeRecord } from '../../../shared/journal/record.ts';
import { parseRecord } from '../../../shared/journal/record-codec.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { pageImage, reading, stampZone } from '../../helpers/facsimile-builders.ts';
import { documentId, group, importEntry, journalOf, telegram } from '../../helpers/journal-builders.ts';

const acting = (name: string, acts: readonly ZoneAct[], undoes?: string): JournalEntry => {
  const payload: Change = {
    group: group(name),
    ...(undoes === undefined ? {} : { undoes: group(undoes) }),
    steps: [],
    ...(acts.length > 0 ? { zones: acts } : {}),
  };
  return acts.length > 0 ? { kind: 'zone', payload } : { kind: 'steps', payload };
};

function replayed(...entries: readonly JournalEntry[]): Replay {
  const replay = new Replay(documentId);
  for (const { record } of journalOf([importEntry(telegram), ...entries])) {
    const fault = replay.apply(record);
    if (fault) throw new Error(fault.reason);
  }
  return replay;
}

const stamp = stampZone('z1');
const drawn: ZoneAct = { kind: 'drawn', zone: stamp };
const moved = { ...stamp, box: { ...stamp.box, x: 400 } };

describe('a zone', () => {
  test('is there after it was drawn, as it was changed last, and no more when it is erased', () => {
    expect(replayed(acting('1', [drawn])).state.zones).toEqual([stamp]);
    const changed = replayed(acting('1', [drawn]), acting('2', [{ kind: 'changed', zone: moved }]));
    expect(changed.state.zones).toEqual([moved]);
    expect(replayed(acting('1', [drawn]), acting('2', [{ kind: 'erased', id: stamp.id }])).state.zones).toEqual([]);
  });

  test('goes with undo and comes back with redo', () => {
    const entries = [acting('1', [drawn]), acting('2', [{ kind: 'changed', zone: moved }])];
    const undone = [...entries, acting('3', [], '2')];
    expect(replayed(...undone).state.zones).toEqual([stamp]);
    expect(replayed(...undone, acting('4', [], '3')).state.zones).toEqual([moved]);
    expect(replayed(...undone, acting('4', [], '1')).state.zones).toEqual([]);
  });

  test('that was never drawn cannot be changed or erased', () => {
    expect(() => replayed(acting('1', [{ kind: 'changed', zone: stamp }]))).toThrow('the zone z1 was never drawn');
    expect(() => replayed(acting('1', [{ kind: 'erased', id: stamp.id }]))).toThrow('the zone z1 was never drawn');
  });

  test('is brought to what it was in an earlier state by acts that say only what differs', () => {
    const other = stampZone('z2');
    const third = stampZone('z3');
    expect(zoneChanges([moved, other], [stamp, third])).toEqual([
      { kind: 'changed', zone: stamp },
      { kind: 'drawn', zone: third },
      { kind: 'erased', id: other.id },
    ]);
    expect(zoneChanges([stamp], [{ ...stamp, box: { ...stamp.box } }])).toEqual([]);
  });
});

describe('page images and readings', () => {
  const [first, second] = [pageImage(1), pageImage(2, { turn: 90 })];
  const pages: JournalEntry = { kind: 'facsimile', payload: { pages: [first, second] } };

  test('are what the last record says: all pages at once, a reading for each page and role', () => {
    const early = reading(first, 'ocr', ['From Moskow'], 1);
    const late = reading(first, 'ocr', ['From Moscow'], 2);
    const other = reading(first, 'second', ['From Mosc0w'], 3);
    const { state } = replayed(
      pages,
      { kind: 'reading', payload: early },
      { kind: 'reading', payload: other },
      { kind: 'reading', payload: late },
      { kind: 'facsimile', payload: { pages: [second, first] } },
    );
    expect(state.pages).toEqual([second, first]);
    expect(state.readings).toEqual([other, late]);
  });

  test('are the same after a snapshot as after all records', () => {
    const whole = replayed(pages, { kind: 'reading', payload: reading(first, 'ocr', ['From']) }, acting('1', [drawn]));
    const restored = Replay.restore(documentId, JSON.parse(JSON.stringify(whole.snapshot())));
    expect(restored?.state.pages).toEqual(whole.state.pages);
    expect(restored?.state.readings).toEqual(whole.state.readings);
    expect(restored?.state.zones).toEqual([stamp]);
  });

  test.each([
    ['a file name that leads out of its folder', { pages: [{ ...first, file: '../journal' }] }],
    ['a digest that is none', { pages: [{ ...first, sha256: 'abc' }] }],
    ['a size of nothing', { pages: [{ ...first, width: 0 }] }],
    ['a turn that is no quarter', { pages: [{ ...first, turn: 45 }] }],
  ])('are refused with %s', (_what, payload) => {
    const [imported] = journalOf([importEntry(telegram)]);
    const { json } = encodeRecord({ ...imported?.record, seq: 2, kind: 'facsimile', payload });
    expect(parseRecord(json)).toMatchObject({ ok: false, fault: { kind: 'malformed' } });
  });
});
