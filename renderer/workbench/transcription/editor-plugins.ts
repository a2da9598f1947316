import { chainCommands } from 'prosemirror-commands';
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { keymap } from 'prosemirror-keymap';
import type { Plugin } from 'prosemirror-state';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { editorKeymap } from '../../../shared/edit/editor-keymap.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { runCommand } from '../../commands/command-registry.ts';
import { clipboardPlugin } from './clipboard.ts';
import { correctionDecorations } from './correction-decorations.ts';
import { highlightDecorations } from './highlight-decorations.ts';
import { proofreadDecorations } from './proofread-decorations.ts';
import { structureDecorations } from './structure-decorations.ts';
import { suspectDecorations } from './suspect-decorations.ts';
import { tablePlugin } from './table-plugin.ts';
import { tagDecorations, tagLetterDecorations } from './tag-decorations.ts';

/** What the transcription needs beyond the guard of anchors and the undo history, which every editor state has. */
/** @param document whose text it is */
export const editorPlugins = (document: DocumentId): readonly Plugin[] => [
  clipboardPlugin(document),
  // The editor keeps the key to itself; where it has nothing to take back, the command may have.
  keymap({ ...editorKeymap, 'Mod-z': chainCommands(undo, () => runCommand('edit.undo')) }),
  structureDecorations(),
  tagDecorations(),
  tagLetterDecorations(),
  correctionDecorations(),
  suspectDecorations(),
  highlightDecorations(),
  proofreadDecorations(),
  dropCursor({ color: 'var(--accent)', width: 2 }),
  gapCursor(),
  tablePlugin(),
];
