import type { DocumentSummary } from '../../shared/contract/payloads/document-summary.ts';
import type { Mention } from '../../shared/contract/payloads/entities.ts';
import type { DocumentState } from '../../shared/document/document-state.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import { annotationReadings } from '../../shared/document/reading.ts';
import type { EntityLedger } from '../../shared/entities/entity-ledger.ts';
import { SpellingMemory } from '../../shared/entities/rank-candidates.ts';
import { hitInContext } from '../../shared/find/find.ts';
import { inEnglish } from '../../shared/translation/retell.ts';
import type { Collection } from '../storage/collection/collection.ts';
import { documentsOf } from '../storage/collection/named-documents.ts';
import { DocumentUnreadableError } from '../storage/document/load-document.ts';
import type { JobControl } from '../workers/job.ts';

/** The tags of a collection that may mean an entity: all but dates. */
export interface FoundMentions {
  /** In the order of the collection, and in each document of its text. */
  readonly mentions: readonly Mention[];
  /** Why documents could not be read, as sentences. */
  readonly unreadable: readonly string[];
}

interface Kept {
  /** `DocumentSummary.changed` when it was read. */
  readonly changed: string;
  readonly mentions: readonly Mention[];
}

const unheard: JobControl = { progress: () => undefined, signal: new AbortController().signal };

/** Finds every mention of entities in the documents of a collection. What was read of a document is kept until it changes. */
export class MentionReader {
  readonly #collection: Collection;
  readonly #kept = new Map<DocumentId, Kept>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** Reads what was changed since it was asked last. Cancelled, it knows the documents that it has read. */
  read(control: JobControl = unheard): Promise<FoundMentions> {
    // One after the other: the second finds what the first has read.
    const found = this.#last.then(() => this.#read(control));
    this.#last = found.catch(() => undefined);
    return found;
  }

  /** What is known without reading anything more. */
  get known(): readonly Mention[] {
    return [...this.#kept.values()].flatMap(({ mentions }) => mentions);
  }

  /** Takes note of a document that is open, as it is now. */
  note(state: DocumentState): void {
    this.#kept.set(state.id, { changed: state.changed.time, mentions: mentionsOf(state) });
  }

  async #read({ progress, signal }: JobControl): Promise<FoundMentions> {
    const summaries = await this.#collection.summaries();
    const unreadable: string[] = [];
    for (const [done, summary] of summaries.entries()) {
      if (signal.aborted) break;
      progress({ what: inEnglish`Document ${done + 1} of ${summaries.length}`, done, total: summaries.length });
      const sentence = await this.#readOne(summary);
      if (sentence !== null) unreadable.push(sentence);
    }
    return { mentions: summaries.flatMap(({ id }) => this.#kept.get(id)?.mentions ?? []), unreadable };
  }

  /** Null, or why it cannot be read. A document without tags is not opened. */
  async #readOne({ id, changed, tags }: DocumentSummary): Promise<string | null> {
    if (this.#kept.get(id)?.changed === changed) return null;
    if (tags === 0) {
      this.#kept.set(id, { changed, mentions: [] });
      return null;
    }
    try {
      await documentsOf(this.#collection).withDocument(id, async ({ state }) => {
        this.#kept.set(id, { changed, mentions: mentionsOf(state) });
      });
      return null;
    } catch (error) {
      if (!(error instanceof DocumentUnreadableError)) throw error;
      this.#kept.delete(id);
      return error.sentence;
    }
  }
}

/** The tags of a document that may mean an entity, in the order of its text. */
export function mentionsOf({ id, doc, annotations, metadata, source }: DocumentState): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const [annotation, { as, text, from }] of annotationReadings(doc)) {
    if (as === 'date') continue;
    const around = hitInContext(doc, { from, to: from, text: '', groups: [] });
    mentions.push({
      document: id,
      title: metadata.title || source.name,
      date: metadata.date?.when ?? null,
      annotation,
      kind: as,
      text,
      before: around.before,
      after: around.after.startsWith(text) ? around.after.slice(text.length) : around.after,
      entity: annotations.get(annotation)?.entity ?? null,
    });
  }
  return mentions;
}

/** What the spellings of tags mean so far. */
export function memoryOf(mentions: readonly Mention[], ledger: EntityLedger): SpellingMemory {
  const memory = new SpellingMemory();
  for (const { kind, text, entity } of mentions)
    if (entity !== null && kind !== 'date') memory.note(kind, text, ledger.resolve(entity));
  return memory;
}
