import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Range } from '../model/places.ts';

/** The stretch of the document that is decorated and, of a long one, laid out: what is seen, with some screens around it. Its ends lie where it happens to
 *  end; a block that it touches is in it. */
export interface Sight extends Range {
  /** Another number whenever it has moved elsewhere rather than along with the text. */
  readonly generation: number;
}

/** Documents up to this size are in sight as a whole, in positions: about 7,000 words. */
const wholeSize = 40_000;
/** Documents up to this size are laid out as a whole, in positions: about 20,000 words. A screen reader then has all of the text. */
const laidOutSize = 120_000;
/** How much is in sight before and behind the caret, or what is seen, in positions: some screens. */
const aroundSize = 12_000;
/** It moves when what is seen comes this near to its ends. */
export const nearSize = 4_000;
/** It may be this much longer than what is seen. */
export const mostSize = 60_000;

const sightKey = new PluginKey<Sight>('sight');

/** Knows what is in sight. Only that is decorated and laid out: a key then costs what is seen of a document, however long it is. It comes
 *  before the plugins that ask it. */
export const sightPlugin = (): Plugin<Sight> =>
  new Plugin<Sight>({
    key: sightKey,
    state: {
      init: (_, state) => ({ ...around(state, state.selection.head, state.selection.head), generation: 0 }),
      apply: follow,
    },
  });

export const sightOf = (state: EditorState): Sight =>
  sightKey.getState(state) ?? { from: 0, to: state.doc.content.size, generation: 0 };

/** Whether everything is laid out. */
export const isWholeLaidOut = (state: EditorState): boolean => {
  const { from, to } = sightOf(state);
  const { size } = state.doc.content;
  return size <= laidOutSize || (from === 0 && to >= size);
};

/** Whether what stands at a position is laid out. Asking the view where it is drawn means nothing before it is. */
export const isInSight = (state: EditorState, pos: number): boolean => {
  const { from, to } = sightOf(state);
  return isWholeLaidOut(state) || (from <= pos && pos <= to);
};

/** Lets a stretch be in sight, with what stands around it. */
export const withSight = (transaction: Transaction, { from, to }: Range): Transaction =>
  transaction.setMeta(sightKey, { from, to } satisfies Range).setMeta('addToHistory', false);

/** Lays out what stands at a position, if it is not. */
export function layOut(view: EditorView, pos: number): void {
  if (!isInSight(view.state, pos)) view.dispatch(withSight(view.state.tr, { from: pos, to: pos }));
}

function follow(transaction: Transaction, sight: Sight, _before: EditorState, after: EditorState): Sight {
  const seen = transaction.getMeta(sightKey) as Range | undefined;
  if (seen) return { ...around(after, seen.from, seen.to), generation: sight.generation + 1 };
  const { mapping } = transaction;
  const mapped = transaction.docChanged
    ? { ...sight, from: mapping.map(sight.from, -1), to: mapping.map(sight.to, 1) }
    : sight;
  const { head } = after.selection;
  const isLed = transaction.selectionSet || transaction.scrolledIntoView;
  if (!isLed || (head >= mapped.from && head <= mapped.to)) return mapped;
  return { ...around(after, head, head), generation: sight.generation + 1 };
}

function around({ doc }: Pick<EditorState, 'doc'>, from: number, to: number): Range {
  const { size } = doc.content;
  if (size <= wholeSize) return { from: 0, to: size };
  return { from: Math.max(0, from - aroundSize), to: Math.min(size, to + aroundSize) };
}
