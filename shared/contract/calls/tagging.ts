import type { DocumentId, GroupId, TagTypeId } from '../../document/identifier.ts';
import type { TagType, TagTypeGroup, TagTypeParent } from '../../tag-types/tag-types.ts';
import type { CollectionReplaced } from '../payloads/find.ts';
import type { HiddenLayers, OccurrencesOf, TaggableHits, TagOccurrences, TagSuggestions } from '../payloads/tagging.ts';

/** What the window asks of tags that reach beyond one selection. */
export interface TaggingCalls {
  /** Looks for words and their variants in documents; changes nothing. Sends `progress`; can be cancelled. */
  'collection:occurrences': { argument: OccurrencesOf; reply: TaggableHits };
  /** Tags hits of `collection:occurrences`, one act of undo a document. A document that was changed since is left as it is. It is taken
   *  back by `collection:take-back`. */
  'collection:tag': { argument: TagOccurrences; reply: CollectionReplaced };
  /** What of an open document a person may want to tag. The first answer may take some seconds: it learns from the collection. */
  'document:suggestions': { argument: { readonly document: DocumentId }; reply: TagSuggestions };
  /** Which tags the person hides in the open collection. */
  'tags:hidden-layers': { argument: null; reply: HiddenLayers };
  /** Keeps which tags the person hides in the open collection: a matter of the view alone. */
  'tags:hide-layers': { argument: { readonly hidden: HiddenLayers }; reply: null };
  /** The acts upon the types of tags of the collection, oldest first: `TagTypes` is made of them. */
  'tag-types:list': { argument: null; reply: readonly TagTypeGroup[] };
  /** Makes a type, or changes the one of its id. */
  'tag-types:define': { argument: { readonly type: TagType }; reply: ChangedTagTypes };
  /** Takes a type out. Where it is in use, only with what takes its place. Sends `progress`; can be cancelled. */
  'tag-types:remove': {
    argument: { readonly id: TagTypeId; readonly replacement: TagTypeParent | null };
    reply: ChangedTagTypes;
  };
  /** Takes an act back, or does it again. */
  'tag-types:undo': { argument: { readonly group: GroupId }; reply: ChangedTagTypes };
}

/** What became of the types. */
export interface ChangedTagTypes {
  readonly groups: readonly TagTypeGroup[];
  /** The act, for taking it back; null when nothing was changed. */
  readonly group: GroupId | null;
  /** Why nothing was changed, as a sentence; null when it was. */
  readonly sentence: string | null;
  /** Whether it wants another type in its place. */
  readonly isInUse: boolean;
}
