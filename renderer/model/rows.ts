import type { RestOfCollection } from '../../shared/contract/calls/collection.ts';
import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { patchSession, session } from './session.ts';

/** What waits for the rest of a large collection, of which the first rows are shown. */
class ArrivingRows {
  /** Folder of the collection. */
  readonly folder: string;
  readonly #changed = new Map<DocumentId, DocumentSummary>();
  readonly #added = new Set<DocumentId>();
  readonly #waiting: ((isWhole: boolean) => void)[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Notes rows that the table may not have yet. */
  note(rows: readonly DocumentSummary[]): void {
    for (const row of rows) this.#changed.set(row.id, row);
  }

  /** The same of documents that are new: they belong behind all others. */
  noteAdded(rows: readonly DocumentSummary[]): void {
    this.note(rows);
    for (const { id } of rows) this.#added.add(id);
  }

  /** Rows that came, as they are now. */
  asTheyAre(rows: readonly DocumentSummary[]): readonly DocumentSummary[] {
    return rows.map((row) => {
      this.#added.delete(row.id);
      return this.#changed.get(row.id) ?? row;
    });
  }

  added(): readonly DocumentSummary[] {
    return [...this.#added].flatMap((id) => this.#changed.get(id) ?? []);
  }

  wait(): Promise<boolean> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  end(isWhole: boolean): void {
    for (const resolve of this.#waiting) resolve(isWhole);
  }
}

const arriving: { rows: ArrivingRows | null } = { rows: null };

/** Of the open collection; null when the table has all its rows. */
function arrivingNow(): ArrivingRows | null {
  const { collection } = session();
  return collection?.isWhole === false && arriving.rows?.folder === collection.folder ? arriving.rows : null;
}

/** Gets ready for the rest of the open collection.
 *  @returns its folder; null when the table has all rows */
export function beginRest(): string | null {
  const { collection } = session();
  arriving.rows?.end(false);
  arriving.rows = collection?.isWhole === false ? new ArrivingRows(collection.folder) : null;
  return arriving.rows?.folder ?? null;
}

/** Puts rows of the rest of a collection behind those that the table has. */
export function addRest(folder: string, rows: readonly DocumentSummary[]): void {
  const { collection } = session();
  const now = arrivingNow();
  if (!collection || now?.folder !== folder) return;
  patchSession({ collection: { ...collection, documents: [...collection.documents, ...now.asTheyAre(rows)] } });
}

/** All rows have come. */
export function endRest({ folder, ...told }: RestOfCollection): void {
  const { collection } = session();
  const now = arrivingNow();
  if (!collection || now?.folder !== folder) return;
  const documents = [...collection.documents, ...now.added()];
  const count = documents.length + told.unreadable.length;
  patchSession({ collection: { ...collection, ...told, documents, count, isWhole: true } });
  arriving.rows = null;
  now.end(true);
}

/** Waits until the table has all rows of the collection: what is to be done to all documents is done then.
 *  @returns false when another collection was opened meanwhile */
export const allRows = (): Promise<boolean> => arrivingNow()?.wait() ?? Promise.resolve(true);

/** Puts rows that changed, and new ones, into the table. */
export function mergeRows(rows: readonly DocumentSummary[]): void {
  const added = updateRows(rows);
  const { collection } = session();
  if (!collection || added.length === 0) return;
  const now = arrivingNow();
  if (now) now.noteAdded(added);
  else
    patchSession({
      collection: {
        ...collection,
        documents: [...collection.documents, ...added],
        count: collection.count + added.length,
      },
    });
}

/** Puts documents that an import has just brought into a collection into the table, when it is the one that is shown. */
export function mergeAdded(folder: string, rows: readonly DocumentSummary[]): void {
  if (session().collection?.folder === folder) mergeRows(rows);
}

/** Puts rows that changed into the table. What is told of a document a moment after it was removed does not bring it back.
 *  @returns those that are not in it */
export function updateRows(rows: readonly DocumentSummary[]): readonly DocumentSummary[] {
  const { collection } = session();
  if (!collection || rows.length === 0) return rows;
  arrivingNow()?.note(rows);
  const changed = new Map(rows.map((row) => [row.id, row]));
  const documents = collection.documents.map((row) => changed.get(row.id) ?? row);
  for (const row of collection.documents) changed.delete(row.id);
  patchSession({ collection: { ...collection, documents } });
  return [...changed.values()];
}

/** Takes rows out of the table. */
export function removeRows(gone: ReadonlySet<DocumentId>): void {
  const { collection } = session();
  if (!collection) return;
  const documents = collection.documents.filter(({ id }) => !gone.has(id));
  const count = collection.count - (collection.documents.length - documents.length);
  patchSession({ collection: { ...collection, documents, count } });
}

/** Puts other rows in the place of all that the table has. */
export function replaceRows(documents: readonly DocumentSummary[]): void {
  const { collection } = session();
  if (!collection) return;
  const count = documents.length + collection.unreadable.length;
  patchSession({ collection: { ...collection, documents, count, isWhole: true } });
  arriving.rows?.end(true);
  arriving.rows = null;
}
