import type { Version } from '../document/document-state.ts';
import type { PageReading } from '../document/layout.ts';
import { emptyMetadata } from '../document/metadata.ts';
import type { ReviewEvent } from '../document/review.ts';
import { unreachable } from '../text/unreachable.ts';
import type { JournalRecord, MergePayload } from './record.ts';
import type { Facts } from './replay-snapshot.ts';

/** What is true of a document before its import. */
export const noFacts: Facts = {
  source: { name: '', bytes: 0, sha256: '', encoding: 'utf-8' },
  report: { recognitions: [], remarks: [], setAside: [] },
  metadata: emptyMetadata,
  status: 'raw',
  versions: [],
  pages: [],
  readings: [],
  reviews: [],
  changed: { time: '', editor: '' },
};

/** What is true after a record. */
export function factsAfter(facts: Facts, record: JournalRecord): Facts {
  switch (record.kind) {
    case 'import': {
      const { source, report, metadata } = record.payload;
      return withVersion({ ...facts, source, report, metadata }, record, { name: 'Imported', automatic: true });
    }
    case 'version':
      return withVersion(facts, record, record.payload);
    case 'metadata':
      return { ...facts, metadata: { ...facts.metadata, ...record.payload } };
    case 'status':
      return { ...facts, status: record.payload.status };
    case 'facsimile':
      return { ...facts, pages: record.payload.pages };
    case 'reading':
      return { ...facts, readings: withReading(facts.readings, record.payload) };
    case 'review':
      return { ...facts, reviews: [...facts.reviews, ...reviewEvents(record)] };
    case 'steps':
    case 'anchor':
    case 'annotation':
    case 'zone':
      return facts;
    case 'merge':
      return mergedFacts(facts, record.payload);
    default:
      return unreachable(record);
  }
}

function mergedFacts(facts: Facts, { facts: kept }: MergePayload): Facts {
  if (!kept) return facts;
  return {
    ...facts,
    metadata: { ...facts.metadata, ...kept.metadata },
    status: kept.status ?? facts.status,
    pages: kept.pages ?? facts.pages,
  };
}

const reviewEvents = ({
  payload,
  editor,
  time,
}: Extract<JournalRecord, { readonly kind: 'review' }>): readonly ReviewEvent[] =>
  payload.acts.map((act) => ({ act, editor, time }));

/** A reading takes the place of the one that the page had in the same role. */
const withReading = (readings: readonly PageReading[], fresh: PageReading): readonly PageReading[] => [
  ...readings.filter(({ page, role }) => page !== fresh.page || role !== fresh.role),
  fresh,
];

function withVersion(
  facts: Facts,
  { seq, time, editor }: JournalRecord,
  named: { readonly name: string; readonly automatic: boolean },
): Facts {
  const { name, automatic } = named;
  const version: Version = {
    number: facts.versions.length + 1,
    name,
    automatic,
    seq,
    time,
    editor,
    status: facts.status,
  };
  return { ...facts, versions: [...facts.versions, version] };
}
