import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import type { Command, Plugin } from 'prosemirror-state';
import { editorKeymap } from '../../../shared/edit/editor-keymap.ts';
import { tablePlugin } from './table-plugin.ts';

/** What answers a key in the transcription, in the order in which it is asked: selected cells have keys of their own. */
export const keyPlugins = (keys: Readonly<Record<string, Command>> = editorKeymap): readonly Plugin[] => [
  tablePlugin(),
  keymap({ ...keys }),
  gapCursor(),
];
