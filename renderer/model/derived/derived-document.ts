import type { Node } from 'prosemirror-model';
import type { Transaction } from 'prosemirror-state';
import { type ChangedRange, rangesAfter } from '../../../shared/derived/changed-ranges.ts';
import { type FollowedChange, FollowedDocument } from '../../../shared/derived/followed-document.ts';
import { finished } from '../../../shared/text/in-steps.ts';

/** Is given every change of the document, after everything that is computed from its text has followed it. */
export type Consumer = (change: FollowedChange, followed: FollowedDocument) => void;

/** The one place from which everything is handed on that is computed from the text of an open document. Keys only leave a note of what they
 *  changed; what follows does so when nobody types, or when it is asked for. */
export class DerivedDocument {
  #doc: Node;
  /** What has changed since the document that everything has followed to. */
  #ranges: readonly ChangedRange[] = [];
  #reading: Generator<undefined, FollowedDocument>;
  #followed: FollowedDocument | null = null;
  readonly #consumers = new Set<Consumer>();

  constructor(doc: Node, imported: Node) {
    this.#doc = doc;
    this.#reading = FollowedDocument.reading(doc, imported);
  }

  /** Takes note of transactions that were applied to the document. */
  note(transactions: readonly Transaction[]): void {
    for (const transaction of transactions) {
      if (!transaction.docChanged) continue;
      this.#ranges = rangesAfter(this.#ranges, transaction);
      this.#doc = transaction.doc;
    }
  }

  /** What has changed since the document that everything has followed to. */
  get since(): readonly ChangedRange[] {
    return this.#ranges;
  }

  /** Whether everything has followed to the document as it is now. */
  get isSettled(): boolean {
    return this.#followed !== null && this.#ranges.length === 0;
  }

  /** What is known, a moment behind the typing; null while the document is being read for the first time. */
  get known(): FollowedDocument | null {
    return this.#followed;
  }

  /** Hands every change to a consumer, until the returned function is called. */
  attach(consumer: Consumer): () => void {
    this.#consumers.add(consumer);
    return () => this.#consumers.delete(consumer);
  }

  /** Reads on until the time is up.
   *  @returns whether the document is read */
  readOn(isTimeUp: () => boolean): boolean {
    while (!this.#followed && !isTimeUp()) {
      const step = this.#reading.next();
      if (step.done) this.#followed = step.value;
    }
    return this.#followed !== null;
  }

  /** Brings everything to the document as it is now. */
  settled(): FollowedDocument {
    this.#followed ??= finished(this.#reading);
    const followed = this.#followed;
    if (this.#ranges.length === 0) return followed;
    const ranges = this.#ranges;
    this.#ranges = [];
    const change = followed.follow(this.#doc, ranges);
    for (const consumer of [...this.#consumers]) consumer(change, followed);
    return followed;
  }
}
