import { expect, test } from 'vitest';
import { type ChangeQueue, createChangeQueue } from '../../../renderer/workbench/change-queue.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import { group } from '../../helpers/journal-builders.ts';

const change = (name: string): Change => ({ group: group(name), steps: [] });

/** A queue on a journal that acknowledges at once, with what was sent. */
function queueOnJournal(): { readonly queue: ChangeQueue; readonly sent: string[] } {
  const sent: string[] = [];
  const queue = createChangeQueue({
    seq: 1,
    delayMs: 100_000,
    prepare: (changes) => changes,
    send: async (baseSeq, changes) => {
      sent.push(...changes.map((made) => `${baseSeq} ${made.group}`));
      return { ok: true, value: { seq: baseSeq + changes.length, savedAt: '2026-01-01T00:00:00.000Z' } };
    },
  });
  return { queue, sent };
}

test('a change made while an empty sending is about to end is sent by whoever flushes next', async () => {
  const { queue, sent } = queueOnJournal();
  const first = queue.flush();
  queue.push(change('1'));
  expect(await queue.flush()).toBe(true);
  expect([sent, queue.saving.get().kind, queue.unsent()]).toEqual([['1 g1'], 'saved', []]);
  await first;
});

test('something else is added to the journal only behind every change made before', async () => {
  const { queue, sent } = queueOnJournal();
  void queue.flush();
  queue.push(change('1'));
  await queue.append(async () => {
    sent.push('version');
    return { ok: true, value: { seq: 3, savedAt: '2026-01-01T00:00:00.000Z' } };
  });
  queue.push(change('2'));
  await queue.flush();
  expect(sent).toEqual(['1 g1', 'version', '3 g2']);
});
