import type { DescribedDocument, Description } from '../../shared/archive/description.ts';
import { type TableDocument, type TableFacts, tableFacts } from '../../shared/archive/facts-table.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Documents } from '../storage/collection/named-documents.ts';
import type { DocumentStore } from '../storage/document/document-store.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobControl } from '../workers/job.ts';

/** What a document is to say of itself from now on; an empty text says that it is not known. */
export interface ToDescribe {
  readonly document: DocumentId;
  readonly facts: TableFacts;
}

/** Sets facts of documents as one act: what comes back takes it back. One that cannot be read or written does not hold up the others;
 *  cancelled, those that were changed before are told. */
export async function describeDocuments(
  documents: Documents,
  wanted: readonly ToDescribe[],
  { progress, signal }: JobControl,
): Promise<Description> {
  const changed: DescribedDocument[] = [];
  const left: Description['left'][number][] = [];
  let same = 0;
  for (const [done, { document, facts }] of wanted.entries()) {
    progress({ what: inEnglish`Describing`, done, total: wanted.length });
    if (signal.aborted) return { changed, same, left, cancelled: true };
    const outcome = await unlessUnreadable(() =>
      documents.withDocument(document, (store) => describeOne(store, facts)),
    );
    if (typeof outcome === 'string') left.push({ document, reason: outcome });
    else if (outcome === null) same += 1;
    else changed.push(outcome);
  }
  return { changed, same, left, cancelled: false };
}

/** @returns null when it says all of that already, a sentence when it cannot be changed */
async function describeOne(store: DocumentStore, facts: TableFacts): Promise<DescribedDocument | string | null> {
  const { metadata } = store.state;
  const names = tableFacts.filter((name) => facts[name] !== undefined && facts[name] !== (metadata[name] ?? ''));
  if (names.length === 0) return null;
  if (store.readOnly !== null) return store.readOnly;
  const after = Object.fromEntries(names.map((name) => [name, facts[name] ?? '']));
  await store.setMetadata(after);
  return { document: store.id, before: Object.fromEntries(names.map((name) => [name, metadata[name] ?? ''])), after };
}

async function unlessUnreadable<Value>(work: () => Promise<Value>): Promise<Value | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return error.sentence;
    throw error;
  }
}

/** Takes back what `describeDocuments` did. A fact that somebody changed since stays as it is. */
export async function takeBackDescription(
  documents: Documents,
  acts: readonly DescribedDocument[],
  control: JobControl,
): Promise<Description> {
  const wanted: ToDescribe[] = [];
  const passed: Description['left'][number][] = [];
  for (const { document, before, after } of acts) {
    const metadata = await unlessUnreadable(() =>
      documents.withDocument(document, async ({ state }) => state.metadata),
    );
    if (typeof metadata === 'string') {
      passed.push({ document, reason: metadata });
      continue;
    }
    const names = tableFacts.filter((name) => before[name] !== undefined);
    const stays = names.filter((name) => (metadata[name] ?? '') !== after[name]);
    if (stays.length > 0)
      passed.push({ document, reason: inEnglish`It was described otherwise since, and that stays.` });
    const facts = Object.fromEntries(names.flatMap((name) => (stays.includes(name) ? [] : [[name, before[name]]])));
    wanted.push({ document, facts });
  }
  const taken = await describeDocuments(documents, wanted, control);
  return { ...taken, left: [...passed, ...taken.left] };
}

/** The facts of documents, for a table. Those that cannot be read are told. */
export async function describedDocuments(
  documents: Documents,
  ids: readonly DocumentId[],
  { progress, signal }: JobControl,
): Promise<{ readonly rows: readonly TableDocument[]; readonly left: Description['left'] }> {
  const rows: TableDocument[] = [];
  const left: Description['left'][number][] = [];
  for (const [done, id] of ids.entries()) {
    progress({ what: inEnglish`Reading`, done, total: ids.length });
    if (signal.aborted) break;
    const row = await unlessUnreadable(() =>
      documents.withDocument(
        id,
        async ({ state }): Promise<TableDocument> => ({
          id,
          source: state.source.name,
          status: state.status,
          metadata: state.metadata,
        }),
      ),
    );
    if (typeof row === 'string') left.push({ document: id, reason: row });
    else rows.push(row);
  }
  return { rows, left };
}
