import { taggedNames } from '../../shared/correct/suspects/document-ranking.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { readingText } from '../../shared/document/reading-text.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';

/** What a document of a collection reads, for the ranking of another one. */
export interface OtherText {
  /** A line a block. */
  readonly text: string;
  /** What is tagged in it (`taggedNames`). */
  readonly names: readonly string[];
}

/** How long one question may spend on reading documents; what is left is read for the next one. */
const budgetMs = 3_000;

/** The texts of the documents of a collection, each read once. */
export class CollectionTexts {
  readonly #collection: Collection;
  readonly #texts = new Map<DocumentId, OtherText>();
  #ids: readonly DocumentId[] | null = null;

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** The texts of all documents that there were when it was asked first. */
  async all(): Promise<ReadonlyMap<DocumentId, OtherText>> {
    this.#ids ??= (await this.#collection.summaries()).map(({ id }) => id);
    for (const id of this.#ids) if (!this.#texts.has(id)) await this.#read(id);
    return this.#texts;
  }

  /** The texts of all documents but one, as far as they can be read in the time. */
  async others(document: DocumentId): Promise<readonly OtherText[]> {
    const ids = (await this.#collection.summaries()).map(({ id }) => id).filter((id) => id !== document);
    const end = Date.now() + budgetMs;
    for (const id of ids) {
      if (this.#texts.has(id)) continue;
      if (Date.now() > end) break;
      await this.#read(id);
    }
    return ids.flatMap((id) => this.#texts.get(id) ?? []);
  }

  async #read(id: DocumentId): Promise<void> {
    const documents = documentsOf(this.#collection);
    const read = () =>
      documents.withDocument(id, async ({ state: { doc } }) => ({ text: readingText(doc), names: taggedNames(doc) }));
    this.#texts.set(id, await readOrNothing(read));
  }
}

/** A document that cannot be read is told of elsewhere; the others are ranked all the same. */
async function readOrNothing(read: () => Promise<OtherText>): Promise<OtherText> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DocumentUnreadableError) return { text: '', names: [] };
    throw error;
  }
}
