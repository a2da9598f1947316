import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import type { AnchorId } from '../../../shared/document/identifier.ts';
import { confirmAnchor, moveAnchor, removeAnchor } from '../../../shared/edit/anchor-commands.ts';
import { createEditorState } from '../../../shared/edit/editor-state.ts';
import { isMarkable } from '../../../shared/edit/marks/mark-passage.ts';
import { noteAtCaret, tieNote } from '../../../shared/edit/notes/note-commands.ts';
import { tagSelection } from '../../../shared/edit/tag-commands.ts';
import { doc, fac, p, person } from '../../helpers/builders.ts';
import { visitsOf, watchBlocks } from '../../helpers/visited-blocks.ts';

const paragraphs = 400;
const middle = paragraphs / 2;

/** A page begins in each tenth paragraph, and each has a tag. */
const long = doc(
  ...Array.from({ length: paragraphs }, (_, index) =>
    index % 10 === 0
      ? p('Mr. ', person(`t${index}`, `Stevenson${index}`), ' said ', fac(index + 1), ' so')
      : p('Mr. ', person(`t${index}`, `Stevenson${index}`), ' said so'),
  ),
);
const nearest = `f${middle + 1}` as AnchorId;

function startOf(index: number): number {
  let start = 0;
  for (let before = 0; before < index; before++) start += long.child(before).nodeSize;
  return start + 1;
}

/** The name in the middle paragraph is selected. */
function state(): EditorState {
  const from = startOf(middle) + 'Mr. '.length;
  const made = createEditorState({ doc: long, history: [], plugins: [] });
  return made.apply(made.tr.setSelection(TextSelection.create(long, from, from + `Stevenson${middle}`.length)));
}

const commands: readonly (readonly [what: string, command: Command, canBeDone: boolean])[] = [
  ['moving a page anchor back', moveAnchor(nearest, -1), true],
  ['moving a page anchor forth', moveAnchor(nearest, 1), true],
  ['removing a page anchor', removeAnchor(nearest), true],
  ['confirming a page anchor', confirmAnchor(nearest), false],
  ['tagging a name anew that is tagged so', tagSelection('person'), false],
  ['tying a note where none is', tieNote, false],
  ['marking words', (asked) => isMarkable(asked, 'foreign'), true],
  ['saying that letters are illegible', (asked) => isMarkable(asked, 'illegible'), true],
  ['removing the note at the caret', (asked) => noteAtCaret(asked) !== null, false],
];

test.each(commands)('after a key, asking whether %s can be done looks at few blocks', (_, command, canBeDone) => {
  // What is known of the other blocks was found out when the document was opened.
  for (const [, first] of commands) first(state());
  const typed = state();
  const changed = typed.apply(typed.tr.insertText('x', startOf(middle) + 1));
  const read = watchBlocks(changed.doc);
  let answer = false;
  const { blocks } = visitsOf(read, () => {
    answer = command(changed);
  });
  expect(answer).toBe(canBeDone);
  expect(blocks).toBeLessThan(5);
});
