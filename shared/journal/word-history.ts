import type { Node } from 'prosemirror-model';
import type { Step, StepMap } from 'prosemirror-transform';
import { readingOf } from '../document/reading.ts';
import { blockTextWithCalls } from '../document/reading-text.ts';

/** A change of a journal as it was applied. */
export interface AppliedChange {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Siglum. */
  readonly editor: string;
  /** Whether it took an earlier act back. */
  readonly isUndo: boolean;
  readonly steps: readonly Step[];
  readonly before: Node;
  readonly after: Node;
  /** Of a merge: the line that it brought in. Absent for anything else. */
  readonly other?: MergedLine;
}

/** A line of changes that a merge brought in. */
export interface MergedLine {
  readonly doc: Node;
  /** Back to the import, in order. */
  readonly changes: readonly AppliedChange[];
  /** Where a stretch of the merged document stands in `doc`; null when it does not. */
  readonly placeOf: (from: number, to: number) => { readonly from: number; readonly to: number } | null;
}

/** One change of the words at a place: who, when, and what they were before. */
export interface WordEvent {
  readonly seq: number;
  readonly time: string;
  readonly editor: string;
  readonly isUndo: boolean;
  /** Empty when the words were added where none stood. */
  readonly before: string;
  /** Empty when they were taken away. */
  readonly after: string;
}

/** The word of a document that covers a position, or begins or ends there; null where no word is. */
export function wordAt(doc: Node, pos: number): { readonly from: number; readonly to: number } | null {
  const $pos = doc.resolve(pos);
  if (!$pos.parent.isTextblock) return null;
  const range = wholeWords($pos.parent, $pos.parentOffset, $pos.parentOffset);
  return range && { from: $pos.start() + range.from, to: $pos.start() + range.to };
}

/** Every change of the words at a place, latest first, back to the import. It follows the words through the positions of the
 *  changes, so words that were typed anew somewhere else have their history there.
 *  @param changes in the order of the journal */
export function wordHistory(
  changes: readonly AppliedChange[],
  doc: Node,
  place: { readonly from: number; readonly to: number },
): readonly WordEvent[] {
  const events: WordEvent[] = [];
  let range = place;
  let present = doc;
  for (const change of [...changes].reverse()) {
    const back = rangeBefore(change.steps, range);
    // What a merge brought was done in the line that it brought in.
    const there = back.touched ? change.other?.placeOf(range.from, range.to) : null;
    if (there && change.other) return [...events, ...wordHistory(change.other.changes, change.other.doc, there)];
    if (back.touched) {
      const former = expanded(change.before, back);
      const before = readingOf(change.before, former.from, former.to);
      const after = readingOf(present, range.from, range.to);
      const { seq, time, editor, isUndo } = change;
      if (before !== after) addEvent(events, { seq, time, editor, isUndo, before, after });
      range = former;
    } else {
      range = back;
    }
    present = change.before;
    if (range.from === range.to) break;
  }
  return events;
}

/** A person who pauses while typing a word has changed it once: changes of one person within this time are one. */
const oneChangeMs = 30_000;

/** @param events latest first; the event is earlier than all of them */
function addEvent(events: WordEvent[], event: WordEvent): void {
  const later = events.at(-1);
  const goesOn =
    later?.before === event.after &&
    later.editor === event.editor &&
    !later.isUndo &&
    !event.isUndo &&
    Math.abs(Date.parse(later.time) - Date.parse(event.time)) <= oneChangeMs;
  if (!goesOn) events.push(event);
  else if (later.after === event.before) events.pop();
  else events[events.length - 1] = { ...later, before: event.before };
}

interface RangeBefore {
  readonly from: number;
  readonly to: number;
  /** Whether what stood there may have read otherwise. */
  readonly touched: boolean;
}

function rangeBefore(steps: readonly Step[], range: { readonly from: number; readonly to: number }): RangeBefore {
  let current: RangeBefore = { ...range, touched: false };
  for (const step of [...steps].reverse()) {
    const map = step.getMap();
    const touch = touchOf(map, current);
    const back = map.invert();
    // A word that was not touched within keeps to its own characters; one that was takes in what stood there.
    current =
      touch === 'within'
        ? { from: back.map(current.from, -1), to: back.map(current.to, 1), touched: true }
        : {
            from: back.map(current.from, 1),
            to: back.map(current.to, -1),
            touched: current.touched || touch === 'at an end',
          };
  }
  return current;
}

/** Where a change touches a word. One at its end may have taken a letter off it, or parted it from the rest of a longer one. */
function touchOf(
  map: StepMap,
  { from, to }: { readonly from: number; readonly to: number },
): 'within' | 'at an end' | null {
  let touch: 'within' | 'at an end' | null = null;
  map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
    if (newStart < to && newEnd > from) touch = 'within';
    else if (newStart === to || newEnd === from) touch ??= 'at an end';
  });
  return touch;
}

/** A stretch widened to whole words, where it lies in one text block. */
function expanded(doc: Node, { from, to }: RangeBefore): { readonly from: number; readonly to: number } {
  const $from = doc.resolve(Math.min(from, doc.content.size));
  const $to = doc.resolve(Math.min(to, doc.content.size));
  if (!$from.parent.isTextblock || $from.parent !== $to.parent || from === to) return { from, to };
  const range = wholeWords($from.parent, $from.parentOffset, $to.parentOffset);
  return range ? { from: $from.start() + range.from, to: $from.start() + range.to } : { from, to };
}

/** The words that touch a stretch of a block, as offsets in it. */
function wholeWords(block: Node, from: number, to: number): { readonly from: number; readonly to: number } | null {
  const { text, offsets } = blockTextWithCalls(block);
  const touching = [...text.matchAll(/\S+/g)]
    .map((match) => {
      const first = offsets[match.index] ?? 0;
      return { from: first, to: (offsets[match.index + match[0].length - 1] ?? first) + 1 };
    })
    .filter((word) => word.to >= from && word.from <= to);
  const first = touching[0];
  const last = touching.at(-1);
  return first && last ? { from: first.from, to: last.to } : null;
}
