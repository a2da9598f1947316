import type { Node } from 'prosemirror-model';
import type { AnnotationId } from '../document/identifier.ts';
import type { ComparisonFigures } from './compare-documents.ts';
import { type ComparableState, stateFigures } from './compare-states.ts';

/** What is known of the versions of a document, as JSON. */
export interface VersionLedgerSnapshot {
  /** What was done for each version, the oldest first: null for the import, which has none before it. */
  readonly figures: readonly (ComparisonFigures | null)[];
  /** `Node.toJSON()` of the last version; null when it reads as the present document does. */
  readonly lastDoc: unknown;
  /** The comments on annotations in the last version, where there were any. */
  readonly lastComments: readonly (readonly [AnnotationId, string])[];
}

/** What was done for each version of a document. Adding a version costs nothing: the comparison with the one before is made
 *  when it is asked for, and then the documents are let go. */
export class VersionLedger {
  /** Undefined while nobody asked. */
  readonly #figures: (ComparisonFigures | null | undefined)[] = [];
  readonly #pending: { readonly index: number; readonly before: ComparableState; readonly now: ComparableState }[] = [];
  #last: ComparableState | null = null;

  /** Takes note of a version.
   *  @param state the document as the version has it */
  add({ doc, annotations }: ComparableState): void {
    const now = { doc, annotations };
    const index = this.#figures.length;
    this.#figures.push(this.#last ? undefined : null);
    if (this.#last) this.#pending.push({ index, before: this.#last, now });
    this.#last = now;
  }

  /** Makes one comparison that was not made yet, so that whoever has many can let others have their turn between them.
   *  @returns whether there are more */
  settleOne(): boolean {
    const next = this.#pending.shift();
    if (next) this.#figures[next.index] = stateFigures(next.before, next.now);
    return this.#pending.length > 0;
  }

  /** What was done for each version, the oldest first. */
  figures(): readonly (ComparisonFigures | null)[] {
    while (this.settleOne());
    return this.#figures.map((figures) => figures ?? null);
  }

  /** What was done since the last version. */
  sinceLast(present: ComparableState): ComparisonFigures {
    return stateFigures(this.#last ?? present, present);
  }

  /** @param present the document as it is now */
  snapshot(present: Node): VersionLedgerSnapshot {
    const comments = [...(this.#last?.annotations ?? [])].map(([id, { comment }]) => [id, comment] as const);
    return {
      figures: this.figures(),
      lastDoc: this.#last?.doc.eq(present) === false ? (this.#last.doc.toJSON() as unknown) : null,
      lastComments: comments.filter(([, comment]) => comment !== ''),
    };
  }

  /** @param last the document that the last version has */
  restore({ figures, lastComments }: VersionLedgerSnapshot, last: Node): void {
    this.#figures.push(...figures);
    this.#last = { doc: last, annotations: new Map(lastComments.map(([id, comment]) => [id, { comment }])) };
  }
}
