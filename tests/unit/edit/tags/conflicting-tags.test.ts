import type { Node } from 'prosemirror-model';
import type { EditorState } from 'prosemirror-state';
import { expect, test } from 'vitest';
import type { AnnotationAct, AnnotationState } from '../../../../shared/document/annotation.ts';
import type { AnnotationId, EntityId, GroupId, TagTypeId } from '../../../../shared/document/identifier.ts';
import { annotationReadings } from '../../../../shared/document/reading.ts';
import { schema } from '../../../../shared/document/schema.ts';
import { createEditorState } from '../../../../shared/edit/editor-state.ts';
import { conflictingTags, settleTags, type TagConflict } from '../../../../shared/edit/tags/conflicting-tags.ts';
import { changeOf, undo } from '../../../../shared/edit/undo-history.ts';
import { AnnotationLedger, GroupLedger } from '../../../../shared/journal/ledgers.ts';
import { newTagType, TagTypes } from '../../../../shared/tag-types/tag-types.ts';
import { canonicalJson } from '../../../../shared/text/canonical-json.ts';
import { doc, p } from '../../../helpers/builders.ts';
import { annotationState } from '../../../helpers/tei-states.ts';

const base = doc(p('The Embassy in Paris told Secretary Rusk of it.'));

/** Tags that several editors make, one after the other, as a journal keeps them. */
class Desk {
  state: EditorState = createEditorState({ doc: base, history: [] });
  types = new TagTypes();
  merged: Readonly<Record<string, string>> = {};
  readonly #ledger = new AnnotationLedger();
  readonly #groups = new GroupLedger();
  #seq = 1;

