import type { DocumentSummary, UnreadableDocument } from '../../../shared/contract/payloads/document-summary.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import type { FileSystem } from '../disk/file-system.ts';
import type { JournalDocument } from '../document/journal-document.ts';
import { DocumentUnreadableError } from '../document/load-document.ts';
import { freshSummary } from '../document/summary-cache.ts';
import type { SummaryIndex } from './summary-index.ts';

/** What an open collection gives to whoever reads its rows. */
interface SummaryHost {
  readonly fileSystem: FileSystem;
  /** The collection's. */
  readonly folder: string;
  readonly index: SummaryIndex;
  /** Whether somebody has the document open. */
  readonly isOpen: (id: DocumentId) => boolean;
  readonly open: (id: DocumentId) => Promise<JournalDocument>;
  /** Told of a document that was read for its row alone. */
  readonly onFound: (document: JournalDocument) => void;
  readonly onUnreadable: (error: DocumentUnreadableError) => void;
  /** Base name of the file that it was imported from. */
  readonly sourceOf: (id: DocumentId) => string;
}

/** How many summaries are looked for at a time. */
const readersAtOnce = 16;

/** Reads the rows of the table: from the index, where it does not have them from `document.json`, else from the journals. */
export class SummaryReader {
  readonly #host: SummaryHost;

  constructor(host: SummaryHost) {
    this.#host = host;
  }

  /** The rows of documents, in their order, and those of which nothing can be read. */
  async of(
    ids: readonly DocumentId[],
  ): Promise<{ readonly summaries: readonly DocumentSummary[]; readonly unreadable: readonly UnreadableDocument[] }> {
    const { index, isOpen } = this.#host;
    const known = new Map<DocumentId, DocumentSummary>(await index.fresh(ids.filter((id) => !isOpen(id))));
    const unreadable: UnreadableDocument[] = [];
    const others = ids.filter((id) => !known.has(id));
    for (let from = 0; from < others.length; from += readersAtOnce) {
      const some = others.slice(from, from + readersAtOnce);
      const kept = await Promise.all(some.map((id) => this.#keptSummary(id)));
      for (const [at, id] of some.entries()) {
        // One after the other, because each takes a whole document into memory.
        const summary = kept[at] ?? (await this.#freshSummary(id));
        if ('reason' in summary) unreadable.push(summary);
        else known.set(id, summary);
      }
    }
    return { summaries: ids.flatMap((id) => known.get(id) ?? []), unreadable };
  }

  /** The summary that `document.json` keeps; null when the journal has grown since, or the document is open. */
  async #keptSummary(id: DocumentId): Promise<DocumentSummary | null> {
    const { fileSystem, folder, index, isOpen } = this.#host;
    if (isOpen(id)) return null;
    const hint = await freshSummary(fileSystem, folder, id);
    if (hint) index.note(hint.summary, hint.journal);
    return hint?.summary ?? null;
  }

  async #freshSummary(id: DocumentId): Promise<DocumentSummary | UnreadableDocument> {
    const { isOpen, open, onFound, onUnreadable, sourceOf } = this.#host;
    try {
      const wasOpen = isOpen(id);
      const document = await open(id);
      try {
        if (!wasOpen) {
          onFound(document);
          // What has not arrived is told again the next time.
          if (document.trouble !== 'waiting') await document.writeHint();
        }
        return document.summary();
      } finally {
        await document.close();
      }
    } catch (error) {
      if (!(error instanceof DocumentUnreadableError)) throw error;
      onUnreadable(error);
      return { id, source: sourceOf(id), reason: error.sentence };
    }
  }
}
