import type { DocumentSummary } from '../../../shared/contract/payloads/document-summary.ts';
import type { Fault } from '../../../shared/contract/payloads/fault.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { inEnglish } from '../../../shared/translation/retell.ts';
import type { DocumentStore } from '../document/document-store.ts';
import type { Collection } from './collection.ts';

type FoundDocument = { readonly ok: true; readonly id: DocumentId } | { readonly ok: false; readonly fault: Fault };

/** The document of a collection that a person named: by its id, by the name of its source with or without its ending, by its title, in
 *  capitals or not, or by its number in the list of documents (`3`, `#3`). The name of a source goes before a title. */
export async function findDocument(collection: Collection, name: string): Promise<FoundDocument> {
  const bySource = collection.named(name);
  // Reading summaries takes time, so only what the name of a source leaves open is looked up in them.
  if (bySource.length === 1 && !numberInList.test(name)) return foundAmong(bySource, name, []);
  const summaries = await collection.summaries();
  const named = bySource.length > 0 ? bySource : titled(summaries, name);
  return foundAmong([...new Set([...named, ...numbered(summaries, name)])], name, summaries);
}

const numberInList = /^#?([1-9]\d*)$/;

const titled = (summaries: readonly DocumentSummary[], name: string): readonly DocumentId[] =>
  summaries.filter(({ title }) => folded(title) === folded(name)).map(({ id }) => id);

const folded = (title: string): string => title.normalize('NFC').trim().toLowerCase();

function numbered(summaries: readonly DocumentSummary[], name: string): readonly DocumentId[] {
  const number = Number(numberInList.exec(name)?.[1] ?? 0);
  return summaries.slice(Math.max(number - 1, 0), number).map(({ id }) => id);
}

function foundAmong(ids: readonly DocumentId[], name: string, summaries: readonly DocumentSummary[]): FoundDocument {
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return { ok: true, id };
  const fault: Fault = {
    what:
      id === undefined
        ? inEnglish`There is no document “${name}” in the collection.`
        : inEnglish`More than one document is named “${name}”: ${candidates(ids, summaries)}.`,
    kept: inEnglish`Nothing was changed.`,
    next: inEnglish`Name it by its id, which the list of documents shows.`,
    details: null,
  };
  return { ok: false, fault };
}

/** How many fit into a sentence. */
const mostCandidates = 5;

function candidates(ids: readonly DocumentId[], summaries: readonly DocumentSummary[]): string {
  const rows = new Map(summaries.map((summary, index) => [summary.id, { summary, number: index + 1 }]));
  const shown = ids.slice(0, ids.length > mostCandidates + 1 ? mostCandidates : ids.length).map((id) => {
    const row = rows.get(id);
    return row ? `${id} (#${row.number}, ${row.summary.source}, “${row.summary.title}”)` : id;
  });
  return ids.length > shown.length
    ? inEnglish`${shown.join('; ')}; and ${ids.length - shown.length} more`
    : shown.join('; ');
}

/** Where jobs find documents: a collection, or the window's session, which has some of them open already. */
export interface Documents {
  /** Opens a document, hands it to `use` and lets it go. */
  withDocument<Result>(id: DocumentId, use: (store: DocumentStore) => Promise<Result>): Promise<Result>;
}

/** The documents of a collection that nobody else in this process has open. */
export function documentsOf(collection: Collection): Documents {
  return {
    async withDocument(id, use) {
      const store = await collection.openDocument(id);
      try {
        return await use(store);
      } finally {
        await store.close();
      }
    },
  };
}
