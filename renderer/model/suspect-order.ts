import type { Suspect } from '../../shared/correct/suspects/suspects.ts';
import { anchorKinds, type PlacedAnchor } from '../../shared/document/page-anchor.ts';
import { wordInContextKey } from '../../shared/document/review.ts';
import { t } from '../../shared/translation/translate.ts';
import { shownAnchorName } from './labels.ts';
import type { Range } from './places.ts';

/** A suspect and where it stands in the present document. */
export interface PlacedSuspect extends Range {
  readonly suspect: Suspect;
}

/** How many suspects stand on a page. */
export interface PageCount {
  /** `Facsimile 2 · Typeset 1359`; empty before the first page anchor. */
  readonly page: string;
  readonly count: number;
  readonly first: Suspect;
}

/** @param places in document order
 *  @param anchors in document order */
export function countsByPage(places: readonly PlacedSuspect[], anchors: readonly PlacedAnchor[]): readonly PageCount[] {
  const counts = new Map<string, PageCount>();
  const pages = new Map<string, string>();
  let [next, page] = [0, ''];
  for (const { from, suspect } of places) {
    let placed = anchors[next];
    // At the very start of a block the page that begins there counts already.
    for (; placed && (placed.pos < from || (placed.pos === from && placed.anchor.placement !== 'text')); ) {
      pages.set(placed.anchor.kind, shownAnchorName(placed.anchor));
      page = anchorKinds.flatMap((kind) => pages.get(kind) ?? []).join(' · ');
      next += 1;
      placed = anchors[next];
    }
    const known = counts.get(page);
    counts.set(page, { page, count: (known?.count ?? 0) + 1, first: known?.first ?? suspect });
  }
  return [...counts.values()];
}

/** What a suspect is known by, wherever it stands. */
export const suspectName = ({ before, text, after }: Suspect): string => wordInContextKey({ before, text, after });

/** Most doubtful first; as doubtful ones in the order in which they are given. */
export const byDoubt = (places: readonly PlacedSuspect[]): readonly PlacedSuspect[] =>
  places.toSorted((a, b) => b.suspect.score - a.suspect.score);

/** How doubtful a word is, for people. */
export function doubtInWords(score: number): string {
  if (score >= 0.75) return t`Very doubtful`;
  return score >= 0.4 ? t`Doubtful` : t`Slightly doubtful`;
}
