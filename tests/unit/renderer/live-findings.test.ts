import { EditorState, type Transaction } from 'prosemirror-state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findingDecorations } from '../../../renderer/editor/finding-decorations.ts';
import { LiveFindings } from '../../../renderer/features/export/live-findings.ts';
import { createStore } from '../../../renderer/platform/store.ts';
import type { DocumentFindings } from '../../../shared/contract/calls/edition.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { Finding } from '../../../shared/export/validation/validate-xml.ts';
import { doc, p } from '../../helpers/builders.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const id = 'd0000000000a' as DocumentId;

const finding = (from: number, to: number): Finding => ({
  message: 'no such name',
  line: 1,
  column: 1,
  path: 'TEI',
  schema: 's',
  nearestId: null,
  range: { from, to },
});

/** A document that is checked, with checks that answer when they are let. */
function opened() {
  const plugin = findingDecorations();
  const editor = createStore(EditorState.create({ doc: doc(p('The first'), p('and the second.')), plugins: [plugin] }));
  const answers: ((findings: readonly Finding[]) => void)[] = [];
  const dispatched: Transaction[] = [];
  const check = vi.fn(
    () =>
      new Promise<{ ok: true; value: DocumentFindings }>((resolve) => {
        answers.push((findings) => resolve({ ok: true, value: { document: id, title: 't', findings, seq: 1 } }));
      }),
  );
  const dispatch = (transaction: Transaction): void => {
    dispatched.push(transaction);
    editor.set(editor.get().apply(transaction));
  };
  const session = { id, editor, composing: createStore(false), dispatch, flush: async () => true };
  const live = new LiveFindings(session, check);
  const type = (text: string): void => editor.set(editor.get().apply(editor.get().tr.insertText(text, 1)));
  const marked = (): readonly string[] =>
    (plugin.getState(editor.get())?.find() ?? []).map(({ from, to }) => editor.get().doc.textBetween(from, to));
  return { live, check, dispatched, answers, type, marked, editor };
}

const pause = () => vi.advanceTimersByTimeAsync(2_500);

test('keys cost no check: one comes when typing pauses, and what it finds is marked and counted', async () => {
  const { live, check, dispatched, answers, type, marked } = opened();
  live.follow();
  await pause();
  answers[0]?.([]);
  await pause();
  check.mockClear();
  dispatched.length = 0;
  for (let key = 0; key < 50; key += 1) {
    type('x');
    await vi.advanceTimersByTimeAsync(100);
  }
  // Nothing is asked and nothing is redrawn, and one timer runs.
  expect([check.mock.calls.length, dispatched.length, vi.getTimerCount()]).toEqual([0, 0, 1]);
  await pause();
  expect(check).toHaveBeenCalledTimes(1);
  answers[1]?.([finding(51, 54)]);
  await pause();
  expect(marked()).toEqual(['The']);
  expect(live.state.get().findings).toHaveLength(1);
  // Without a change nothing is checked again.
  await pause();
  expect(check).toHaveBeenCalledTimes(1);
  type('y');
  expect(marked()).toEqual(['The']);
});

test('what was found in a text that was changed meanwhile is dropped, and the text is checked after the next pause', async () => {
  const { live, check, answers, type, marked } = opened();
  live.follow();
  await pause();
  type('x');
  answers[0]?.([finding(1, 4)]);
  await vi.advanceTimersByTimeAsync(0);
  expect([marked(), live.state.get().findings]).toEqual([[], null]);
  await pause();
  expect(check).toHaveBeenCalledTimes(2);
  answers[1]?.([finding(2, 5)]);
  await pause();
  expect(marked()).toEqual(['The']);
});

test('two checks never run at once', async () => {
  const { live, check, answers, type } = opened();
  live.follow();
  await pause();
  type('x');
  await pause();
  expect(check).toHaveBeenCalledTimes(1);
  answers[0]?.([]);
  await pause();
  expect(check).toHaveBeenCalledTimes(2);
});

test('when it is switched off the marks go, and nothing is checked any more', async () => {
  const { live, check, answers, type, marked } = opened();
  const end = live.follow();
  await pause();
  answers[0]?.([finding(1, 4)]);
  await pause();
  expect(marked()).toEqual(['The']);
  end();
  type('x');
  await pause();
  expect([marked(), live.state.get().findings, check.mock.calls.length, vi.getTimerCount()]).toEqual([[], null, 1, 0]);
});
