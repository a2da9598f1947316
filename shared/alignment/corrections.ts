import type { Node } from 'prosemirror-model';
import { anchorMarker, anchorsOf } from '../document/page-anchor.ts';
import { type ChangedStretch, changedStretches, type PlacedWord } from './align-blocks.ts';

/** A maximal run of words that read otherwise than in the document as it was imported. Structure, furniture and the
 *  joining of lines are no corrections. */
export interface Correction {
  /** Where the new words stand in the document; `from` equals `to` where words were taken away. */
  readonly from: number;
  readonly to: number;
  /** What the import reads there; empty where words were added. */
  readonly before: string;
  /** What the document reads there now; empty where words were taken away. */
  readonly after: string;
}

/** The corrections of a document against its imported state, in document order. The cost follows what was changed, after
 *  one comparison of blocks. */
export function corrections(imported: Node, doc: Node): readonly Correction[] {
  if (imported.eq(doc)) return [];
  const markers = markersOf(imported);
  return changedStretches(imported, doc)
    .filter((stretch) => !isUndoneRecognition(stretch, markers))
    .map(toCorrection);
}

function toCorrection(stretch: ChangedStretch): Correction {
  const first = stretch.new[0];
  const last = stretch.new.at(-1);
  return {
    from: first?.from ?? stretch.at,
    to: last?.to ?? stretch.at,
    before: textOf(stretch.old),
    after: textOf(stretch.new),
  };
}

const textOf = (side: readonly PlacedWord[]): string => side.map(({ word }) => word).join(' ');

/** Someone who undoes a recognition gets the marker back as text: those words were in the source all along. */
const isUndoneRecognition = (stretch: ChangedStretch, markers: ReadonlySet<string>): boolean =>
  stretch.old.length === 0 && markers.has(textOf(stretch.new));

/** What page anchors and note calls of an imported document read in its source. */
export function markersOf(imported: Node): ReadonlySet<string> {
  const markers = new Set(anchorsOf(imported).map(({ anchor }) => anchorMarker(anchor)));
  imported.descendants((node) => {
    const raw = node.attrs.raw as unknown;
    if (typeof raw === 'string') markers.add(raw.trim());
    if (node.type.name === 'note') markers.add(node.attrs.label as string);
  });
  return markers;
}
