import type { ResolvedPos } from 'prosemirror-model';
import { type EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

const drawn = { 'data-caret-block': '' };

/** Has the browser lay out the blocks that the selection begins and ends in, wherever they are: paragraphs that are not in sight are not
 *  laid out (`content-visibility` in blocks.module.css), and a letter that is typed into such a one, right after a jump, is lost. */
export const caretBlocks = (): Plugin => new Plugin({ props: { decorations: caretDecorations } });

function caretDecorations({ doc, selection }: EditorState): DecorationSet {
  const { $anchor, $head } = selection;
  const starts = new Map([...blocksAround($anchor), ...blocksAround($head)]);
  return DecorationSet.create(
    doc,
    Array.from(starts, ([from, to]) => Decoration.node(from, to, drawn)),
  );
}

/** The blocks that a position is in, of which each may be left out of the layout. */
const blocksAround = ($pos: ResolvedPos): readonly (readonly [from: number, to: number])[] =>
  Array.from({ length: $pos.depth }, (_, index) => [$pos.before(index + 1), $pos.after(index + 1)] as const);
