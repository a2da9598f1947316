import { baseKeymap, chainCommands } from 'prosemirror-commands';
import type { Node } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { isAnchor } from '../document/page-anchor.ts';
import { asWithoutAnchors } from './as-without-anchors.ts';
import { leaveLabel, liftListItem, sinkListItem, splitListItem } from './list-commands.ts';
import { redo, undo } from './undo-history.ts';

/** How much a key takes at once. */
type Unit = 'character' | 'word';

/** Backspace (direction -1) or Delete where page anchors stand between the caret and what the key takes: takes the character, or the word,
 *  on their far side and leaves them. Elsewhere it does nothing and leaves the key to the browser. */
const deleteOver =
  (direction: -1 | 1, unit: Unit): Command =>
  (state, dispatch) => {
    const taken = stretchBeside(state, direction, unit);
    if (!taken) return false;
    dispatch?.(deleteBetweenAnchors(state, taken, direction).scrollIntoView());
    return true;
  };

/** Backspace or Delete where nothing but page anchors is selected: they stay, and the caret stands behind them. */
const letGoOfAnchors: Command = ({ selection, doc, tr }, dispatch) => {
  const { from, to, empty, $from, $to } = selection;
  if (empty || !(selection instanceof TextSelection) || !$from.sameParent($to)) return false;
  let others = false;
  doc.nodesBetween(from, to, (node) => {
    if (node.isInline && !isAnchor(node)) others = true;
  });
  if (others) return false;
  dispatch?.(tr.setSelection(TextSelection.create(doc, to)));
  return true;
};

/** A character of a text block, in the order in which the key reaches them; an atom that is no page anchor is one character. */
interface Reached {
  readonly pos: number;
  readonly size: number;
  readonly text: string;
}

/** The stretch that a key takes; null when no page anchor lies in it or right beside the caret, or when there is nothing to take. */
function stretchBeside(
  state: EditorState,
  direction: -1 | 1,
  unit: Unit,
): { readonly from: number; readonly to: number } | null {
  const { $head, empty } = state.selection;
  if (!empty || !$head.parent.isTextblock) return null;
  const last = reached($head.parent, $head.parentOffset, direction, unit).at(-1);
  if (!last) return null;
  const edge = $head.start() + last.pos;
  const from = direction < 0 ? edge : $head.pos;
  const to = direction < 0 ? $head.pos : edge + last.size;
  return hasAnchor(state.doc, from, to) ? { from, to } : null;
}

function hasAnchor(doc: Node, from: number, to: number): boolean {
  let found = false;
  doc.nodesBetween(from, to, (node) => {
    if (isAnchor(node)) found = true;
  });
  return found;
}

/** The characters that a key takes, from the caret on. */
function reached(block: Node, offset: number, direction: -1 | 1, unit: Unit): readonly Reached[] {
  const characters = charactersFrom(block, offset, direction);
  if (unit === 'character' || characters[0]?.text === '') return characters.slice(0, 1);
  let count = 0;
  while (kindOf(characters[count]) === 'space') count += 1;
  const kind = kindOf(characters[count]);
  if (kind !== 'none') while (kindOf(characters[count]) === kind) count += 1;
  return characters.slice(0, count);
}

type Kind = 'space' | 'word' | 'sign' | 'none';

function kindOf(character: Reached | undefined): Kind {
  if (!character || character.text === '') return 'none';
  if (/^\s/u.test(character.text)) return 'space';
  return /^[\p{L}\p{M}\p{N}_'’]/u.test(character.text) ? 'word' : 'sign';
}

/** What a reader takes for characters on one side of an offset of a block, nearest first. */
function charactersFrom(block: Node, offset: number, direction: -1 | 1): readonly Reached[] {
  const found: Reached[] = [];
  const [from, to] = direction < 0 ? [0, offset] : [offset, block.content.size];
  block.forEach((child, start) => {
    const end = start + child.nodeSize;
    if (end <= from || start >= to || isAnchor(child)) return;
    const first = Math.max(start, from);
    const text = child.text?.slice(first - start, Math.min(end, to) - start);
    if (text === undefined) found.push({ pos: start, size: child.nodeSize, text: '' });
    else
      for (const { segment, index } of segmenter.segment(text))
        found.push({ pos: first + index, size: segment.length, text: segment });
  });
  return direction < 0 ? found.reverse() : found;
}

const segmenter = new Intl.Segmenter();

/** Takes a stretch but not the page anchors in it. */
function deleteBetweenAnchors(
  state: EditorState,
  { from, to }: { readonly from: number; readonly to: number },
  direction: -1 | 1,
): Transaction {
  const transaction = state.tr;
  let end = to;
  for (let pos = to - 1; pos >= from - 1; pos--) {
    if (pos >= from && !isAnchorAt(state.doc, pos)) continue;
    if (pos + 1 < end) transaction.delete(pos + 1, end);
    end = pos;
  }
  const caret = direction < 0 ? from : transaction.mapping.map(state.selection.head, -1);
  return transaction.setSelection(TextSelection.create(transaction.doc, caret));
}

const isAnchorAt = (doc: Node, pos: number): boolean => {
  const node = doc.nodeAt(pos);
  return node !== null && isAnchor(node);
};

/** Ends the line inside a block, in the place of the words that are selected. Where whole blocks or cells are selected it does nothing: a line end
 *  would take their place. TEI: `lb`. */
const insertLineBreak: Command = (state, dispatch) => {
  if (!(state.selection instanceof TextSelection)) return false;
  dispatch?.(state.tr.replaceSelectionWith(state.schema.node('lineBreak')).scrollIntoView());
  return true;
};

type Keymap = Readonly<Record<string, Command>>;

/** The keys of the transcription over those that every editor has, which are others on a Mac. */
export function keysOver(base: Keymap): Keymap {
  const keys: Record<string, Command> = { ...base };
  for (const [key, command] of Object.entries(base)) {
    if (command === base.Backspace) keys[key] = deleting(key, command, -1);
    if (command === base.Delete) keys[key] = deleting(key, command, 1);
    if (key === 'Enter') keys[key] = chainCommands(leaveLabel, asWithoutAnchors(chainCommands(splitListItem, command)));
  }
  return {
    ...keys,
    'Shift-Enter': asWithoutAnchors(insertLineBreak),
    'Mod-[': liftListItem,
    'Mod-]': sinkListItem,
    'Mod-z': undo,
    'Mod-Shift-z': redo,
    'Mod-y': redo,
  };
}

/** Ctrl, or Alt on a Mac, takes a word; so does ⌘, which takes the rest of the line where no page anchor is near. */
const deleting = (key: string, command: Command, direction: -1 | 1): Command =>
  chainCommands(
    letGoOfAnchors,
    asWithoutAnchors(command),
    deleteOver(direction, /Mod-|Alt-/.test(key) ? 'word' : 'character'),
  );

/** The keys of the transcription, in the notation of prosemirror-keymap. The list of application commands
 *  (`contract/commands/commands.ts`) holds those that menus and palette show; these are the ones that only typing needs. */
export const editorKeymap: Keymap = keysOver(baseKeymap);
