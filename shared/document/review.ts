/** A word and its neighbours in the reading text of its block. It is known again wherever it stands, as long as the three stay. */
export interface WordInContext {
  readonly text: string;
  /** The word before it; empty at the beginning of a block. */
  readonly before: string;
  readonly after: string;
}

/** What a person looked at, part of the record of who read what. */
export type ReviewAct =
  /** A doubtful word that is right as it stands: it is not asked again. */
  | { readonly kind: 'kept'; readonly word: WordInContext }
  /** It is to be asked again. */
  | { readonly kind: 'reopened'; readonly word: WordInContext }
  /** Lines that were read against the page image, by their keys (`readingLines`): one that is changed afterwards has not been read. */
  | { readonly kind: 'read'; readonly lines: readonly string[] }
  | { readonly kind: 'unread'; readonly lines: readonly string[] };

/** An act with who did it and when. */
export interface ReviewEvent {
  readonly act: ReviewAct;
  /** Siglum of the editor. */
  readonly editor: string;
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** Who read a line last, and when. */
export interface ReadLine {
  readonly editor: string;
  readonly time: string;
}

/** What was looked at, as it stands after all acts. */
export interface Reviewed {
  /** By `wordKey`. */
  readonly kept: ReadonlySet<string>;
  /** By the `key` of the line (`readingLines`). */
  readonly read: ReadonlyMap<string, ReadLine>;
}

/** What a word that was kept is known by. */
export const wordInContextKey = ({ before, text, after }: WordInContext): string => `${before}\n${text}\n${after}`;

/** Takes all acts together, the later over the earlier. */
export function reviewed(events: readonly ReviewEvent[]): Reviewed {
  const kept = new Set<string>();
  const read = new Map<string, ReadLine>();
  for (const { act, editor, time } of events) {
    if (act.kind === 'kept') kept.add(wordInContextKey(act.word));
    else if (act.kind === 'reopened') kept.delete(wordInContextKey(act.word));
    else if (act.kind === 'read') for (const line of act.lines) read.set(line, { editor, time });
    else for (const line of act.lines) read.delete(line);
  }
  return { kept, read };
}

/** Whether nothing was kept or asked again since: lines may have been read.
 *  @param now begins with all of `before` */
export const isKeptAlike = (before: readonly ReviewEvent[], now: readonly ReviewEvent[]): boolean =>
  now.slice(before.length).every(({ act }) => act.kind === 'read' || act.kind === 'unread');
