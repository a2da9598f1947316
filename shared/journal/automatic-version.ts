import type { DocumentState } from '../document/document-state.ts';
import { stateFigures } from './compare-states.ts';

/** What a version is called that the program keeps by itself: what was done since the last one, and on which day, such as
 *  `Corrections and tags of 22 November 2026`. Null when nothing is otherwise than before.
 *  The day is that of the last change, where the program runs. A status alone makes no version. */
export function automaticVersionName(before: DocumentState, now: DocumentState): string | null {
  const what = whatChanged(before, now);
  return what === null ? null : `${what} of ${dayOf(now.changed.time)}`;
}

function whatChanged(before: DocumentState, now: DocumentState): string | null {
  const { corrections, tags, anchors } = stateFigures(before, now);
  const isOther = !before.doc.eq(now.doc);
  const parts = [
    ...(corrections > 0 ? ['corrections'] : []),
    ...(tags > 0 ? ['tags'] : []),
    ...(anchors > 0 ? ['page anchors'] : []),
    ...(isSame(before.pages, now.pages) ? [] : ['page images']),
    ...(isSame(before.zones, now.zones) ? [] : ['zones']),
    ...(isSame([before.metadata], [now.metadata]) ? [] : ['details']),
  ];
  if (parts.length === 0) return isOther ? 'Structure' : null;
  const last = parts.at(-1) ?? '';
  const listed = parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  return listed.charAt(0).toUpperCase() + listed.slice(1);
}

/** States that were read at different times share nothing. */
const isSame = (one: readonly object[], other: readonly object[]): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

const dayOf = (time: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(time));
