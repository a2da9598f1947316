import type { Suspect } from '../../../shared/correct/suspect.ts';
import type { PlacedAnchor } from '../../../shared/document/page-anchor.ts';
import { wordKey } from '../../../shared/document/review.ts';
import { pagesAt } from '../page-at.ts';
import type { Range } from '../place.ts';

/** A suspect and where it stands in the present document. */
export interface PlacedSuspect extends Range {
  readonly suspect: Suspect;
}

/** The suspect that follows a stretch of the text, or comes before it; round the ends of the document.
 *  @param places in document order
 *  @returns null when there is none */
export function suspectBeside(
  places: readonly PlacedSuspect[],
  { from, to }: Range,
  direction: -1 | 1,
): { readonly placed: PlacedSuspect; readonly isRound: boolean } | null {
  const beside =
    direction > 0 ? places.find((place) => place.from >= to) : places.findLast((place) => place.to <= from);
  const placed = beside ?? (direction > 0 ? places[0] : places.at(-1));
  return placed ? { placed, isRound: beside === undefined } : null;
}

/** How many suspects stand on a page. */
export interface PageCount {
  /** `Facsimile 2 · Typeset 1359`; empty before the first page anchor. */
  readonly page: string;
  readonly count: number;
  readonly first: Suspect;
}

/** @param suspects in document order */
export function countsByPage(suspects: readonly Suspect[], anchors: readonly PlacedAnchor[]): readonly PageCount[] {
  const counts = new Map<string, PageCount>();
  for (const suspect of suspects) {
    const page = pagesAt(anchors, suspect.from);
    const known = counts.get(page);
    counts.set(page, { page, count: (known?.count ?? 0) + 1, first: known?.first ?? suspect });
  }
  return [...counts.values()];
}

/** What a suspect is known by, wherever it stands. */
export const suspectName = ({ before, text, after }: Suspect): string => wordKey({ before, text, after });

/** In the order of the document. */
export const inOrder = (suspects: readonly Suspect[]): readonly Suspect[] =>
  [...suspects].sort((a, b) => a.from - b.from || a.to - b.to);

/** Most doubtful first. */
export const byDoubt = (suspects: readonly Suspect[]): readonly Suspect[] =>
  [...suspects].sort((a, b) => b.score - a.score || a.from - b.from);

/** How doubtful a word is, for people. */
export function doubtInWords(score: number): string {
  if (score >= 0.75) return 'Very doubtful';
  return score >= 0.4 ? 'Doubtful' : 'Slightly doubtful';
}
