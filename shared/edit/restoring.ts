import type { Node } from 'prosemirror-model';
import type { Command } from 'prosemirror-state';
import type { AnnotationState } from '../document/annotation.ts';
import type { AnnotationId } from '../document/identifier.ts';
import type { Zone } from '../document/page-image.ts';
import { unreachable } from '../document/unreachable.ts';
import { zoneChanges } from '../document/zone-changes.ts';
import { restoreAnnotation, restoreDocument } from './restore.ts';
import { type RestoredBlocks, restoreBlocks } from './restore-blocks.ts';

/** What of an earlier state a person wants back. */
export type Wanted =
  | { readonly kind: 'all' }
  | { readonly kind: 'paragraphs'; readonly blocks: RestoredBlocks }
  | { readonly kind: 'annotation'; readonly id: AnnotationId };

/** What of a document can come back. */
export interface RestorableState {
  readonly doc: Node;
  readonly annotations: ReadonlyMap<AnnotationId, Pick<AnnotationState, 'as' | 'comment' | 'withdrawn'>>;
  readonly zones: readonly Zone[];
}

/** What brings something back, and what the version that it leads to is called. */
export interface Restoring {
  /** Does nothing where all is as it was already, or cannot come back. */
  readonly command: Command;
  readonly name: string;
}

/** How something comes back, whoever asks for it.
 *  @param version the number of the version that `past` is; null for a state of an annotation's history */
export function restoring(
  wanted: Wanted,
  past: RestorableState,
  present: RestorableState,
  version: number | null,
): Restoring {
  const from = version === null ? 'its history' : `version ${version}`;
  switch (wanted.kind) {
    case 'all':
      return {
        command: restoreDocument(past.doc, zoneChanges(present.zones, past.zones)),
        name: `Restored ${from}`,
      };
    case 'paragraphs':
      return { command: restoreBlocks(wanted.blocks, past.doc), name: `Restored a paragraph from ${from}` };
    case 'annotation': {
      const comment = past.annotations.get(wanted.id)?.comment ?? '';
      const isOther = comment !== (present.annotations.get(wanted.id)?.comment ?? '');
      return {
        command: restoreAnnotation(wanted.id, past.doc, isOther ? comment : undefined),
        name: `Restored a tag from ${from}`,
      };
    }
    default:
      return unreachable(wanted);
  }
}
