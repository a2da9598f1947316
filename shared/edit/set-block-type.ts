import { setBlockType as setTextBlockType } from 'prosemirror-commands';
import type { Command } from 'prosemirror-state';

/** The types that a text block can be turned into by hand. */
export type BlockKind =
  | 'paragraph'
  | 'heading'
  | 'dateline'
  | 'salutation'
  | 'headerField'
  | 'signature'
  | 'postscript'
  | 'stamp'
  | 'formWork'
  | 'furniture';

export const blockKinds: readonly BlockKind[] = [
  'paragraph',
  'heading',
  'dateline',
  'salutation',
  'headerField',
  'signature',
  'postscript',
  'stamp',
  'formWork',
  'furniture',
];

/** Turns the selected text blocks into another type. Their text, marks and anchors stay. */
export const setBlockType =
  (kind: BlockKind, attrs: Readonly<Record<string, unknown>> = {}): Command =>
  (state, dispatch) => {
    const type = state.schema.nodes[kind];
    return type !== undefined && setTextBlockType(type, { ...attrs })(state, dispatch);
  };
