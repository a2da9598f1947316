import type { Node } from 'prosemirror-model';
import type { DocumentMetadata } from '../document/metadata.ts';
import { blockText, textBlocks } from '../document/reading-text.ts';
import type { CalendarDay } from './calendar.ts';
import { postIn, type ZonedTime, zonedTime } from './post-zones.ts';
import { type ReadDate, readDates } from './read-dates.ts';

/** A date in a document. */
export interface DocumentDate extends ReadDate {
  /** Positions of its first character and behind its last one. */
  readonly start: number;
  readonly end: number;
  /** What kind of block it is in: the name of the node, such as `dateline` or `paragraph`. */
  readonly block: string;
  /** With the time of the post, where a dateline has an hour and post and date give the zone: inferred. */
  readonly zoned: ZonedTime | null;
}

/** The dates that a document names, in its order. Its own date gives them the year that they do not state. */
export function documentDates(
  doc: Node,
  metadata: Pick<DocumentMetadata, 'date' | 'placeSent'>,
): readonly DocumentDate[] {
  const context = { written: writtenDay(metadata) };
  return textBlocks(doc).flatMap(({ block, start }) => {
    const { text, offsets } = blockText(block);
    return readDates(text, context).map((date) => ({
      ...date,
      start: start + (offsets[date.from] ?? 0),
      end: start + (offsets[date.to - 1] ?? 0) + 1,
      block: block.type.name,
      zoned: block.type.name === 'dateline' ? zonedDate(date, text, metadata.placeSent) : null,
    }));
  });
}

/** The date of a dateline with the time of its post, which stands before it, or is known from elsewhere. */
export function zonedDate({ when, from }: ReadDate, text: string, place = ''): ZonedTime | null {
  const post = postIn(text.slice(0, from)) ?? postIn(place);
  return post === null ? null : zonedTime(when, post);
}

/** The day on which a document was written; null when its header names none. */
export function writtenDay({ date }: Pick<DocumentMetadata, 'date'>): CalendarDay | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(date?.when ?? '');
  return match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}
