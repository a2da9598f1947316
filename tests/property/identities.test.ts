import { Slice } from 'prosemirror-model';
import { type Command, type EditorState, type Selection, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { keyPlugins } from '../../renderer/editor/editor-plugins.ts';
import { annotationRanges } from '../../shared/document/annotation.ts';
import { anchorsOf, isAnchor } from '../../shared/document/page-anchor.ts';
import { addAnchor, removeAnchor } from '../../shared/edit/anchor-commands.ts';
import { createEditorState } from '../../shared/edit/editor-state.ts';
import { toggleLineJoin } from '../../shared/edit/line-ends.ts';
import { markEmendation, unmarkEmendation } from '../../shared/edit/mark-commands.ts';
import { markKinds, markSpecification } from '../../shared/edit/marks/mark-kinds.ts';
import { isOfKind, markTarget, removeMark, setMark, toggleMark } from '../../shared/edit/marks/mark-passage.ts';
import { tieNote, untieNote } from '../../shared/edit/notes/note-commands.ts';
import { cutSelection, pasteInPlace } from '../../shared/edit/paste.ts';
import {
  retagAnnotation,
  retargetAnnotation,
  tagSelection,
  withdrawAnnotation,
} from '../../shared/edit/tag-commands.ts';
import { lastAct } from '../../shared/edit/undo-history.ts';
import { drawZone, eraseZone } from '../../shared/edit/zone-commands.ts';
import { canonicalJson } from '../../shared/text/canonical-json.ts';
import { stampZone } from '../helpers/facsimile-builders.ts';
import { documentId } from '../helpers/journal-builders.ts';
import { press } from '../helpers/key-presses.ts';
import { randomPlace } from '../helpers/random-document.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';

/** Of each identity, half of them in documents with page anchors. */
const places = 1_000;

/** Does something and its contrary; null where that is not possible. */
type ThereAndBack = (state: EditorState, random: SeededRandom) => EditorState | null;

const select = (state: EditorState, selection: Selection): EditorState => state.apply(state.tr.setSelection(selection));

/** What commands make, one after the other; null when one of them does nothing. */
function run(state: EditorState, ...commands: readonly Command[]): EditorState | null {
  let now = state;
  for (const command of commands) {
    const done = command(now, (transaction) => {
      now = now.apply(transaction);
    });
    if (!done) return null;
  }
  return now;
}

const isSame = (one: EditorState, other: EditorState): boolean => canonicalJson(one.doc) === canonicalJson(other.doc);

const identities: readonly (readonly [string, ThereAndBack])[] = [
  [
    'a block that is split with Enter is joined again with Backspace, an item of a list after one more',
    (state) => {
      const { $from, empty } = state.selection;
      const isBlank = $from.parent.children.every(isAnchor);
      if (!empty || !$from.parent.isTextblock || isBlank || $from.parent.type.name === 'itemLabel') return null;
      const split = press(state, 'Enter').state;
      expect(isSame(split, state)).toBe(false);
      const joined = press(split, 'Backspace').state;
      const isInItem = $from.node(-1).type.name === 'listItem';
      return isInItem && !isSame(joined, state) ? press(joined, 'Backspace').state : joined;
    },
  ],
  [
    'an item that is indented is outdented again',
    (state) => {
      const indented = press(state, 'Ctrl-]').state;
      return isSame(indented, state) ? null : press(indented, 'Ctrl-[').state;
    },
  ],
  [
    'a call that is tied to its note is untied again',
    (state, random) => {
      const calls: number[] = [];
      state.doc.descendants((node, pos) => {
        if (node.type.name === 'noteReference') calls.push(pos);
      });
      const call = calls[random.below(calls.length)];
      if (call === undefined) return null;
      return run(select(state, TextSelection.create(state.doc, call)), tieNote, untieNote);
    },
  ],
  [
    'words that are tagged, and retagged, are not when the tag is withdrawn',
    (state) => {
      const before = new Set(annotationRanges(state.doc).map(({ id }) => id));
      const tagged = run(state, tagSelection('person'));
      const made = tagged && annotationRanges(tagged.doc).find(({ id }) => !before.has(id))?.id;
      return made ? run(tagged, retagAnnotation(made, 'place'), withdrawAnnotation(made)) : null;
    },
  ],
  [
    'a tag that is moved to other words is moved back',
    (state, random) => {
      const ranges = annotationRanges(state.doc);
      const range = ranges[random.below(ranges.length)];
      if (!range || ranges.some((other) => other !== range && other.id === range.id)) return null;
      const own = state.doc.textBetween(range.from, range.to, '|', '|');
      // A tag that does not begin and end with a word is given to words only.
      if (own.trim() !== own || own.includes('|')) return null;
      const moved = run(state, retargetAnnotation(range));
      return (
        moved && run(select(moved, TextSelection.create(moved.doc, range.from, range.to)), retargetAnnotation(range))
      );
    },
  ],
  [
    'what is cut is pasted where it was, of whatever kind',
    (state) => {
      if (state.selection.empty) return null;
      const slice = Slice.fromJSON(state.schema, JSON.parse(JSON.stringify(state.selection.content())));
      const cut = state.apply(cutSelection(state));
      const pasted = pasteInPlace(cut, { document: documentId, slice, cut: lastAct(cut) });
      return pasted ? cut.apply(pasted) : cut;
    },
  ],
  [
    'words that are struck are not any more',
    (state) => {
      const target = markTarget(state, 'struck');
      const { struck } = state.schema.marks;
      if (!target || (struck && state.doc.rangeHasMark(target.from, target.to, struck))) return null;
      return run(state, toggleMark('struck'), toggleMark('struck'));
    },
  ],
  [
    'words of which something is said are not any more',
    (state, random) => {
      const kind = markKinds[1 + random.below(markKinds.length - 1)] ?? 'italic';
      const target = markTarget(state, kind);
      if (!target) return null;
      let isFree = true;
      state.doc.nodesBetween(target.from, target.to, (node) => {
        if (node.marks.some((mark) => isOfKind(mark, kind))) isFree = false;
      });
      const details = { hand: 'red', expansion: 'in full', language: 'fr' };
      const fields = markSpecification(kind).fields;
      const said = Object.fromEntries(Object.entries(details).filter(([field]) => fields.some((one) => one === field)));
      return isFree ? run(state, setMark(kind, said), removeMark(kind)) : null;
    },
  ],
  [
    'words that are an emendation are a correction again',
    (state) => {
      const { from, to } = state.selection;
      const { emendation } = state.schema.marks;
      if (emendation && state.doc.rangeHasMark(from, to, emendation)) return null;
      return run(state, markEmendation(from, to, 'sic'), unmarkEmendation(from, to));
    },
  ],
  [
    'words in a zone that is drawn are not when it is erased',
    (state) => {
      const { from, to } = state.selection;
      const zone = stampZone('z1');
      return run(state, drawZone(zone, [{ from, to }]), eraseZone(zone.id));
    },
  ],
  [
    'a page anchor that is added is removed again',
    (state) => {
      const before = new Set(anchorsOf(state.doc).map(({ anchor }) => anchor.id));
      const added = run(state, addAnchor('typeset', '1400'));
      const made = added && anchorsOf(added.doc).find(({ anchor }) => !before.has(anchor.id))?.anchor.id;
      return made ? run(added, removeAnchor(made)) : null;
    },
  ],
  ['a line end that breaks a word does so no more', (state) => run(state, toggleLineJoin, toggleLineJoin)],
];

test.each(identities)('%s, and the document is what it was', (_name, thereAndBack) => {
  let done = 0;
  for (let seed = 1; seed <= places; seed++) {
    const random = new SeededRandom(seed * 104_729);
    const { doc, selection } = randomPlace(random, seed % 2 === 0);
    const state = select(createEditorState({ doc, history: [], plugins: keyPlugins() }), selection);
    const end = thereAndBack(state, random);
    if (!end) continue;
    done += 1;
    const place = `seed ${seed}, ${JSON.stringify(state.selection.toJSON())}\nof ${doc}\nis ${end.doc}`;
    expect(isSame(end, state), place).toBe(true);
  }
  expect(done).toBeGreaterThan(places / 50);
});
