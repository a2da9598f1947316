import { Transform } from 'prosemirror-transform';
import type { DateFinding, DateFix, FixedDate, FoundDateFaults } from '../../shared/contract/payloads/date-findings.ts';
import { dateFaults } from '../../shared/dates/date-faults.ts';
import { writtenDay } from '../../shared/dates/document-dates.ts';
import type { StepJson } from '../../shared/document/document-state.ts';
import { type DocumentId, newGroupId } from '../../shared/document/identifier.ts';
import { blockText, textBlocks } from '../../shared/document/reading-text.ts';
import { emendedText } from '../../shared/edit/mark-commands.ts';
import { correspondence } from '../../shared/references/correspondence.ts';
import { orderFindings } from '../../shared/references/order-findings.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobControl } from '../workers/job.ts';
import { ReferenceReader, type ReferringDocument } from './reference-reader.ts';

/** What of the dates of a collection cannot be, read once. */
export const dateFindings = (collection: Collection, control: JobControl): Promise<FoundDateFaults> =>
  new DateFindingReader(collection, new ReferenceReader(collection)).read(control);

/** Looks for dates that cannot be: in the texts, in the order of the documents, and between questions and answers. What was found in a text is kept
 *  until it changes, so that asking again after a fix costs the one that was fixed. */
export class DateFindingReader {
  readonly #collection: Collection;
  readonly #references: ReferenceReader;
  readonly #kept = new Map<DocumentId, { readonly changed: string; readonly findings: readonly DateFinding[] }>();

  constructor(collection: Collection, references: ReferenceReader) {
    this.#collection = collection;
    this.#references = references;
  }

  /** @param only of this document alone; its place among the others is looked at all the same */
  async read(control: JobControl, only: DocumentId | null = null): Promise<FoundDateFaults> {
    const { documents, unreadable } = await this.#references.read(control);
    const findings: DateFinding[] = [];
    for (const document of documents) {
      if (control.signal.aborted) break;
      if (only === null || only === document.id) findings.push(...(await this.#ofText(document)));
    }
    const order = orderOf(documents).filter(({ document }) => only === null || only === document);
    return { findings: [...findings, ...order], unreadable };
  }

  async #ofText({ id, source, metadata, changed }: ReferringDocument): Promise<readonly DateFinding[]> {
    const known = this.#kept.get(id);
    if (known?.changed === changed) return known.findings;
    const findings = await documentsOf(this.#collection)
      .withDocument(id, async (store) => textFindings(store, metadata.title || source))
      .catch((error: unknown) => {
        if (error instanceof DocumentUnreadableError) return [];
        throw error;
      });
    this.#kept.set(id, { changed, findings });
    return findings;
  }
}

function orderOf(documents: readonly ReferringDocument[]): readonly DateFinding[] {
  const titles = new Map(documents.map(({ id, source, metadata }) => [id, metadata.title || source]));
  const titleOf = (id: DocumentId): string => titles.get(id) ?? id;
  const order = documents.map(({ id }) => id);
  return orderFindings(correspondence(documents), order).map(({ kind, document, when, others, dates }) => ({
    kind,
    document,
    title: titleOf(document),
    text: when,
    start: null,
    others: others.map((other) => ({ document: other.document, title: titleOf(other.document), when: other.when })),
    fixes: dates.map((date) => ({ kind: 'date', document, was: when, when: date })),
  }));
}

function textFindings({ id, state }: DocumentStore, title: string): readonly DateFinding[] {
  const { doc, seq, metadata } = state;
  const context = { written: writtenDay(metadata) };
  return textBlocks(doc).flatMap(({ block, start }) => {
    const { text, offsets } = blockText(block);
    const at = (offset: number): number => start + (offsets[offset] ?? 0);
    return dateFaults(text, context).map(({ kind, text: words, from, readings }): DateFinding => {
      const fixes = readings.map(
        (reading): DateFix => ({
          kind: 'words',
          document: id,
          seq,
          from: at(reading.from),
          to: at(reading.to - 1) + 1,
          was: text.slice(reading.from, reading.to),
          words: reading.words,
        }),
      );
      return { kind, document: id, title, text: words, start: at(from), others: [], fixes };
    });
  });
}

/** Does a fix: another date in the header, or other words as an emendation, which says what the page reads.
 *  @throws DocumentUnreadableError, or what a write throws */
export function fixDate(collection: Collection, fix: DateFix): Promise<FixedDate> {
  return documentsOf(collection).withDocument(fix.document as DocumentId, async (store): Promise<FixedDate> => {
    if (store.readOnly !== null) return { kind: 'left', sentence: store.readOnly };
    const { doc, seq, metadata } = store.state;
    const changedSince = inEnglish`“${metadata.title}” was changed since; look for findings again.`;
    if (fix.kind === 'date') {
      if (metadata.date?.when !== fix.was) return { kind: 'left', sentence: changedSince };
      await store.setMetadata({ date: { text: metadata.date.text, when: fix.when } });
      return { kind: 'fixed', group: null, undo: { ...fix, was: fix.when, when: fix.was } };
    }
    const { from, to, was, words } = fix;
    if (seq !== fix.seq || to > doc.content.size || doc.textBetween(from, to) !== was)
      return { kind: 'left', sentence: changedSince };
    const { steps } = new Transform(doc).replaceWith(from, to, emendedText(doc, from, words, was));
    const group = newGroupId();
    await store.append(seq, [{ group, steps: steps.map((step) => step.toJSON() as StepJson) }]);
    return { kind: 'fixed', group, undo: null };
  });
}
