import { positionAfter, positionBefore } from '../../../shared/derived/changed-ranges.ts';
import { type IndexedLine, LineIndex } from '../../../shared/derived/line-index.ts';
import type { ReadLine, ReviewEvent } from '../../../shared/document/review.ts';
import { finished } from '../../../shared/text/in-steps.ts';
import type { DerivedDocument } from './derived-document.ts';

/** A line that was read, and by whom. */
export interface LineRead extends IndexedLine {
  readonly by: ReadLine;
}

/** The lines of an open document while it is proofread, and which of them were read. */
export class ProofLines {
  readonly #derived: DerivedDocument;
  #index: LineIndex | null = null;
  #reading: Generator<undefined, LineIndex> | null = null;
  readonly #read = new Map<string, ReadLine>();
  #events: readonly ReviewEvent[] = [];
  /** Says who read a line and when. */
  inWords: (by: ReadLine) => string = ({ editor }) => editor;

  constructor(derived: DerivedDocument) {
    this.#derived = derived;
    derived.attach(({ splices }) => this.#index?.follow(splices));
  }

  /** What has been read, by the keys of the lines. */
  get read(): ReadonlyMap<string, ReadLine> {
    return this.#read;
  }

  /** Reads the lines on until the time is up.
   *  @returns whether all are read */
  readOn(isTimeUp: () => boolean): boolean {
    if (!this.#index && !this.#derived.readOn(isTimeUp)) return false;
    this.#reading ??= LineIndex.reading(this.#derived.settled().index);
    while (!this.#index && !isTimeUp()) {
      const step = this.#reading.next();
      if (step.done) this.#begin(step.value);
    }
    return this.#index !== null;
  }

  /** The lines as they stand now. */
  settled(): LineIndex {
    const { index } = this.#derived.settled();
    return this.#index ?? this.#begin(finished(this.#reading ?? LineIndex.reading(index)));
  }

  /** Lets what follows cost nothing until it is asked for again. */
  end(): void {
    this.#index = null;
    this.#reading = null;
  }

  /** Takes what was noted since the last time.
   *  @param events all that were noted of the document */
  take(events: readonly ReviewEvent[]): void {
    for (const { act, editor, time } of events.slice(this.#events.length)) {
      if (act.kind !== 'read' && act.kind !== 'unread') continue;
      for (const key of act.lines) {
        if (act.kind === 'read') this.#read.set(key, { editor, time });
        else this.#read.delete(key);
        this.#index?.note(key, act.kind === 'read');
      }
    }
    this.#events = events;
  }

  /** The line at a position of the document as it is this very moment; null while the lines are not read. */
  lineAt(pos: number): { readonly from: number; readonly to: number } | null {
    const { since } = this.#derived;
    const line = this.#index?.at(positionBefore(since, pos)) ?? null;
    return line && { from: positionAfter(since, line.from, -1), to: positionAfter(since, line.to, 1) };
  }

  /** The lines between two positions that were read, in order. */
  *readBetween(from: number, to: number): Iterable<LineRead> {
    for (const line of this.#index?.between(from, to) ?? []) {
      const by = this.#read.get(line.key);
      if (by) yield { ...line, by };
    }
  }

  #begin(index: LineIndex): LineIndex {
    for (const key of this.#read.keys()) index.note(key, true);
    this.#index = index;
    return index;
  }
}
