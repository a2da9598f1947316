import { dropCursor } from 'prosemirror-dropcursor';
import type { Plugin } from 'prosemirror-state';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { DerivedDocument } from '../../model/derived/derived-document.ts';
import type { SuspectMarks } from '../../model/derived/suspect-marks.ts';
import { clipboardPlugin } from './clipboard.ts';
import { correctionDecorations } from './correction-decorations.ts';
import { highlightDecorations } from './highlight-decorations.ts';
import { keyPlugins } from './key-plugins.ts';
import { proofreadDecorations } from './proofread-decorations.ts';
import { sightPlugin } from './sight.ts';
import { structureDecorations } from './structure-decorations.ts';
import { suspectDecorations } from './suspect-decorations.ts';
import { tagDecorations, tagLetterDecorations } from './tag-decorations.ts';

/** What the transcription needs beyond the guard of anchors and the undo history, which every editor state has.
 *  @param document whose text it is */
export const editorPlugins = (
  document: DocumentId,
  derived: DerivedDocument,
  suspects: SuspectMarks,
): readonly Plugin[] => [
  // What is drawn asks it.
  sightPlugin(),
  clipboardPlugin(document),
  ...keyPlugins(),
  structureDecorations(),
  tagDecorations(),
  tagLetterDecorations(),
  correctionDecorations(derived),
  suspectDecorations(derived, suspects),
  highlightDecorations(),
  proofreadDecorations(),
  dropCursor({ color: 'var(--accent)', width: 2 }),
];
