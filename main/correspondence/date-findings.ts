import { Transform } from 'prosemirror-transform';
import type { DateFinding, DateFix } from '../../shared/contract/payloads/date-findings.ts';
import { dateFaults } from '../../shared/dates/date-faults.ts';
import { writtenDay } from '../../shared/dates/document-dates.ts';
import type { StepJson } from '../../shared/document/document-state.ts';
import { type DocumentId, type GroupId, newAnnotationId, newGroupId } from '../../shared/document/identifier.ts';
import { blockText, textBlocks } from '../../shared/document/reading-text.ts';
import { correspondence } from '../../shared/references/correspondence.ts';
import { orderFindings } from '../../shared/references/order-findings.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobControl } from '../workers/job.ts';
import { ReferenceReader } from './reference-reader.ts';

export interface FoundDateFaults {
  readonly findings: readonly DateFinding[];
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
}

/** What of the dates of a collection cannot be: in the texts, in the order of the documents, and between questions and answers. */
export async function dateFindings(collection: Collection, control: JobControl): Promise<FoundDateFaults> {
  const { documents, unreadable } = await new ReferenceReader(collection).read(control);
  const titles = new Map(documents.map(({ id, source, metadata }) => [id, metadata.title || source]));
  const findings: DateFinding[] = [];
  for (const { id } of documents) {
    if (control.signal.aborted) break;
    const found = await documentsOf(collection)
      .withDocument(id, async (store) => textFindings(store, titles.get(id) ?? id))
      .catch((error: unknown) => {
        if (error instanceof DocumentUnreadableError) return [];
        throw error;
      });
    findings.push(...found);
  }
  const order = documents.map(({ id }) => id);
  for (const { kind, document, when, others, dates } of orderFindings(correspondence(documents), order))
    findings.push({
      kind,
      document,
      title: titles.get(document) ?? document,
      text: when,
      start: null,
      others: others.map((other) => ({ title: titles.get(other.document) ?? other.document, when: other.when })),
      fixes: dates.map((date) => ({ kind: 'date', document, was: when, when: date })),
    });
  return { findings, unreadable };
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

/** What became of a fix. */
export type FixedDate =
  /** `undo` takes a new date back; `group` is the act that changed words. */
  | { readonly kind: 'fixed'; readonly group: GroupId | null; readonly undo: DateFix | null }
  /** The document was changed since, or cannot be written; nothing was done. */
  | { readonly kind: 'left'; readonly sentence: string };

/** Does a fix: another date in the header, or other words as an emendation, which says what the page reads.
 *  @throws DocumentUnreadableError, or what a write throws */
export function fixDate(collection: Collection, fix: DateFix): Promise<FixedDate> {
  return documentsOf(collection).withDocument(fix.document as DocumentId, async (store): Promise<FixedDate> => {
    if (store.readOnly !== null) return { kind: 'left', sentence: store.readOnly };
    const { doc, seq, metadata } = store.state;
    const changedSince = `“${metadata.title}” was changed since; look for findings again.`;
    if (fix.kind === 'date') {
      if (metadata.date?.when !== fix.was) return { kind: 'left', sentence: changedSince };
      await store.setMetadata({ date: { text: metadata.date.text, when: fix.when } });
      return { kind: 'fixed', group: null, undo: { ...fix, was: fix.when, when: fix.was } };
    }
    const { from, to, was, words } = fix;
    if (seq !== fix.seq || to > doc.content.size || doc.textBetween(from, to) !== was)
      return { kind: 'left', sentence: changedSince };
    const marks = doc.nodeAt(from)?.marks ?? [];
    const { schema } = doc.type;
    const emended = schema.text(words, [...marks, schema.mark('emendation', { id: newAnnotationId(), sic: was })]);
    const { steps } = new Transform(doc).replaceWith(from, to, emended);
    const group = newGroupId();
    await store.append(seq, [{ group, steps: steps.map((step) => step.toJSON() as StepJson) }]);
    return { kind: 'fixed', group, undo: null };
  });
}
