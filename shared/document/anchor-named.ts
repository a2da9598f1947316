import type { Node } from 'prosemirror-model';
import { anchorMarker, anchorName, anchorsOf, type PlacedAnchor } from './page-anchor.ts';

/** The page anchors that a person may mean by a name, in document order: `Facsimile 3`, `[Facsimile Page 3]`, a label alone, or the
 *  identity of one. Capitals make no difference. */
export function anchorsNamed(doc: Node, name: string): readonly PlacedAnchor[] {
  const wanted = folded(name);
  const all = anchorsOf(doc);
  const byId = all.filter(({ anchor }) => anchor.id === name);
  if (byId.length > 0) return byId;
  const byName = all.filter(({ anchor }) => [anchorName(anchor), anchorMarker(anchor)].map(folded).includes(wanted));
  return byName.length > 0 ? byName : all.filter(({ anchor }) => folded(anchor.label) === wanted);
}

const folded = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
