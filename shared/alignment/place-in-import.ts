import type { Node } from 'prosemirror-model';
import { anchorsOf } from '../document/page-anchor.ts';
import { matchSequences } from '../text/sequences.ts';
import { alignBlocks, type PlacedWord, placedWords } from './align-blocks.ts';

/** Where the words that stand behind a page anchor stand in the document as it was imported: at the same anchor, if that has it, else
 *  before the first word behind it that both have. Null when there is none behind it.
 *  @param pos position before the anchor */
export function placeInImport(imported: Node, doc: Node, pos: number): number | null {
  const id = doc.nodeAt(pos)?.attrs.id as unknown;
  const same = anchorsOf(imported).find(({ anchor }) => anchor.id === id);
  return same ? same.pos : (firstWordBehind(imported, doc, pos)?.from ?? null);
}

function firstWordBehind(imported: Node, doc: Node, pos: number): PlacedWord | null {
  for (const part of alignBlocks(imported, doc)) {
    const old = placedWords(part.old);
    const present = placedWords(part.new);
    const runs = matchSequences(
      old.map(({ word }) => word),
      present.map(({ word }) => word),
    );
    for (const run of runs)
      for (let offset = 0; offset < run.count; offset++)
        if ((present[run.new + offset]?.from ?? -1) >= pos) return old[run.old + offset] ?? null;
  }
  return null;
}
