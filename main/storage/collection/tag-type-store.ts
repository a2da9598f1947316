import type { CollectionEntry } from '../../../shared/journal/collection-record.ts';
import type { TagTypeGroup, TagTypes } from '../../../shared/tag-types/tag-types.ts';

/** The types of tags that a collection has made for itself, as its journal has them. */
export class TagTypeStore {
  #types: TagTypes;
  readonly #append: (entry: CollectionEntry) => Promise<void>;

  /** @param append keeps an entry in the journal; throws AppendRefusedError when nothing can be written */
  constructor(types: TagTypes, append: (entry: CollectionEntry) => Promise<void>) {
    this.#types = types;
    this.#append = append;
  }

  get types(): TagTypes {
    return this.#types;
  }

  /** Keeps what becomes of them. When this returns it is on the disk.
   *  @throws AppendRefusedError when the collection is read-only */
  async change(change: TagTypeGroup): Promise<void> {
    await this.#append({ kind: 'tag types', payload: { act: 'changed', ...change } });
    this.#types = this.#types.with(change);
  }
}
