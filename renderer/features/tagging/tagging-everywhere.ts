import type { Node } from 'prosemirror-model';
import type { ReplacedIn } from '../../../shared/contract/payloads/find.ts';
import type { TaggableHits } from '../../../shared/contract/payloads/tagging.ts';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { DocumentId } from '../../../shared/document/identifier.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { wordAtCaret } from '../../../shared/edit/marks/mark-passage.ts';
import { occurrenceWords } from '../../../shared/edit/tags/occurrences.ts';
import { undo } from '../../../shared/edit/undo-history.ts';
import { counted, plural, t } from '../../../shared/translation/translate.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline } from '../../model/outline.ts';
import { tagAtCaret } from '../../model/places.ts';
import { workbenchView } from '../../model/workbench-view.ts';
import { ask } from '../../platform/bridge.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';

/** Words of which all occurrences are to be tagged. */
export interface EverywhereQuestion {
  readonly words: string;
  /** What they are tagged as where they were chosen, or elsewhere in the document; null when nothing says so. */
  readonly as: AnnotationKind | null;
}

/** What the panel asks about; null while it is closed. */
export const everywhereQuestion = createStore<EverywhereQuestion | null>(null);

/** The words that a person means: those of the selection, of the tag at the caret, or the word there; null when there are none. */
export function questionHere(session: DocumentSession, lists: DocumentOutline): EverywhereQuestion | null {
  const state = session.editor.get();
  const { from, to, empty } = state.selection;
  if (empty) {
    const { chosenTag } = workbenchView.get();
    const here = tagAtCaret(state, (id) => lists.tag(id));
    const tag = here ?? (chosenTag === null ? null : lists.tag(chosenTag));
    if (tag) return { words: occurrenceWords(tag.text), as: tag.kind };
  }
  const range = empty ? wordAtCaret(state.selection.$head) : { from, to };
  const words = range === null ? '' : occurrenceWords(readingOf(state.doc, range.from, range.to));
  if (words === '') return null;
  const like = lists.tags().find(({ text }) => text.toLocaleLowerCase() === words.toLocaleLowerCase());
  return { words, as: like?.kind ?? null };
}

/** Whether there are such words. Asked after every key: nothing but the caret is looked at. */
export function canAskHere(session: DocumentSession, lists: DocumentOutline): boolean {
  const state = session.editor.get();
  return (
    !state.selection.empty ||
    wordAtCaret(state.selection.$head) !== null ||
    tagAtCaret(state, (id) => lists.tag(id)) !== null
  );
}

/** An act over several documents, of which one is open. */
interface ActEverywhere {
  readonly document: DocumentId;
  /** The open document as it left it. */
  readonly doc: Node;
  /** Whether something was tagged in the open document. */
  readonly isHere: boolean;
  readonly elsewhere: readonly ReplacedIn[];
}

const lastEverywhere = createStore<ActEverywhere | null>(null);

/** Remembers an act, so that undo takes it back in all its documents. */
export function rememberEverywhere(session: DocumentSession, isHere: boolean, elsewhere: readonly ReplacedIn[]): void {
  const { doc } = session.editor.get();
  lastEverywhere.set(elsewhere.length === 0 ? null : { document: session.id, doc, isHere, elsewhere });
}

const isLast = (session: DocumentSession, act: ActEverywhere | null): act is ActEverywhere =>
  act !== null && act.document === session.id && act.doc.eq(session.editor.get().doc);

/** Whether the last thing that was done in a document was done in others, too. */
export const canUndoEverywhere = (session: DocumentSession): boolean => isLast(session, lastEverywhere.get());

/** Takes an act over several documents back as one, where nothing was done in the open one since.
 *  @returns whether there was one */
export function undoEverywhere(session: DocumentSession): boolean {
  const act = lastEverywhere.get();
  if (!isLast(session, act)) return false;
  lastEverywhere.set(null);
  if (act.isHere) session.run(undo);
  void ask('collection:take-back', { acts: act.elsewhere }).then((outcome) => {
    if (!outcome) return;
    const others = counted(outcome.documents.length, 'other document');
    const taken = act.isHere ? t`Taken back here and in ${others}.` : t`Taken back in ${others}.`;
    const stays = outcome.left.length;
    const left =
      stays === 0
        ? ''
        : plural(
            stays,
            t`${stays} document changed since: undo it there.`,
            t`${stays} documents changed since: undo it there.`,
          );
    showToast(`${taken} ${left}`.trim());
  });
  return true;
}

/** Looks for words in other documents; undefined when it could not be done, which was said. */
export const lookElsewhere = (
  documents: readonly DocumentId[],
  words: string,
  as: AnnotationKind,
): Promise<TaggableHits | undefined> => ask('collection:occurrences', { documents, words, as });
