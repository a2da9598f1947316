import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import { Mapping, type Step } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { placedWords } from '../../shared/alignment/align-blocks.ts';
import type { Change, StepJson } from '../../shared/document/document-state.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { blockTextWithCalls, type PlacedBlock, textBlocks } from '../../shared/document/reading-text.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { restoreAnnotation, restoreBlocks, restoreDocument } from '../../shared/edit/restore.ts';
import { changeOf, undo } from '../../shared/edit/undo-history.ts';
import { applySteps } from '../../shared/journal/apply-steps.ts';
import { compareDocuments } from '../../shared/journal/compare-documents.ts';
import { restorableStretch } from '../../shared/journal/versions.ts';
import { type AppliedChange, wordHistory } from '../../shared/journal/word-history.ts';
import { canonicalHash } from '../../shared/text/canonical-json.ts';
import { pageSequence } from '../helpers/builders.ts';
import { type Act, type ActName, actNames, runAct } from '../helpers/editing-acts.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { sampleDocument } from '../helpers/sample-document.ts';

const sessions = Number(process.env.ANCHORITE_RESTORE_SESSIONS ?? 150);
/** Room for the long form; nothing here is judged by time. */
const sessionsTimeoutMs = 3_600_000;

const uponText: readonly ActName[] = [
  'type',
  'backspace',
  'delete',
  'enter',
  'lineBreak',
  'joinUp',
  'joinDown',
  'blockType',
  'replaceAll',
  'emendAll',
  'tag',
  'retag',
  'withdraw',
  'emend',
  'strike',
  'addAnchor',
  'removeAnchor',
  'moveAnchor',
  'relabelAnchor',
];
const uponStructure: readonly ActName[] = [
  'lift',
  'wrap',
  'wrapInList',
  'splitListItem',
  'liftListItem',
  'sinkListItem',
  'insertTable',
];
/** Acts upon what stands at a place: what is cut, pasted and dragged about may be what stood elsewhere, or not. */
const inPlace: readonly ActName[] = [...uponText, ...uponStructure];
const uponTags: readonly ActName[] = ['tag', 'retag', 'withdraw', 'retarget', 'emend', 'unemend', 'strike'];

const fraction = fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000);
const actsOf = (names: readonly ActName[], minLength = 1): fc.Arbitrary<readonly Act[]> =>
  fc.array(fc.record({ name: fc.constantFrom(...names), a: fraction, b: fraction, c: fraction }), {
    minLength,
    maxLength: 12,
  });
/** What is done up to a version, and since. */
const twoStretches = (
  names: readonly ActName[],
  since = names,
): fc.Arbitrary<readonly [readonly Act[], readonly Act[]]> => fc.tuple(actsOf(names, 0), actsOf(since));

const act = (name: ActName, a = 0, b = 0): Act => ({ name, a, b, c: 0 });
/** A line break in the place of a selection. */
const lineBreakOver = (a: number, b: number): Act => act('lineBreak', a, b);

interface Worked {
  readonly earlier: Node;
  readonly present: Node;
  /** How many positions were replaced in between. */
  readonly replaced: number;
}

function work([before, since]: readonly [readonly Act[], readonly Act[]]): Worked {
  const session = new EditingSession(sampleDocument());
  for (const act of before) runAct(session, act);
  const earlier = session.state.doc;
  const applied = since.flatMap((act) => runAct(session, act));
  return { earlier, present: session.state.doc, replaced: replacedBy(applied.flatMap(({ steps }) => steps)) };
}

function replacedBy(steps: readonly Step[]): number {
  let positions = 0;
  for (const step of steps)
    step.getMap().forEach((oldStart, oldEnd, newStart, newEnd) => {
      positions += oldEnd - oldStart + newEnd - newStart;
    });
  return positions;
}

interface Restored {
  readonly change: Change | null;
  readonly applied: AppliedChange;
}

/** Carries a command out as the window does, saves it, and takes it back.
 *  @throws AssertionError when the journal refuses it, or undo leads elsewhere */
