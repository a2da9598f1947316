import type { DuplicateFile } from '../../shared/contract/payloads/import.ts';
import type { DocumentId } from '../../shared/document/identifier.ts';
import type { Collection } from '../storage/collection/collection.ts';
import type { FileContent } from '../storage/collection/source-ledger.ts';
import { contentOfOutsideFile } from '../storage/disk/outside-file.ts';
import { sha256Of } from '../storage/journal/source-file.ts';

/** What becomes of a file whose content the collection has: nothing, or a document of its own all the same. */
export type DuplicateChoice = 'leave out' | 'keep';

/** The document that has the content of a file. */
export type KnownDocument = Omit<DuplicateFile, 'file'>;

/** Which files need not be imported, because a document of the collection was made of the same bytes: also one that came a moment ago. That
 *  is how an import that was cut short is gone on with, too: what came in is known by what it was made of. */
export class KnownContent {
  readonly #collection: Collection;
  readonly #choice: DuplicateChoice;

  private constructor(collection: Collection, choice: DuplicateChoice) {
    this.#collection = collection;
    this.#choice = choice;
  }

  /** Looks through what the collection has. */
  static async of(collection: Collection, choice: DuplicateChoice): Promise<KnownContent> {
    if (choice === 'leave out') await collection.sources.read();
    return new KnownContent(collection, choice);
  }

  /** Whether what is there already is imported all the same. */
  get keepsDuplicates(): boolean {
    return this.#choice === 'keep';
  }

  /** Null when no document has the content, or duplicates are wanted. */
  find(content: FileContent): KnownDocument | null {
    const [document] = this.#documentsOf(content);
    return document === undefined ? null : this.#named(document);
  }

  findBytes(bytes: Uint8Array): KnownDocument | null {
    return this.find({ bytes: bytes.length, sha256: sha256Of(bytes) });
  }

  /** Looks at files that make one document, without importing them: null unless the collection has each. Only a file as long as one that was
   *  imported is read. */
  async findFiles(files: readonly string[], signal: AbortSignal): Promise<KnownDocument | null> {
    const { sources } = this.#collection;
    let first: KnownDocument | null = null;
    if (this.#choice === 'keep') return null;
    for (const file of files) {
      const content = await contentOfOutsideFile(file, (bytes) => sources.hasSize(bytes), signal);
      const known = content && this.find(content);
      if (!known) return null;
      first ??= known;
    }
    return first;
  }

  /** The same of contents that make one document. */
  findAll(contents: readonly FileContent[]): KnownDocument | null {
    const [first = null, ...others] = contents.map((content) => this.find(content));
    return others.includes(null) ? null : first;
  }

  /** For the parts of one file, of which no two may be the same document, also where they read alike. */
  claims(): PartClaims {
    const claimed = new Set<DocumentId>();
    return {
      own: (document) => void claimed.add(document),
      claim: (bytes) => {
        const content = { bytes: bytes.length, sha256: sha256Of(bytes) };
        const document = this.#documentsOf(content).find((id) => !claimed.has(id));
        if (document === undefined) return null;
        claimed.add(document);
        return this.#named(document);
      },
    };
  }

  #documentsOf(content: FileContent): readonly DocumentId[] {
    return this.#choice === 'keep' ? [] : this.#collection.sources.documentsOf(content);
  }

  #named(document: DocumentId): KnownDocument {
    return { document, of: this.#collection.sources.nameOf(document) };
  }
}

/** Which documents the parts of a file are. */
export interface PartClaims {
  /** A document that has the content of a part, and is none of the others; null when it is to be made. */
  claim(bytes: Uint8Array): KnownDocument | null;
  /** A part became this document. */
  own(document: DocumentId): void;
}
