import { expect, test } from 'vitest';
import type { Change } from '../../../shared/document/document-state.ts';
import { readingText } from '../../../shared/document/reading-text.ts';
import type { JournalEntry } from '../../../shared/journal/record.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { fac, p, doc as page } from '../../helpers/builders.ts';
import { apply, change, documentId, importEntry, journalOf, typing, undoing } from '../../helpers/journal-builders.ts';

const empty = page(p(fac(1)));
const given: Change = { ...typing('read', empty, 'From Moscow', 2), asImported: true };
const full = apply(empty, given);
const undo = undoing('undo', given, empty);
const redo: Change = { ...given, group: 'gredo' as Change['group'], undoes: undo.group };
const { asImported: _, ...plainRedo } = redo;

function replayed(...changes: readonly Change[]): Replay {
  const replay = new Replay(documentId);
  const entries = changes.map((payload): JournalEntry => ({ kind: 'steps', payload }));
  for (const { record } of journalOf([importEntry(empty), ...entries])) {
    const fault = replay.apply(record);
    if (fault) throw new Error(fault.reason);
  }
  return replay;
}

/** What stands for the import: now, and when the document is opened from a checkpoint. */
function importedText(...changes: readonly Change[]): readonly (string | undefined)[] {
  const replay = replayed(...changes);
  const restored = Replay.restore(documentId, JSON.parse(JSON.stringify(replay.snapshot())));
  return [readingText(replay.state.imported), restored ? readingText(restored.state.imported) : undefined];
}

test('text that was read after the import stands for the import as long as it is not taken back', () => {
  expect(importedText()).toEqual(['', '']);
  expect(importedText(given)).toEqual(['From Moscow', 'From Moscow']);
  expect(importedText(given, typing('more', full, 'Corrected ', 2))).toEqual(['From Moscow', 'From Moscow']);
  expect(importedText(given, undo)).toEqual(['', '']);
  expect(importedText(given, undo, plainRedo)).toEqual(['From Moscow', 'From Moscow']);
});

test('a passage that was taken out, also of what was imported, is no correction as long as that is not taken back', () => {
  const whole = page(p(fac(1), 'From Moscow'), p(fac(2), 'To Washington'));
  const steps = change('cut', whole, (transform) =>
    transform.delete(transform.doc.child(0).nodeSize, transform.doc.content.size),
  ).steps;
  const cut: Change = { ...change('cut', whole, () => undefined), steps, importedSteps: steps };
  const first = importEntry(whole);
  const replay = new Replay(documentId);
  const entries: readonly JournalEntry[] = [
    first,
    { kind: 'steps', payload: cut },
    { kind: 'steps', payload: undoing('undo', cut, whole) },
  ];
  const states = journalOf(entries).map(({ record }) => {
    expect(replay.apply(record)).toBeNull();
    const restored = Replay.restore(documentId, JSON.parse(JSON.stringify(replay.snapshot())));
    return [readingText(replay.state.imported), restored && readingText(restored.state.imported)];
  });
  const both = ['From Moscow\nTo Washington', 'From Moscow\nTo Washington'];
  expect(states).toEqual([both, ['From Moscow', 'From Moscow'], both]);
});

test('a change whose steps do not fit what was imported is refused', () => {
  const steps = [{ stepType: 'replace', from: 900, to: 901 }];
  const replay = new Replay(documentId);
  const bad: Change = { ...typing('bad', empty, 'x', 2), importedSteps: steps };
  const [first, second] = journalOf([importEntry(empty), { kind: 'steps', payload: bad }]);
  if (!first || !second) throw new Error('no records');
  expect(replay.apply(first.record)).toBeNull();
  expect(replay.apply(second.record)).toMatchObject({ seq: 2 });
  expect(replay.seq).toBe(1);
});