function carryOut(present: Node, command: Command): Restored {
  const state = createEditorState({ doc: present, history: [] });
  let after = state;
  let change: Change | null = null;
  let steps: readonly Step[] = [];
  command(state, (transaction) => {
    const applied = state.applyTransaction(transaction);
    after = applied.state;
    change = changeOf(after, applied.transactions);
    steps = applied.transactions.flatMap((made) => made.steps);
  });
  after.doc.check();
  const sent = JSON.parse(JSON.stringify((change as Change | null)?.steps ?? [])) as readonly StepJson[];
  const saved = applySteps(present, sent);
  expect(saved.ok && canonicalHash(saved.doc)).toBe(canonicalHash(after.doc));
  let undone = after;
  undo(after, (transaction) => {
    undone = after.applyTransaction(transaction).state;
  });
  expect(canonicalHash(undone.doc)).toBe(canonicalHash(present));
  const applied = { seq: 2, time: '', editor: 'AA', isUndo: false, steps, before: present, after: after.doc };
  return { change, applied };
}

/** The blocks that read the same in both documents, once in each, within the same kinds of nodes; none when they stand in
 *  another order. */
function keptBlocks(present: Node, after: Node): readonly (readonly [PlacedBlock, PlacedBlock])[] {
  const [old, fresh] = [uniqueBlocks(present), uniqueBlocks(after)];
  const pairs = [...old].flatMap(([reading, block]) => {
    const other = fresh.get(reading);
    return block && other ? [[block, other] as const] : [];
  });
  const isInOrder = pairs.every(([, { start }], index) => index === 0 || start > (pairs[index - 1]?.[1].start ?? 0));
  return isInOrder ? pairs.filter(([one, other]) => pathTo(present, one) === pathTo(after, other)) : [];
}

/** Null where several read the same. */
function uniqueBlocks(doc: Node): ReadonlyMap<string, PlacedBlock | null> {
  const blocks = new Map<string, PlacedBlock | null>();
  for (const placed of textBlocks(doc)) {
    const { text } = blockTextWithCalls(placed.block);
    // A letter alone may have been typed there anew.
    if (text.length > 1) blocks.set(text, blocks.has(text) ? null : placed);
  }
  return blocks;
}

/** Lists, tables and parts, in their order, without the texts in them. */
function containersOf(doc: Node): string {
  const types: string[] = [];
  doc.descendants((node) => void (node.isBlock && !node.isTextblock && types.push(node.type.name)));
  return types.join();
}

/** Whether acts upon text left lists and tables as they were: what is put in the place of words of several of them does not, and what it
 *  joined may come back as one piece. */
const leftContainers = ({ earlier, present }: Worked): boolean => containersOf(earlier) === containersOf(present);

function pathTo(doc: Node, { start }: PlacedBlock): string {
  const $start = doc.resolve(start);
  return Array.from({ length: $start.depth }, (_, depth) => $start.node(depth).type.name).join();
}

/** No word of a block that stayed has an event, and its places are mapped to its places. */
function expectUntouched(change: AppliedChange): void {
  const { before, after, steps } = change;
  const mapping = new Mapping(steps.map((step) => step.getMap()));
  for (const [old, fresh] of keptBlocks(before, after)) {
    const [words, places] = [placedWords([old]), placedWords([fresh])];
    for (const [index, { word, from, to }] of places.entries()) {
      expect([word, wordHistory([change], after, { from, to })]).toEqual([word, []]);
      const was = words[index];
      expect([word, was && mapping.map(was.from, 1), was && mapping.map(was.to, -1)]).toEqual([word, from, to]);
    }
  }
}

