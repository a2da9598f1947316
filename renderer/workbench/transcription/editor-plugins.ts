import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import type { Plugin } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { editorKeymap } from '../../../shared/edit/editor-keymap.ts';
import { clipboardPlugin } from './clipboard.ts';
import { correctionDecorations } from './correction-decorations.ts';
import { highlightDecorations } from './highlight-decorations.ts';
import { structureDecorations } from './structure-decorations.ts';
import { suspectDecorations } from './suspect-decorations.ts';
import { tagDecorations, tagLetterDecorations } from './tag-decorations.ts';

/** What the transcription needs beyond the guard of anchors and the undo history, which every editor state has. */
export const editorPlugins = (): readonly Plugin[] => [
  clipboardPlugin(),
  keymap({ ...editorKeymap }),
  structureDecorations(),
  tagDecorations(),
  tagLetterDecorations(),
  correctionDecorations(),
  suspectDecorations(),
  highlightDecorations(),
  dropCursor({ color: 'var(--accent)', width: 2 }),
  gapCursor(),
  tableEditing(),
];
