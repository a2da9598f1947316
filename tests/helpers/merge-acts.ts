import { Fragment, type Node } from 'prosemirror-model';
import { TextSelection } from 'prosemirror-state';
import { annotationKinds } from '../../shared/document/annotation.ts';
import type { AnchorId } from '../../shared/document/identifier.ts';
import { anchorsOf } from '../../shared/document/page-anchor.ts';
import { schema } from '../../shared/document/schema.ts';
import { addAnchor, moveAnchorTo, relabelAnchor, removeAnchor } from '../../shared/edit/anchor-commands.ts';
import { setBlockType } from '../../shared/edit/block-commands.ts';
import { editorKeymap } from '../../shared/edit/editor-keymap.ts';
import { cutSelection, moveSelection } from '../../shared/edit/paste.ts';
import { tagSelection } from '../../shared/edit/tag-commands.ts';
import { undo } from '../../shared/edit/undo-history.ts';
import { blockKinds } from './editing-acts.ts';
import type { Doing, EditingSession } from './editing-session.ts';
import { sampleDocument } from './sample-document.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Every letter is another one, so that none can be lost, or stand twice, without being seen. */
export class Letters {
  #next = 0x4e00;

  take(): string {
    const letter = String.fromCodePoint(this.#next);
    this.#next += this.#next === 0x9fff ? 0xac00 - 0x9fff : 1;
    return letter;
  }

  word(length: number): string {
    return Array.from({ length }, () => this.take()).join('');
  }
}

/** The letters of a document, or of any text. */
export const lettersIn = (text: string): readonly string[] => text.match(/[\u4e00-\u9fff\uac00-\ud7a3]/g) ?? [];

export const lettersOf = (doc: Node): readonly string[] => lettersIn(doc.textBetween(0, doc.content.size, ' ', ' '));

/** The sample with letters of its own. */
export function lettered(letters: Letters): Node {
  const rewrite = (node: Node): Node => {
    if (node.isText)
      return schema.text(
        (node.text ?? '').replace(/[A-Za-z]/g, () => letters.take()),
        node.marks,
      );
    return node.copy(Fragment.from(node.children.map(rewrite)));
  };
  return rewrite(sampleDocument());
}

interface WordPlace {
  readonly from: number;
  readonly to: number;
}

function wordsOf(doc: Node): readonly WordPlace[] {
  const words: WordPlace[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return;
    // A page anchor within a word is a part of it.
    const text = node.textBetween(0, node.content.size, ' ', (leaf) => (leaf.type.name === 'pageAnchor' ? '·' : ' '));
    for (const match of text.matchAll(/[^\s]*[^\s·][^\s]*/g))
      words.push({ from: pos + 1 + match.index, to: pos + 1 + match.index + match[0].length });
    return false;
  });
  return words;
}

const selected = (session: EditingSession, from: number, to: number): EditingSession['state'] => {
  const { doc, tr } = session.state;
  session.state = session.state.apply(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))));
  return session.state;
};

type Act = (session: EditingSession, random: SeededRandom, letters: Letters) => Doing | null;

const pick = <T>(random: SeededRandom, all: readonly T[]): T | undefined => all[random.below(all.length)];

const onWord =
  (
    change: (word: WordPlace, text: string, letters: Letters, random: SeededRandom) => WordPlace & { text: string },
  ): Act =>
  ({ state }, random, letters) => {
    const word = pick(random, wordsOf(state.doc));
    if (!word) return null;
    const { from, to, text } = change(word, state.doc.textBetween(word.from, word.to), letters, random);
    return (session, _choice, dispatch) => dispatch(session.state.tr.insertText(text, from, to));
  };

const atWord =
  (command: (session: EditingSession, random: SeededRandom) => ReturnType<typeof addAnchor>, count = 1): Act =>
  ({ state }, random) => {
    const words = wordsOf(state.doc);
    const first = random.below(words.length);
    const [from, to] = [words[first]?.from, words[Math.min(words.length - 1, first + random.below(count))]?.to];
    if (from === undefined || to === undefined) return null;
    return (session, _choice, dispatch) => {
      selected(session, from, count === 0 ? from : to);
      command(session, random)(session.state, dispatch);
    };
  };