test(
  'restoring a version that differs in tags only replaces nothing, and no word names the restorer',
  () => {
    fc.assert(
      fc.property(twoStretches(inPlace, uponTags), (session) => {
        const { earlier, present } = work(session);
        const { change, applied } = carryOut(present, restoreDocument(earlier));
        expect(canonicalHash(applied.after)).toBe(canonicalHash(earlier));
        for (const { stepType } of change?.steps ?? []) expect(stepType).toMatch(/^(addMark|removeMark)$/);
        for (const { from, to } of placedWords(textBlocks(earlier)))
          expect(wordHistory([applied], applied.after, { from, to })).toEqual([]);
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);

test(
  'restoring a version leads to it and back by what a journal takes, and page anchors change by anchor steps alone',
  () => {
    fc.assert(
      fc.property(twoStretches(actNames), (session) => {
        const { earlier, present } = work(session);
        const { change, applied } = carryOut(present, restoreDocument(earlier));
        expect(canonicalHash(applied.after)).toBe(canonicalHash(earlier));
        let doc = present;
        for (const [index, step] of applied.steps.entries()) {
          const { doc: next } = step.apply(doc);
          if (!next) throw new Error('a step that was applied does not apply');
          if (change?.steps[index]?.stepType !== 'anchor')
            expect(anchorsOf(next).map(({ anchor }) => anchor)).toEqual(anchorsOf(doc).map(({ anchor }) => anchor));
          doc = next;
        }
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);

function expectVersionUntouched([before, since]: readonly [readonly Act[], readonly Act[]], structural?: Act): void {
  const at = Math.floor((structural?.c ?? 0) * since.length);
  const { earlier, present } = work([before, since.toSpliced(at, 0, ...(structural ? [structural] : []))]);
  expectUntouched(carryOut(present, restoreDocument(earlier)).applied);
}

test(
  'restoring a version touches no word of a block that stayed, also where one structure is another now',
  () => {
    fc.assert(
      fc.property(twoStretches(inPlace, uponText), actsOf(uponStructure), (session, [structural]) => {
        fc.pre(leftContainers(work(session)));
        expectVersionUntouched(session, structural);
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);

test.each<readonly [readonly Act[], readonly Act[], Act]>([
  [[], [lineBreakOver(0.585, 0.528)], act('lift')],
  [[], [lineBreakOver(0.929, 0.407), act('type')], act('insertTable', 0.276)],
])(
  'nor does it where words of a list and of what stands beside it were replaced at once: %#',
  (before, since, structural) => {
    expectVersionUntouched([before, since], structural);
  },
);

/** A word may be changed in a shorter way than it is changed back. */
const roomForWords = 100;

test(
  'restoring a version replaces about as much as was edited since, and not what lies between',
  () => {
    fc.assert(
      fc.property(twoStretches(uponText), (session) => {
        const { earlier, present, replaced } = work(session);
        const { applied } = carryOut(present, restoreDocument(earlier));
        expect(replacedBy(applied.steps)).toBeLessThanOrEqual(2 * replaced + roomForWords);
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);

function expectParagraphsUntouched({ earlier, present }: Worked): void {
  const { rows, annotations } = compareDocuments(earlier, present);
  for (const row of rows.filter(({ kind }) => kind === 'changed')) {
    const { applied } = carryOut(present, restoreBlocks(restorableStretch(rows, row), earlier));
    expect(pageSequence(applied.after)).toEqual(pageSequence(present));
    expectUntouched(applied);
  }
  for (const { id } of annotations) {
    const { change } = carryOut(present, restoreAnnotation(id, earlier));
    for (const { stepType } of change?.steps ?? []) expect(stepType).toMatch(/^(addMark|removeMark)$/);
  }
}

test(
  'restoring a paragraph, or a tag, touches no word of another paragraph and no page anchor',
  () => {
    fc.assert(
      fc.property(twoStretches(inPlace, uponText), (session) => {
        const worked = work(session);
        fc.pre(leftContainers(worked));
        expectParagraphsUntouched(worked);
      }),
      { numRuns: sessions },
    );
  },
  sessionsTimeoutMs,
);

test.each<readonly [readonly Act[], readonly Act[]]>([
  [[], [lineBreakOver(0.291, 0), lineBreakOver(0.432, 0.335), act('type')]],
  [[], [lineBreakOver(0.937, 0.441), act('enter', 0.97)]],
  [[act('wrap', 0.671)], [lineBreakOver(0.788, 0), act('type')]],
])('nor does it where words of several lists or parts were replaced at once: %#', (before, since) => {
  expectParagraphsUntouched(work([before, since]));
});
