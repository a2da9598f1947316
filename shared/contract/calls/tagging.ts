import type { DocumentId } from '../../document/identifier.ts';
import type { CollectionReplaced } from '../payloads/find.ts';
import type { OccurrencesOf, TaggableHits, TagOccurrences, TagSuggestions } from '../payloads/tagging.ts';

/** What the window asks of tags that reach beyond one selection. */
export interface TaggingCalls {
  /** Looks for words and their variants in documents; changes nothing. Sends `progress`; can be cancelled. */
  'collection:occurrences': { argument: OccurrencesOf; reply: TaggableHits };
  /** Tags hits of `collection:occurrences`, one act of undo a document. A document that was changed since is left as it is. It is taken
   *  back by `collection:take-back`. */
  'collection:tag': { argument: TagOccurrences; reply: CollectionReplaced };
  /** What of an open document a person may want to tag. The first answer may take some seconds: it learns from the collection. */
  'document:suggestions': { argument: { readonly document: DocumentId }; reply: TagSuggestions };
}
