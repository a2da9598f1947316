import { doable, useCommands } from '../../commands/command-registry.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { comparing } from '../versions/comparing.ts';
import type { SuggestionQueue } from './suggestion-queue.ts';
import { everywhereQuestion, questionHere } from './tagging-everywhere.ts';

/** Offers what reaches beyond one tag while a document is open. */
export function useTaggingCommands(
  session: DocumentSession,
  outline: OutlineStore,
  suggestions: SuggestionQueue,
): void {
  const isComparing = useStore(comparing, (states) => states !== null);
  const isWritable = session.readOnly === null && !isComparing;
  useCommands({
    ...(isWritable && {
      'suggestions.next': () => void suggestions.step(1),
      'suggestions.previous': () => void suggestions.step(-1),
      'tag.everywhere': doable(
        () => questionHere(session, outline) !== null,
        () => {
          const question = questionHere(session, outline);
          if (question) everywhereQuestion.set(question);
          else
            showToast(
              'Select the words, or put the caret into one of them, of which all occurrences are to be tagged.',
            );
        },
      ),
    }),
  });
}
