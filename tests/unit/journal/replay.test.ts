import { Fragment, Slice } from 'prosemirror-model';
import { type AddMarkStep, ReplaceStep } from 'prosemirror-transform';
import { describe, expect, it } from 'vitest';
import type { AnnotationAct, AnnotationState } from '../../../shared/document/annotation.ts';
import type { Change, StepJson } from '../../../shared/document/document-state.ts';
import type { AnnotationId, EntityId } from '../../../shared/document/identifier.ts';
import { schema } from '../../../shared/document/schema.ts';
import type { JournalEntry } from '../../../shared/journal/record.ts';
import { Replay } from '../../../shared/journal/replay.ts';
import { canonicalHash } from '../../../shared/text/canonical-json.ts';
import {
  acting,
  apply,
  change,
  documentId,
  group,
  importEntry,
  journalOf,
  tagging,
  telegram,
  typing,
  undoing,
} from '../../helpers/journal-builders.ts';

const entry = (payload: Change): JournalEntry =>
  payload.annotations ? { kind: 'annotation', payload } : { kind: 'steps', payload };

/** The state after an import and some entries.
 *  @throws Error when one does not replay */
function replayed(...entries: readonly JournalEntry[]): Replay {
  const replay = new Replay(documentId);
  for (const { record } of journalOf([importEntry(telegram), ...entries])) {
    const fault = replay.apply(record);
    if (fault) throw new Error(`${fault.seq}: ${fault.reason}`);
  }
  return replay;
}

const a1 = 'a00000000001' as AnnotationId;

/** What a person sees of an annotation, with `undone` for each act of its history. */
function seen(replay: Replay): Partial<AnnotationState> & { readonly undone: readonly boolean[] } {
  const { as, comment, withdrawn, history } = replay.state.annotations.get(a1) ?? { history: [] };
  return { ...(as && { as, comment, withdrawn }), undone: history.map(({ undone }) => undone) } as ReturnType<
    typeof seen
  >;
}

describe('the state of a document', () => {
  it('begins as it was imported, with its first version', () => {
    const { state } = replayed();
    expect(state.doc.eq(telegram)).toBe(true);
    expect(state.imported).toBe(state.doc);
    expect({ ...state, doc: null, imported: null, annotations: [...state.annotations] }).toEqual({
      id: documentId,
      seq: 1,
      doc: null,
      imported: null,
      source: { name: '001.txt', bytes: 3, sha256: 'a'.repeat(64), encoding: 'utf-8' },
      report: { recognitions: [], remarks: [], setAside: [] },
      metadata: expect.objectContaining({ title: 'Telegram', language: 'en' }),
      status: 'raw',
      annotations: [],
      pages: [],
      readings: [],
      reviews: [],
      zones: [],
      versions: [
        {
          number: 1,
          name: 'Imported',
          automatic: true,
          seq: 1,
          time: '2026-03-01T10:00:00.000Z',
          editor: 'MK',
          status: 'raw',
        },
      ],
      edits: new Map(),
      changed: { time: '2026-03-01T10:00:00.000Z', editor: 'MK' },
    });
  });

  it('follows edits, facts, statuses and versions', () => {
    const typed = typing('1', telegram, 'Top secret. ');
    const { state } = replayed(
      entry(typed),
      { kind: 'metadata', payload: { classification: 'Top Secret' } },
      { kind: 'status', payload: { status: 'corrected' } },
      { kind: 'version', payload: { name: 'First reading', automatic: false } },
    );
    expect(state.doc.firstChild?.textContent).toBe('Top secret. From Moscow to the Secretary of State.');
    expect(state.imported.eq(telegram)).toBe(true);
    expect([state.seq, state.metadata.title, state.metadata.classification, state.status]).toEqual([
      5,
      'Telegram',
      'Top Secret',
      'corrected',
    ]);
    expect(state.versions.at(-1)).toEqual({
      number: 2,
      name: 'First reading',
      automatic: false,
      seq: 5,
      time: '2026-03-01T10:00:04.000Z',
      editor: 'MK',
      status: 'corrected',
    });
  });

  it('given out once never changes', () => {
    const replay = replayed(entry(tagging('1', telegram, 6, 12, a1, 'place')));
    const before = replay.state;
    const [, , record] = journalOf([
      importEntry(telegram),
      entry(typing('1', telegram, 'x')),
      entry(acting('2', { kind: 'withdrawn', id: a1 })),
    ]);
    if (record) replay.apply(record.record);
    expect([before.seq, before.annotations.get(a1)?.withdrawn]).toEqual([2, false]);
    expect([replay.state.seq, replay.state.annotations.get(a1)?.withdrawn]).toEqual([3, true]);
  });
});

