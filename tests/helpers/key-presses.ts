import type { ResolvedPos } from 'prosemirror-model';
import type { EditorState, Plugin, Transaction } from 'prosemirror-state';
import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';

/** A key as `Ctrl-Shift-Enter`. */
export type KeyName = string;

/** What a key press came to. */
export interface Pressed {
  readonly state: EditorState;
  readonly applied: readonly Transaction[];
}

/** Presses a key in an editor as its window would: its plugins are asked in their order, and what none of them answers the browser does, which
 *  takes the letter or the atom beside the caret. */
export function press(before: EditorState, key: KeyName): Pressed {
  let state = before;
  const applied: Transaction[] = [];
  const dispatch = (transaction: Transaction): void => {
    const result = state.applyTransaction(transaction);
    state = result.state;
    applied.push(...result.transactions);
  };
  if (!answered(before, key, dispatch)) natively(before, key)?.(dispatch);
  return { state, applied };
}

function answered(state: EditorState, key: KeyName, dispatch: (transaction: Transaction) => void): boolean {
  const view = viewOf(state, dispatch);
  return state.plugins.some((plugin: Plugin) =>
    plugin.props.handleKeyDown?.call(plugin, view, eventOf(key) as KeyboardEvent),
  );
}

/** What key handlers ask of a view. */
const viewOf = (state: EditorState, dispatch: (transaction: Transaction) => void): EditorView =>
  ({
    state,
    dispatch,
    editable: true,
    endOfTextblock: (direction: string, { selection: { $head } } = state) =>
      direction === 'backward' || direction === 'up'
        ? $head.parentOffset === 0
        : $head.parentOffset === $head.parent.content.size,
  }) as unknown as EditorView;

function eventOf(name: KeyName): Partial<KeyboardEvent> {
  const parts = name.split('-');
  const key = parts.pop() ?? '';
  const has = (modifier: string): boolean => parts.includes(modifier);
  return { key, ctrlKey: has('Ctrl'), altKey: has('Alt'), shiftKey: has('Shift'), metaKey: false, keyCode: 0 };
}

/** Changes an editor by dispatching. */
type Native = (dispatch: (transaction: Transaction) => void) => void;

/** What the browser and the view do with a key that no plugin answers: only what lies within a text block. */
function natively(state: EditorState, key: KeyName): Native | null {
  const { selection, tr } = state;
  const direction = deletes(key);
  if (direction === 0 || !(selection instanceof TextSelection) || !selection.$cursor) return null;
  const { $cursor } = selection;
  const size = erasedSize($cursor, direction, /Ctrl-[BD]|Alt-/.test(key));
  if (size === 0) return null;
  const from = direction < 0 ? $cursor.pos - size : $cursor.pos;
  return (dispatch) => {
    const deleted = tr.delete(from, from + size);
    dispatch(deleted.setSelection(TextSelection.create(deleted.doc, from)));
  };
}

/** -1 for keys that take what is before the caret, 1 for those that take what is behind it. */
export const deletes = (key: KeyName): -1 | 0 | 1 => {
  if (/Backspace$|-h$/.test(key)) return key === 'Ctrl-Alt-Backspace' ? 1 : -1;
  return /Delete$|-d$/.test(key) ? 1 : 0;
};

/** UTF-16 units of the character beside the caret, or of the word with the white space between it and the caret. An atom is a
 *  character, which goes alone. */
function erasedSize({ parent, parentOffset }: ResolvedPos, direction: -1 | 1, word: boolean): number {
  const text = (from: number, to: number): string => parent.textBetween(from, to, '', '\ufffc');
  const beside = direction < 0 ? text(0, parentOffset) : text(parentOffset, parent.content.size);
  const atom = direction < 0 ? beside.endsWith('\ufffc') : beside.startsWith('\ufffc');
  if (atom) return 1;
  if (word) return (direction < 0 ? wordBefore : wordAfter).exec(beside)?.[0].length ?? 0;
  const characters = [...new Intl.Segmenter().segment(beside)].map(({ segment }) => segment);
  return (direction < 0 ? characters.at(-1) : characters[0])?.length ?? 0;
}

const wordBefore = /(?:[\p{L}\p{N}]+|[^\p{L}\p{N}\s\ufffc]+|)\s*$/u;
const wordAfter = /^\s*(?:[\p{L}\p{N}]+|[^\p{L}\p{N}\s\ufffc]+|)/u;
