import { dropCursor } from 'prosemirror-dropcursor';
import type { Plugin } from 'prosemirror-state';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { DerivedModels } from '../../model/derived/derived-models.ts';
import { clipboardPlugin } from './clipboard.ts';
import { correctionDecorations } from './correction-decorations.ts';
import { highlightDecorations } from './highlight-decorations.ts';
import { hitDecorations } from './hit-decorations.ts';
import { keyPlugins } from './key-plugins.ts';
import { laidOutBlocks } from './laid-out-blocks.ts';
import { proofreadDecorations, readLineDecorations } from './proofread-decorations.ts';
import { sightPlugin } from './sight.ts';
import { structureDecorations } from './structure-decorations.ts';
import { suspectDecorations } from './suspect-decorations.ts';
import { tagDecorations, tagLetterDecorations } from './tag-decorations.ts';

/** What the transcription needs beyond the guard of anchors and the undo history, which every editor state has.
 *  @param document whose text it is */
export const editorPlugins = (
  document: DocumentId,
  { derived, suspects, hits, proof }: DerivedModels,
): readonly Plugin[] => [
  // What is drawn asks it.
  sightPlugin(),
  laidOutBlocks(),
  clipboardPlugin(document),
  ...keyPlugins(),
  structureDecorations(),
  tagDecorations(),
  tagLetterDecorations(),
  correctionDecorations(derived),
  suspectDecorations(derived, suspects),
  hitDecorations(derived, hits),
  highlightDecorations(),
  proofreadDecorations(proof),
  readLineDecorations(derived, proof),
  dropCursor({ color: 'var(--accent)', width: 2 }),
];
