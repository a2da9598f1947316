import type { Node } from 'prosemirror-model';
import type { WordBlame } from '../../shared/contract/versions.ts';
import { readingOf } from '../../shared/document/reading.ts';
import { type AppliedChange, wordAt, wordHistory } from '../../shared/journal/word-history.ts';
import type { DocumentStore } from '../storage/document-store.ts';

/** A stretch of a document, by positions. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Who changed the words at some places of a document, and when, for the price of one reading of its journal. */
export async function blamePlaces(store: DocumentStore, places: readonly Place[]): Promise<readonly WordBlame[]> {
  const { doc, seq, versions } = store.state;
  const changes = places.length === 0 ? [] : await (await store.past()).changesUpTo(seq);
  const { editor = '', time = '' } = versions[0] ?? {};
  return places.map((place) => blameOf(changes, doc, place, { editor, time }));
}

function blameOf(
  changes: readonly AppliedChange[],
  doc: Node,
  place: Place,
  imported: WordBlame['imported'],
): WordBlame {
  const { from, to } = wholeWords(doc, place);
  return { text: readingOf(doc, from, to), events: wordHistory(changes, doc, { from, to }), imported };
}

/** Half a word has no history of its own. */
function wholeWords(doc: Node, { from, to }: Place): Place {
  const size = doc.content.size;
  const [start, end] = [Math.min(from, size), Math.min(Math.max(from, to), size)];
  const first = wordAt(doc, start);
  const last = wordAt(doc, end);
  // Between two words both touch the position: the one that the stretch goes on with counts.
  return {
    from: first && first.to > start ? first.from : start === end && first ? first.from : start,
    to: last && last.from < end ? last.to : start === end && last ? last.to : end,
  };
}
