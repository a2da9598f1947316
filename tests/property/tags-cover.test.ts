import fc from 'fast-check';
import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { Mapping } from 'prosemirror-transform';
import { expect, test } from 'vitest';
import { tablePlugin } from '../../renderer/editor/editor-plugins.ts';
import { annotationKinds, annotationRanges, rangesOfAnnotation } from '../../shared/document/annotation.ts';
import type { AnnotationId } from '../../shared/document/identifier.ts';
import { retargetAnnotation } from '../../shared/edit/tag-commands.ts';
import { canUndo, undo } from '../../shared/edit/undo-history.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { EditingSession } from '../helpers/editing-session.ts';
import { randomPlace } from '../helpers/random-document.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

/** The long form has 5,000: `ANCHORITE_TAG_RUNS=5000`. */
const runs = Number(process.env.ANCHORITE_TAG_RUNS ?? 200);

/** A document without page anchors, which stock ProseMirror edits as this editor does, with tags over any words. */
function tagged(random: SeededRandom): Node {
  const { doc } = randomPlace(random, false);
  let { tr } = EditorState.create({ doc });
  for (let count = 0; count < 6; count++) {
    const from = random.below(doc.content.size);
    const to = Math.min(doc.content.size, from + 1 + random.below(24));
    const kind = annotationKinds[random.below(annotationKinds.length)];
    tr = tr.addMark(from, to, doc.type.schema.mark('annotation', { id: `a${count}`, kind }));
  }
  return tr.doc;
}

/** The positions of the characters that each tag covers, and of gaps, line ends and note calls among them. */
function coveredBy(doc: Node): ReadonlyMap<string, ReadonlySet<number>> {
  const covered = new Map<string, Set<number>>();
  doc.descendants((node, pos) => {
    if (!node.isInline) return;
    for (const { type, attrs } of node.marks) {
      if (type.name !== 'annotation') continue;
      const of = covered.get(attrs.id as string) ?? new Set();
      covered.set(attrs.id as string, of);
      for (let at = pos; at < pos + node.nodeSize; at++) of.add(at);
    }
  });
  return covered;
}

/** What each tag has to cover: its characters that ProseMirror's own mapping says are still there. */
function survivors(doc: Node, mapping: Mapping): ReadonlyMap<string, ReadonlySet<number>> {
  const left = new Map<string, Set<number>>();
  for (const [id, positions] of coveredBy(doc)) {
    const kept = [...positions].flatMap((pos) => {
      const { pos: now, deletedAfter } = mapping.mapResult(pos, 1);
      return deletedAfter ? [] : [now];
    });
    if (kept.length > 0) left.set(id, new Set(kept));
  }
  return left;
}

interface Edit {
  readonly kind: 'delete' | 'write' | 'split' | 'join';
  readonly at: number;
  readonly size: number;
}

/** An edit as stock ProseMirror makes it; null where it cannot be. */
function edited({ doc, tr }: EditorState, { kind, at, size }: Edit): Transaction | null {
  const from = Math.floor(at * doc.content.size);
  const $from = doc.resolve(from);
  try {
    if (kind === 'delete') return tr.delete(from, Math.min(doc.content.size, from + size));
    if (kind === 'write') return $from.parent.inlineContent ? tr.insertText('word ', from) : null;
    if (kind === 'split') return $from.parent.type.name === 'paragraph' && $from.depth === 1 ? tr.split(from) : null;
    return $from.nodeBefore?.isTextblock && $from.nodeAfter?.type === $from.nodeBefore.type ? tr.join(from) : null;
  } catch {
    // What the schema does not allow there is no edit.
    return null;
  }
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('delete', 'delete', 'write', 'split', 'join'),
  at: fc.integer({ min: 0, max: 999 }).map((n) => n / 1_000),
  size: fc.integer({ min: 1, max: 40 }),
});

/** Each edit is an act of its own. */
const now = { a: 0, b: 0, c: 1 };

const wholeMapping = (applied: readonly Transaction[]): Mapping =>
  new Mapping(applied.flatMap(({ mapping }) => mapping.maps));

const takeBack = (session: EditingSession): void =>
  void session.perform(({ state }, _choice, dispatch) => void undo(state, dispatch), now);

/** Puts the tag of deleted words on other ones: its history goes on, and one undo takes just that back. */
function putBack(session: EditingSession, id: AnnotationId, at: number): boolean {
  session.flush();
  const known = session.journal.replay.state.annotations.get(id);
  expect(known?.withdrawn).toBe(false);
  if (!known) return false;
  const before = canonicalJson(session.state.doc);
  const select = session.select(at, Math.min(0.99, at + 0.2));
  const [applied] = session.perform(
    (_session, _choice, dispatch) => void retargetAnnotation(known)(select, dispatch),
    now,
  );
  if (!applied) return false;
  expect(rangesOfAnnotation(session.state.doc, id).length).toBeGreaterThan(0);
  session.flush();
  const history = session.journal.replay.state.annotations.get(id)?.history ?? [];
  expect(history.map(({ act }) => act.kind)).toEqual([...known.history.map(({ act }) => act.kind), 'retargeted']);
  takeBack(session);
  expect(canonicalJson(session.state.doc)).toBe(before);
  return true;
}

test(`over ${runs} random histories a tag covers what stock ProseMirror says is left of its characters, one whose words are gone can be put back, and undo is exact`, () => {
  let [orphans, back] = [0, 0];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.array(edit, { minLength: 1, maxLength: 14 }),
      (seed, edits) => {
        const initial = tagged(new SeededRandom(seed));
        const session = new EditingSession(initial);
        // Tables are mended as prosemirror-tables does.
        const stock = { state: EditorState.create({ doc: initial, plugins: [tablePlugin()] }) };
        for (const one of edits) {
          const before = stock.state.doc;
          const made = edited(stock.state, one);
          if (!made?.docChanged) continue;
          const { state, transactions } = stock.state.applyTransaction(made);
          stock.state = state;
          const applied = session.perform(({ state }, _choice, dispatch) => {
            const own = edited(state, one);
            if (own) dispatch(own);
          }, now);
          expect(canonicalJson(session.state.doc)).toBe(canonicalJson(stock.state.doc));
          const covered = coveredBy(session.state.doc);
          const wanted = survivors(before, wholeMapping(transactions));
          for (const [id, positions] of wanted)
            for (const pos of positions) expect(covered.get(id)?.has(pos), `${id} at ${pos}`).toBe(true);
          expect([...covered.keys()].sort()).toEqual([...wanted.keys()].sort());
          expect(applied.length).toBeGreaterThan(0);
        }
        const standing = new Set(annotationRanges(session.state.doc).map(({ id }) => id));
        for (const { id } of annotationRanges(initial)) {
          if (standing.has(id)) continue;
          orphans += 1;
          if (putBack(session, id, (seed % 10) / 10)) back += 1;
          break;
        }
        while (canUndo(session.state)) takeBack(session);
        expect(canonicalJson(session.state.doc)).toBe(canonicalJson(initial));
      },
    ),
    { numRuns: runs },
  );
  expect(orphans).toBeGreaterThan(runs / 10);
  expect(back).toBeGreaterThan(orphans / 4);
});
