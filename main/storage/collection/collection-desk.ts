import {
  type Assignment,
  assignmentsOf,
  type FactsTemplate,
  type ReaderAct,
  type ReaderEvent,
  type TemplateAct,
  templatesOf,
  withTemplate,
} from '../../../shared/archive/collection-desk.ts';
import { type Vocabulary, type VocabularyAct, vocabularyOf } from '../../../shared/document/vocabulary.ts';
import type { CollectionEntry } from '../../../shared/journal/collection-record.ts';
import type { TagTypeGroup } from '../../../shared/tag-types/tag-types.ts';
import type { CollectionLock } from '../disk/collection-lock.ts';
import type { StorageContext } from '../disk/storage-context.ts';
import type { NewDocument } from '../document/stage-document.ts';
import type { CollectionJournal } from '../journal/collection-journal.ts';

/** What a collection was told of its work, oldest first. */
export interface DeskActs {
  readonly vocabulary: readonly VocabularyAct[];
  readonly templates: readonly TemplateAct[];
  readonly readers: readonly ReaderEvent[];
  readonly tagTypes: readonly TagTypeGroup[];
}

/** What an open collection gives to its desk. */
interface DeskHost {
  readonly context: StorageContext;
  readonly desk: DeskActs;
  /** Called before anything is changed.
   *  @throws AppendRefusedError when the collection is read-only */
  readonly writable: () => { readonly journal: CollectionJournal; readonly lock: CollectionLock };
}

/** What a collection has learned, its templates of facts, and its second readers. */
export class CollectionDesk {
  readonly #host: DeskHost;
  #learned: readonly VocabularyAct[];
  #vocabulary: Vocabulary | null = null;
  #templates: readonly TemplateAct[];
  #readers: readonly ReaderEvent[];

  constructor(host: DeskHost) {
    this.#host = host;
    this.#learned = host.desk.vocabulary;
    this.#templates = host.desk.templates;
    this.#readers = host.desk.readers;
  }

  get isEmpty(): boolean {
    return this.#learned.length + this.#templates.length + this.#readers.length === 0;
  }

  get vocabulary(): Vocabulary {
    this.#vocabulary ??= vocabularyOf(this.#learned);
    return this.#vocabulary;
  }

  /** Keeps what the collection learns or forgets. When this returns it is on the disk.
   *  @throws AppendRefusedError when the collection is read-only */
  async learn(changes: readonly VocabularyAct[]): Promise<void> {
    await this.keep({ kind: 'vocabulary', payload: { act: 'changed', changes } });
    this.#learned = [...this.#learned, ...changes];
    this.#vocabulary = null;
  }

  get templates(): readonly FactsTemplate[] {
    return templatesOf(this.#templates);
  }

  get assignments(): readonly Assignment[] {
    return assignmentsOf(this.#readers);
  }

  /** Keeps or drops a template. When this returns it is on the disk.
   *  @throws AppendRefusedError when the collection is read-only */
  async keepTemplate(act: TemplateAct): Promise<void> {
    await this.keep({ kind: 'template', payload: act });
    this.#templates = [...this.#templates, act];
  }

  /** Keeps what happened to a second reading. When this returns it is on the disk.
   *  @throws as `keepTemplate` */
  async keepReader(act: ReaderAct): Promise<void> {
    const { context } = this.#host;
    await this.keep({ kind: 'reader', payload: act });
    this.#readers = [...this.#readers, { act, editor: context.editor, time: context.now().toISOString() }];
  }

  /** Puts a record into the journal of the collection. When this returns it is on the disk.
   *  @throws AppendRefusedError when the collection is read-only */
  async keep(entry: CollectionEntry): Promise<void> {
    const { journal, lock } = this.#host.writable();
    await lock.confirm();
    await journal.append(entry);
  }

  /** What is imported, with the facts of the default template. A document that came of another one has its own. */
  asImported(added: NewDocument): NewDocument {
    if ('records' in added) return added;
    const template = this.templates.find(({ isDefault }) => isDefault);
    return template ? { ...added, metadata: withTemplate(added.metadata, template) } : added;
  }
}