  /** Lets an editor do something. */
  as(editor: string, command: (state: EditorState, dispatch: (tr: EditorState['tr']) => void) => boolean): boolean {
    return command(this.state, (transaction) => {
      const { state, transactions } = this.state.applyTransaction(transaction);
      const change = changeOf(state, transactions);
      this.state = state;
      if (!change) return;
      this.#seq += 1;
      const time = `2026-01-01T00:00:${String(this.#seq).padStart(2, '0')}.000Z`;
      for (const group of this.#groups.add(change.group, change.undoes ?? null)) this.#ledger.groupChanged(group);
      for (const act of change.annotations ?? [])
        this.#ledger.add({ act, editor, time, seq: this.#seq, group: change.group });
    });
  }

  tag(editor: string, words: string, kind: AnnotationState['as'], ...said: readonly Said[]): AnnotationId {
    const from = 1 + this.state.doc.textContent.indexOf(words);
    const id = `a${this.#seq}` as AnnotationId;
    const mark = schema.mark('annotation', { id, kind });
    const acts = [{ kind: 'created', id, as: kind, text: words }, ...said.map((one) => ({ ...one, id }))];
    this.as(editor, (state, dispatch) => {
      dispatch(state.tr.addMark(from, from + words.length, mark).setMeta('anchorite:annotation-acts', acts));
      return true;
    });
    return id;
  }

  say(editor: string, act: AnnotationAct): void {
    this.as(editor, (state, dispatch) => {
      dispatch(state.tr.setMeta('anchorite:annotation-acts', [act]).setMeta('anchorite:own-group', true));
      return true;
    });
  }

  get annotations(): ReadonlyMap<AnnotationId, AnnotationState> {
    return this.#ledger.states((group: GroupId) => this.#groups.isUndone(group));
  }

  conflicts(): readonly TagConflict[] {
    const tags = [...annotationReadings(this.state.doc)].map(([id, { as, from, to }]) => ({ id, kind: as, from, to }));
    const entityOf = (id: EntityId): EntityId => (this.merged[id] ?? id) as EntityId;
    return conflictingTags(tags, this.annotations, { types: this.types, entityOf });
  }

  pairs(): readonly string[] {
    return this.conflicts().map(({ first, second }) =>
      [first, second].map(({ said }) => said.editor).join(' against '),
    );
  }

  one(): TagConflict {
    const [conflict, ...others] = this.conflicts();
    if (!conflict || others.length > 0) throw new Error('there is not just one conflict');
    return conflict;
  }
}

type Said =
  | { readonly kind: 'typed'; readonly type: TagTypeId }
  | { readonly kind: 'identified'; readonly entity: EntityId };

const means = (entity: string): Said => ({ kind: 'identified', entity: entity as EntityId });

const textsOf = (node: Node): readonly string[] =>
  [...annotationReadings(node).values()].map(({ as, text }) => `${as} ${text}`).sort();

test('the same words tagged as two kinds are in conflict where two editors did it, and not where one did', () => {
  const desk = new Desk();
  desk.tag('EG', 'Paris', 'place');
  desk.tag('EG', 'Paris', 'person');
  expect(desk.pairs()).toEqual([]);
  desk.tag('MK', 'Paris', 'organisation');
  expect(desk.pairs()).toEqual(['EG against MK', 'EG against MK']);
});

test('words that overlap are in conflict, a place within an organisation is not, and a tag beside another is not', () => {
  const desk = new Desk();
  desk.tag('EG', 'Embassy in Paris', 'organisation');
  desk.tag('MK', 'Paris', 'place');
  expect(desk.pairs()).toEqual([]);
  desk.tag('MK', 'Paris told', 'term');
  expect(desk.pairs()).toEqual(['EG against MK']);
  desk.tag('EG', 'Secretary Rusk', 'person');
  expect(desk.pairs()).toHaveLength(1);
});

test('one kind is in conflict where it is said that two persons are meant, until those turn out to be one', () => {
  const desk = new Desk();
  desk.tag('EG', 'Secretary Rusk', 'person', means('e1'));
  desk.tag('MK', 'Rusk', 'person');
  expect(desk.pairs()).toEqual([]);
  desk.tag('JT', 'Rusk', 'person', means('e2'));
  expect(desk.pairs()).toEqual(['EG against JT']);
  desk.merged = { e2: 'e1' };
  expect(desk.pairs()).toEqual([]);
});

test('two types of one kind are in conflict, unless one lies under the other', () => {
  const desk = new Desk();
  const official = newTagType(desk.types, 'person', 'Official');
  const minister = newTagType(desk.types, official.id, 'Minister');
  const spy = newTagType(desk.types, 'person', 'Spy');
  const acts = [official, minister, spy].map((type) => ({ kind: 'type defined' as const, type }));
  desk.types = new TagTypes([{ group: 'g1' as GroupId, acts }]);
  desk.tag('EG', 'Rusk', 'person', { kind: 'typed', type: official.id });
  desk.tag('MK', 'Rusk', 'person', { kind: 'typed', type: minister.id });
  expect(desk.pairs()).toEqual([]);
  desk.tag('JT', 'Rusk', 'person', { kind: 'typed', type: spy.id });
  expect(desk.pairs()).toEqual(['EG against JT', 'MK against JT']);
});

test('who changed a tag last has said what it is', () => {
  const desk = new Desk();
  const tag = desk.tag('EG', 'Paris', 'place');
  desk.tag('MK', 'Paris', 'person');
  desk.say('MK', { kind: 'identified', id: tag, entity: 'e1' as EntityId });
  expect(desk.pairs()).toEqual([]);
});

test.each([
  ['first', ['place Paris']],
  ['second', ['person Paris']],
  ['both', ['person Paris', 'place Paris']],
] as const)(
  'the decision for %s is one act that the history of the tag tells, and one undo takes it back',
  (decision, left) => {
    const desk = new Desk();
    const [place, person] = [desk.tag('EG', 'Paris', 'place'), desk.tag('MK', 'Paris', 'person')];
    const before = canonicalJson(desk.state.doc);
    const conflict = desk.one();
    expect(desk.as('JT', settleTags(conflict, decision))).toBe(true);
    expect(textsOf(desk.state.doc)).toEqual(left);
    expect(desk.conflicts()).toEqual([]);
    const kept = decision === 'second' ? person : place;
    const event = desk.annotations.get(kept)?.history.at(-1);
    expect([event?.editor, event?.act]).toEqual([
      'JT',
      {
        kind: 'settled',
        id: kept,
        beside: kept === place ? person : place,
        keeps: decision === 'both' ? 'both' : 'this',
      },
    ]);
    expect([...desk.annotations.values()].map(({ withdrawn }) => withdrawn)).toEqual([
      decision === 'second',
      decision === 'first',
    ]);
    desk.as('JT', undo);
    expect(canonicalJson(desk.state.doc)).toBe(before);
    expect([...desk.annotations.values()].every(({ withdrawn }) => !withdrawn)).toBe(true);
    expect(desk.pairs()).toEqual(['EG against MK']);
  },
);

test('two that stand beside each other are in conflict again when one is said to be something else', () => {
  const desk = new Desk();
  const place = desk.tag('EG', 'Paris', 'place');
  desk.tag('MK', 'Paris', 'person');
  desk.as('JT', settleTags(desk.one(), 'both'));
  desk.say('EG', { kind: 'identified', id: place, entity: 'e9' as EntityId });
  expect(desk.pairs()).toEqual(['MK against EG']);
});

test('a conflict of which one tag is gone is not settled', () => {
  const desk = new Desk();
  desk.tag('EG', 'Paris', 'place');
  desk.tag('MK', 'Paris', 'person');
  const conflict = desk.one();
  desk.as('MK', (state, dispatch) => {
    dispatch(state.tr.delete(16, 21));
    return true;
  });
  expect(desk.as('JT', settleTags(conflict, 'first'))).toBe(false);
});

test('of 5,000 tags side by side no two are compared', () => {
  const all = Array.from({ length: 5_000 }, (_, index) =>
    annotationState(`a${index}`, 'person', { entity: `e${index}` as EntityId }),
  );
  const annotations = new Map(
    all.map(([id, { history, ...state }], index) => {
      const by = history.map((event) => ({ ...event, editor: index % 2 === 0 ? 'EG' : 'MK' }));
      return [id, { ...state, history: by }] as const;
    }),
  );
  const tags = all.map(([id], index) => ({ id, kind: 'person' as const, from: index * 5, to: index * 5 + 5 }));
  let compared = 0;
  const entityOf = (id: EntityId): EntityId => {
    compared += 1;
    return id;
  };
  expect(conflictingTags(tags, annotations, { types: new TagTypes(), entityOf })).toEqual([]);
  expect(compared).toBe(0);
});
