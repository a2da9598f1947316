import type { DocumentThread, ThreadDocument } from '../../shared/contract/payloads/correspondence.ts';
import { twoDigits, w3cDay } from '../../shared/dates/calendar.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { correspondence } from '../../shared/references/correspondence.ts';
import type { DocumentReference } from '../../shared/references/document-references.ts';
import type { FoundReferences, ReferringDocument } from './reference-reader.ts';

/** A reference as `anchorite references --json` tells it. */
export interface ReferenceRow {
  readonly document: DocumentId;
  readonly text: string;
  /** As it reads; null where the paper is named by its day alone. */
  readonly number: string | null;
  /** `05-12`, month and day; null when none is told. */
  readonly day: string | null;
  /** With its year, in the form of `att.datable.w3c`, stated or concluded from the document's own date; null when neither gives one. */
  readonly when: string | null;
  /** The documents that answer: one when it is certain. */
  readonly targets: readonly DocumentId[];
}

/** The references of a document, in the order of its text. */
export const referenceRows = ({ id, references }: ReferringDocument): readonly ReferenceRow[] =>
  references.map(({ text, number, date, targets }) => ({
    document: id,
    text,
    number,
    day: date?.month == null || date.day === null ? null : `${twoDigits(date.month)}-${twoDigits(date.day)}`,
    when: date && w3cDay(date),
    targets,
  }));

/** How a document stands among the others. */
export function documentThread({ documents }: FoundReferences, id: DocumentId): DocumentThread {
  const known = new Map(documents.map((document) => [document.id, document]));
  const tied = (ids: readonly DocumentId[]): readonly ThreadDocument[] =>
    ids.flatMap((one) => {
      const document = known.get(one);
      return document ? [threadDocument(document)] : [];
    });
  const row = correspondence(documents).find(({ document }) => document === id);
  const refersTo = known.get(id)?.references ?? [];
  return {
    refersTo: refersTo.map(({ text, start, end, targets }: DocumentReference) => ({
      text,
      start,
      end,
      targets: tied(targets),
    })),
    answeredBy: tied(row?.answeredBy ?? []),
    namedBy: tied(row?.namedBy ?? []),
  };
}

const threadDocument = ({ id, source, metadata }: ReferringDocument): ThreadDocument => ({
  id,
  title: metadata.title || source,
  date: metadata.date?.text ?? '',
});