const onAnchor =
  (command: (id: AnchorId, session: EditingSession, random: SeededRandom) => ReturnType<typeof addAnchor>): Act =>
  ({ state }, random) => {
    const anchor = pick(random, anchorsOf(state.doc));
    if (!anchor) return null;
    return (session, _choice, dispatch) => void command(anchor.anchor.id, session, random)(session.state, dispatch);
  };

const key =
  (name: string): (() => ReturnType<typeof addAnchor>) =>
  () =>
    editorKeymap[name] ?? (() => false);

/** What archivists do to a text that has been read by a machine. */
const mergeActs: readonly Act[] = [
  // A letter that was misread, a word, a letter more at an end.
  onWord(({ from }, _text, letters) => ({ from, to: from + 1, text: letters.take() })),
  onWord(({ from, to }, _text, letters, random) => ({ from, to, text: letters.word(1 + random.below(4)) })),
  onWord(({ to }, _text, letters) => ({ from: to, to, text: letters.take() })),
  // A word that is missing, one too many.
  onWord(({ from }, _text, letters) => ({ from, to: from, text: `${letters.word(3)} ` })),
  onWord(({ to }, _text, letters) => ({ from: to, to, text: ` ${letters.word(2)}` })),
  onWord(({ from, to }) => ({ from, to, text: '' })),
  atWord(
    () => (state, dispatch) => {
      dispatch?.(state.tr.deleteSelection());
      return true;
    },
    6,
  ),
  atWord(
    () => (state, dispatch) => {
      dispatch?.(state.tr.deleteSelection());
      return true;
    },
    14,
  ),
  // A whole block.
  ({ state }, random) => {
    const words = wordsOf(state.doc);
    const word = pick(random, words);
    if (!word || state.doc.childCount < 3) return null;
    const $pos = state.doc.resolve(word.from);
    return (session, _choice, dispatch) => dispatch(session.state.tr.delete($pos.before(1), $pos.after(1)));
  },
  ({ state }, random, letters) => {
    const word = pick(random, wordsOf(state.doc));
    if (!word) return null;
    const $pos = state.doc.resolve(word.from);
    if (state.doc.child($pos.index(0)).type.name === 'notes') return null;
    const fresh = schema.node('paragraph', null, [schema.text(`${letters.word(3)} ${letters.word(2)}`)]);
    return (session, _choice, dispatch) => dispatch(session.state.tr.insert($pos.after(1), fresh));
  },
  atWord(key('Enter'), 0),
  atWord(key('Backspace'), 0),
  atWord((_session, random) => setBlockType(blockKinds[random.below(blockKinds.length)] ?? 'paragraph'), 0),
  atWord((_session, random) => tagSelection(annotationKinds[random.below(annotationKinds.length)] ?? 'person'), 3),
  atWord((_session, random) => tagSelection(annotationKinds[random.below(annotationKinds.length)] ?? 'person'), 2),
  atWord((_session, random) => addAnchor('facsimile', String(random.below(900))), 0),
  onAnchor((id) => removeAnchor(id)),
  onAnchor((id, session, random) => moveAnchorTo(id, random.below(session.state.doc.content.size))),
  onAnchor((id, _session, random) => relabelAnchor(id, String(random.below(900)))),
  // A passage that belongs elsewhere.
  atWord(
    (session, random) => (state, dispatch) => {
      dispatch?.(moveSelection(state, pick(random, wordsOf(session.state.doc))?.from ?? 1));
      return true;
    },
    9,
  ),
  atWord(
    () => (state, dispatch) => {
      dispatch?.(cutSelection(state));
      return true;
    },
    5,
  ),
  () => (session, _choice, dispatch) => void undo(session.state, dispatch),
];

/** Does one of them. */
export function doMergeAct(session: EditingSession, random: SeededRandom, letters: Letters): void {
  const doing = mergeActs[random.below(mergeActs.length)]?.(session, random, letters);
  if (doing) session.perform(doing, { a: random.next(), b: random.next(), c: random.next() });
}