describe('a record that cannot follow', () => {
  const invalid: readonly (readonly [string, JournalEntry, string])[] = [
    ['a second import', importEntry(telegram), 'has no other'],
    [
      'an undo of an act that is not there',
      entry({ group: group('1'), undoes: group('9'), steps: [] }),
      'which is not there',
    ],
    ['an act that takes itself back', entry({ group: group('1'), undoes: group('1'), steps: [] }), 'takes itself back'],
    ['an act upon an annotation that was never made', entry(acting('1', { kind: 'withdrawn', id: a1 })), 'never made'],
    [
      'a step at a place that is not there',
      entry(stepping(new ReplaceStep(900, 901, Slice.empty))),
      '900 out of range',
    ],
    ['a step of an unknown type', entry({ group: group('1'), steps: [{ stepType: 'teleport' }] }), 'No step type'],
    ['a step without its fields', entry({ group: group('1'), steps: [{ stepType: 'replace' }] }), 'Invalid input'],
    [
      'an attribute of the wrong type',
      entry(change('1', telegram, (tr) => void tr.insert(1, badAnchor()))),
      'Expected value of type boolean',
    ],
    [
      'a list without items',
      entry(stepping(new ReplaceStep(0, 0, new Slice(Fragment.from(schema.nodes.list?.create()), 0, 0)))),
      'content that is not allowed',
    ],
    [
      'a paragraph inside a paragraph',
      entry(stepping(new ReplaceStep(1, 1, new Slice(Fragment.from(telegram.firstChild), 0, 0)))),
      'Invalid content',
    ],
  ];

  it.each(invalid)('is refused and changes nothing: %s', (_what, next, reason) => {
    const replay = replayed();
    const before = replay.state;
    const record = journalOf([importEntry(telegram), next])[1]?.record;
    const fault = record && replay.apply(JSON.parse(JSON.stringify(record)) as typeof record);
    expect(fault).toEqual({ seq: 2, reason: expect.stringContaining(reason) });
    expect(replay.state).toBe(before);
  });

  it('is refused when it belongs elsewhere in the journal', () => {
    const [first, , third] = journalOf([
      importEntry(telegram),
      entry(typing('1', telegram, 'a')),
      entry(typing('2', telegram, 'b')),
    ]);
    const replay = new Replay(documentId);
    expect(third && replay.apply(third.record)).toEqual({ seq: 3, reason: expect.stringContaining('instead of 1') });
    expect(first && new Replay('d00000000009' as typeof documentId).apply(first.record)).toEqual({
      seq: 1,
      reason: expect.stringContaining('d00000000001'),
    });
  });

  it('keeps the ones planned with it from being applied', () => {
    const replay = replayed();
    const [, good, bad] = journalOf([
      importEntry(telegram),
      entry(typing('1', telegram, 'a')),
      entry(stepping(new ReplaceStep(900, 901, Slice.empty))),
    ]);
    const planned = replay.plan([good, bad].flatMap((line) => (line ? [line.record] : [])));
    expect([planned.ok, replay.seq, replay.doc.eq(telegram)]).toEqual([false, 1, true]);
  });
});

function stepping(step: ReplaceStep | AddMarkStep): Change {
  return { group: group('1'), steps: [step.toJSON() as StepJson] };
}

/** An anchor as no command makes one: `inferred` is text. The schema refuses it, so it is put together by hand. */
function badAnchor(): never {
  const good = schema.node('pageAnchor', {
    id: 'p1',
    kind: 'page',
    label: '1',
    placement: 'text',
    inferred: false,
    recognition: null,
    raw: null,
  });
  Object.assign(good.attrs, { inferred: 'yes' });
  return good as never;
}

