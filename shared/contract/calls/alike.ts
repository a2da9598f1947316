import type { DocumentId } from '../../document/identifier.ts';
import type {
  AlikeGroups,
  AlikeHits,
  AlikeQuestion,
  AlikeSettled,
  SettleAlike,
  WordPicture,
  WordPictureRequest,
} from '../payloads/find.ts';

/** What the window asks of words that are decided together. */
export interface AlikeCalls {
  /** What of the suspects of the collection can be decided together. Sends `progress`; can be cancelled. */
  'alike:groups': { argument: null; reply: AlikeGroups };
  /** Finds the words of a group on their pages. Sends `progress`; can be cancelled. */
  'alike:words': { argument: AlikeQuestion; reply: AlikeHits };
  /** Pictures of words of one page, in the order of their boxes; null when there is no image of it. */
  'alike:pictures': { argument: WordPictureRequest; reply: readonly WordPicture[] | null };
  /** Decides about words of documents that the window does not have open. Sends `progress`; can be cancelled. */
  'alike:settle': { argument: SettleAlike; reply: AlikeSettled };
  /** Takes decisions back, in every document in which nothing was done since. */
  'alike:take-back': {
    argument: Pick<AlikeSettled, 'acts' | 'kept' | 'corrections'>;
    reply: { readonly documents: readonly DocumentId[]; readonly left: readonly DocumentId[] };
  };
}
