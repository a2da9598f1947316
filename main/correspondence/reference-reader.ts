import type { DocumentId } from '../../shared/document/identifier.ts';
import type { DocumentMetadata } from '../../shared/document/metadata.ts';
import { collectionReferences, type ReadPaper, readPaper } from '../../shared/references/collection-references.ts';
import type { DocumentReference } from '../../shared/references/document-references.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobControl } from '../workers/job.ts';

/** A document with what it names. */
export interface ReferringDocument {
  readonly id: DocumentId;
  /** Base name of the imported file. */
  readonly source: string;
  readonly metadata: DocumentMetadata;
  /** `DocumentSummary.changed` when it was read: another one says that it may name others now. */
  readonly changed: string;
  /** In the order of its text. */
  readonly references: readonly DocumentReference[];
}

/** The references of a collection. */
export interface FoundReferences {
  /** In the order of the collection. */
  readonly documents: readonly ReferringDocument[];
  /** What they were read as, in the same order. */
  readonly papers: readonly ReadPaper[];
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
}

interface Kept {
  /** `DocumentSummary.changed` when it was read. */
  readonly changed: string;
  readonly paper: ReadPaper;
  readonly metadata: DocumentMetadata;
}

const unheard: JobControl = { progress: () => undefined, signal: new AbortController().signal };

/** Ties the documents of a collection to one another. What was read of a document is kept until it changes, so that asking again costs what was
 *  changed since and no reading of the rest. */
export class ReferenceReader {
  readonly #collection: Collection;
  readonly #kept = new Map<DocumentId, Kept>();
  #last: Promise<unknown> = Promise.resolve();
  #found: FoundReferences | null = null;

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** What every document names, and which documents answer. Cancelled, it knows those that it has read. */
  read(control: JobControl = unheard): Promise<FoundReferences> {
    // One after the other: the second finds what the first has read.
    const found = this.#last.then(() => this.#read(control));
    this.#last = found.catch(() => undefined);
    return found;
  }

  async #read({ progress, signal }: JobControl): Promise<FoundReferences> {
    const summaries = await this.#collection.summaries();
    const unreadable: string[] = [];
    const known = this.#found;
    this.#found = null;
    let isSame = known !== null && known.documents.length === summaries.length;
    for (const [done, { id, changed }] of summaries.entries()) {
      if (signal.aborted) break;
      progress({ what: inEnglish`Document ${done + 1} of ${summaries.length}`, done, total: summaries.length });
      isSame &&= this.#kept.get(id)?.changed === changed && known?.documents[done]?.id === id;
      const sentence = await this.#readOne(id, changed);
      if (sentence !== null) unreadable.push(sentence);
    }
    // Tying them anew would come to the same.
    if (known && isSame) {
      this.#found = known;
      return known;
    }
    const here = summaries.flatMap(({ id, source }) => {
      const kept = this.#kept.get(id);
      return kept ? [{ id, source, ...kept }] : [];
    });
    const papers = here.map(({ paper }) => paper);
    const found = collectionReferences(papers);
    const documents = here.map(({ id, source, metadata, changed }) => ({
      id,
      source,
      metadata,
      changed,
      references: found.get(id) ?? [],
    }));
    this.#found = signal.aborted ? null : { documents, papers, unreadable };
    return this.#found ?? { documents, papers, unreadable };
  }

  /** Null, or why it cannot be read. */
  async #readOne(id: DocumentId, changed: string): Promise<string | null> {
    if (this.#kept.get(id)?.changed === changed) return null;
    try {
      await documentsOf(this.#collection).withDocument(id, async ({ state: { doc, metadata } }) => {
        this.#kept.set(id, { changed, metadata, paper: readPaper(id, doc, metadata) });
      });
      return null;
    } catch (error) {
      if (!(error instanceof DocumentUnreadableError)) throw error;
      this.#kept.delete(id);
      return error.sentence;
    }
  }
}
