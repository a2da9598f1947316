import { describe, expect, test } from 'vitest';
import { type ChangeQueue, createChangeQueue } from '../../../renderer/model/change-queue.ts';
import type { Change } from '../../../shared/document/document-state.ts';
import { group } from '../../helpers/journal-builders.ts';

const change = (name: string): Change => ({ group: group(name), steps: [] });

/** A queue on a journal that acknowledges at once, with what was sent. */
function queueOnJournal(): { readonly queue: ChangeQueue; readonly sent: string[] } {
  const sent: string[] = [];
  const queue = createChangeQueue({
    seq: 1,
    delayMs: 100_000,
    retryMs: 1,
    prepare: (changes) => changes,
    send: async (baseSeq, changes) => {
      sent.push(...changes.map((made) => `${baseSeq} ${made.group}`));
      return { ok: true, value: { seq: baseSeq + changes.length, savedAt: '2026-01-01T00:00:00.000Z' } };
    },
    sendVersion: async (baseSeq, made, name) => {
      sent.push(`${baseSeq} ${made.group}: ${name}`);
      return { ok: true, value: { seq: baseSeq + 2, savedAt: '2026-01-01T00:00:00.000Z' } };
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

test('a change made while something else is being added builds on it', async () => {
  const { queue, sent } = queueOnJournal();
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const adding = queue.append(async () => {
    begin();
    await new Promise((resolve) => setTimeout(resolve, 5));
    sent.push('reviewed');
    return { ok: true, value: { seq: 2, savedAt: '2026-01-01T00:00:00.000Z' } };
  });
  await begun;
  queue.push(change('1'));
  expect(await queue.flush()).toBe(true);
  await adding;
  expect([sent, queue.saving.get().kind]).toEqual([['reviewed', '2 g1'], 'saved']);
});

test('two other things are added one after the other', async () => {
  const { queue, sent } = queueOnJournal();
  const add = (seq: number) =>
    queue.append(async () => {
      sent.push(`${seq} begins`);
      await new Promise((resolve) => setTimeout(resolve, 5));
      sent.push(`${seq} ends`);
      return { ok: true, value: { seq, savedAt: '2026-01-01T00:00:00.000Z' } };
    });
  await Promise.all([add(2), add(3)]);
  expect(sent).toEqual(['2 begins', '2 ends', '3 begins', '3 ends']);
});

describe('what cannot be saved for a while', () => {
  const away = { what: 'It is away.', kept: '', next: '', details: null, canRetry: true } as const;

  /** A queue on a journal that is away until it is put back. */
  function queueOnAwayJournal() {
    const journal = { isThere: false, sent: [] as string[], tries: 0 };
    const reply = (seq: number) =>
      journal.isThere
        ? ({ ok: true, value: { seq, savedAt: '2026-01-01T00:00:00.000Z' } } as const)
        : ({ ok: false, fault: away } as const);
    const queue = createChangeQueue({
      seq: 1,
      delayMs: 1,
      retryMs: 1,
      prepare: (changes) => changes,
      sendVersion: async () => reply(1),
      send: async (baseSeq, changes) => {
        journal.tries += 1;
        if (journal.isThere) journal.sent.push(...changes.map((made) => `${baseSeq} ${made.group}`));
        return reply(baseSeq + changes.length);
      },
    });
    const settled = async (kind: string): Promise<void> => {
      while (queue.saving.get().kind !== kind) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    return { queue, journal, reply, settled };
  }

  test('is kept with what is done meanwhile, and sent in order by itself when it can be', async () => {
    const { queue, journal, settled } = queueOnAwayJournal();
    queue.push(change('1'));
    await settled('kept');
    queue.push(change('2'));
    expect([await queue.flush(), queue.saving.get(), queue.unsent().length]).toEqual([
      false,
      { kind: 'kept', fault: away },
      2,
    ]);
    journal.isThere = true;
    await settled('saved');
    expect([journal.sent, queue.unsent()]).toEqual([['1 g1', '1 g2'], []]);
  });

  test('holds back what else is added to the journal, which is done in the end', async () => {
    const { queue, journal, reply, settled } = queueOnAwayJournal();
    queue.push(change('1'));
    let asked = 0;
    const adding = queue.append(async () => {
      asked += 1;
      // It goes away once more between the two.
      journal.isThere = asked > 1;
      return reply(3);
    });
    await settled('kept');
    journal.isThere = true;
    expect(await adding).toMatchObject({ ok: true, value: { seq: 3 } });
    expect([journal.sent, asked, queue.saving.get().kind]).toEqual([['1 g1'], 2, 'saved']);
  });

  test('is not sent any more when it is given up', async () => {
    const { queue, journal, reply, settled } = queueOnAwayJournal();
    queue.push(change('1'));
    await settled('kept');
    const adding = queue.append(async () => reply(3));
    queue.stop();
    journal.isThere = true;
    expect([await queue.flush(), await adding, journal.sent]).toEqual([false, null, []]);
  });
});

test('a change that becomes a version is sent for itself, between those before it and those that build on it', async () => {
  const { queue, sent } = queueOnJournal();
  queue.push(change('1'));
  queue.push(change('2'));
  queue.push(change('3'), 'Restored');
  queue.push(change('4'), 'Restored again');
  queue.push(change('5'));
  expect(queue.unsent()).toHaveLength(5);
  expect(await queue.flush()).toBe(true);
  expect(sent).toEqual(['1 g1', '1 g2', '3 g3: Restored', '5 g4: Restored again', '7 g5']);
});