describe('an annotation', () => {
  const created = tagging('1', telegram, 6, 12, a1, 'place');
  const retag: AnnotationAct = { kind: 'retagged', id: a1, as: 'organisation' };
  const comment: AnnotationAct = { kind: 'commented', id: a1, comment: 'The government' };

  it('is what its acts make it', () => {
    const replay = replayed(entry(created), entry(acting('2', retag)), entry(acting('3', comment)));
    expect(seen(replay)).toEqual({
      as: 'organisation',
      comment: 'The government',
      withdrawn: false,
      undone: [false, false, false],
    });
    expect(replay.state.annotations.get(a1)?.history[0]).toEqual({
      id: `${created.group}.0`,
      group: created.group,
      act: { kind: 'created', id: a1, as: 'place', text: 'Moscow' },
      editor: 'MK',
      time: '2026-03-01T10:00:01.000Z',
      seq: 2,
      undone: false,
    });
  });

  it('means the entity that was said last, unless that was taken back', () => {
    const identified = (said: string, entity: string | null): JournalEntry =>
      entry(acting(said, { kind: 'identified', id: a1, entity: entity as EntityId | null }));
    const first = [entry(created), identified('2', 'e1'), identified('3', 'e2')];
    expect(replayed(...first).state.annotations.get(a1)?.entity).toBe('e2');
    const undo = entry({ group: group('4'), undoes: group('3'), steps: [] });
    expect(replayed(...first, undo).state.annotations.get(a1)?.entity).toBe('e1');
    expect(replayed(...first, identified('5', null)).state.annotations.get(a1)?.entity).toBeNull();
  });

  it('comes and goes with undo and redo, however often', () => {
    const undo = entry(undoing('2', created, telegram));
    const redo: JournalEntry = entry({ group: group('3'), undoes: group('2'), steps: created.steps });
    const again: JournalEntry = entry({ ...undoing('4', created, telegram), undoes: group('3') });
    expect(seen(replayed(entry(created), undo))).toMatchObject({ withdrawn: true, undone: [true] });
    expect(seen(replayed(entry(created), undo, redo))).toMatchObject({
      as: 'place',
      withdrawn: false,
      undone: [false],
    });
    expect(seen(replayed(entry(created), undo, redo, again))).toMatchObject({ withdrawn: true, undone: [true] });
  });

  it('goes back to what it was when a later act is undone', () => {
    const undo = entry({ group: group('4'), undoes: group('2'), steps: [] });
    const replay = replayed(entry(created), entry(acting('2', retag)), entry(acting('3', comment)), undo);
    expect(seen(replay)).toEqual({
      as: 'place',
      comment: 'The government',
      withdrawn: false,
      undone: [false, true, false],
    });
  });

  it('is taken back whole when the parts of one act came in several records', () => {
    const parts = [entry(acting('2', retag)), entry(acting('2', comment))];
    const undo = entry({ group: group('3'), undoes: group('2'), steps: [] });
    const replay = replayed(entry(created), ...parts, undo);
    expect(seen(replay)).toEqual({ as: 'place', comment: '', withdrawn: false, undone: [false, true, true] });
    const ids = replay.state.annotations.get(a1)?.history.map(({ id }) => id);
    expect(ids).toEqual([`${created.group}.0`, `${group('2')}.0`, `${group('2')}.1`]);
  });

  it('stays, with its history, when it is withdrawn', () => {
    const replay = replayed(entry(created), entry(acting('2', { kind: 'withdrawn', id: a1 })));
    expect(seen(replay)).toEqual({ as: 'place', comment: '', withdrawn: true, undone: [false, false] });
  });
});

describe('the history for undo', () => {
  it('takes every act back, latest first, to the document as it was imported', () => {
    const first = typing('1', telegram, 'Urgent. ');
    const afterFirst = apply(telegram, first);
    const second = change('2', afterFirst, (tr) => tr.delete(1, 5).split(3));
    const replay = replayed(entry(first), entry(second));
    const back = [...replay.history(10)].reverse().flatMap(({ inverse }) => inverse);
    expect(replay.history(10).map(({ group: of, steps }) => ({ of, steps }))).toEqual([
      { of: group('1'), steps: first.steps },
      { of: group('2'), steps: second.steps },
    ]);
    const undone = apply(replay.doc, { group: group('9'), steps: back });
    expect(canonicalHash(undone)).toBe(canonicalHash(telegram));
  });

  it('holds the latest acts, each whole, and no more than 200', () => {
    const entries: JournalEntry[] = [];
    for (let n = 0; n < 450; n++)
      entries.push(entry(typing(`${n}`, telegram, 'a')), entry(typing(`${n}`, telegram, 'b')));
    const replay = replayed(...entries);
    const latest = replay.history(3).map(({ group: of }) => of);
    expect(latest).toEqual(['447', '447', '448', '448', '449', '449'].map(group));
    expect(replay.history(1000)).toHaveLength(400);
    expect(replay.history(0)).toEqual([]);
  });
});

describe('the marks of editors', () => {
  const emendation = schema.mark('emendation', { id: 'e1', sic: 'Frm' });
  const emended = change('1', telegram, (transform) => transform.addMark(1, 5, emendation));
  const after = apply(telegram, emended);
  const taken = undoing('2', emended, telegram);

  it('are known by the record that made them first, also when they are taken back and come again', () => {
    const again = undoing('3', taken, after);
    const { state } = replayed(entry(emended), entry(taken), entry(again));
    expect([...state.edits]).toEqual([['e1', { seq: 2, editor: 'MK' }]]);
  });

  it('are found where they come with words', () => {
    const words = schema.text('lost', [schema.mark('supplied', { id: 's1', reason: 'torn' })]);
    const supplied = change('1', telegram, (transform) => transform.insert(1, words));
    expect([...replayed(entry(supplied)).state.edits.keys()]).toEqual(['s1']);
  });

  it('that the import made are nobody’s, wherever they are moved', () => {
    const replay = new Replay(documentId);
    const cut = change('1', after, (transform) => transform.delete(1, 5));
    const put = change('2', apply(after, cut), (transform) => transform.insert(9, after.slice(1, 5).content));
    for (const { record } of journalOf([importEntry(after), entry(cut), entry(put)])) replay.apply(record);
    expect(replay.seq).toBe(3);
    expect([...replay.state.edits]).toEqual([]);
  });
});
