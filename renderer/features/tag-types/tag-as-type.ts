import { type EditorState, TextSelection } from 'prosemirror-state';
import type { AnnotationKind } from '../../../shared/document/annotation.ts';
import type { AnnotationId } from '../../../shared/document/identifier.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { wordAtCaret } from '../../../shared/edit/marks/mark-passage.ts';
import { likeTag, tagSelection, typeAnnotation } from '../../../shared/edit/tag-commands.ts';
import type { TagType } from '../../../shared/tag-types/tag-types.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { tagWithin } from '../../model/tag-kinds.ts';
import { tagTypes } from '../../model/tags/tag-types.ts';
import { chooseTag } from '../../model/workbench-view.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';

/** Whether it is asked of which type a new tag is to be. */
export const typePalette = createStore(false);

/** Whether the selection, or the word at the caret, can be tagged as a kind. */
export const canTag = (session: DocumentSession, kind: AnnotationKind): boolean =>
  session.can((state) => tagSelection(kind)(withWord(state)));

/** Tags the selection, or the word at the caret, and shows the new tag in the inspector. What is so tagged already is shown; it becomes of the type, if
 *  one is wanted. */
export function tagAs(session: DocumentSession, kind: AnnotationKind, type: TagType | null): void {
  const state = withWord(session.editor.get());
  const { from, to } = state.selection;
  const like = likeTag(state.doc, from, to, kind);
  if (like === null) tagAndShow(session, kind, type, state);
  else {
    chooseTag(like);
    const known = session.facts.get().annotations.get(like);
    const isTyped = type !== null && known !== undefined && session.run(typeAnnotation(known, kind, type.id));
    const words = readingOf(state.doc, from, to).trim();
    if (!isTyped) showToast(t`“${words}” is tagged as ${type?.name ?? tagWithin[kind]} already. Nothing was changed.`);
  }
  focusEditor();
}

function tagAndShow(session: DocumentSession, kind: AnnotationKind, type: TagType | null, selected: EditorState): void {
  const known = new Set<AnnotationId>(session.facts.get().annotations.keys());
  if (!tagSelection(kind, type?.id ?? null)(selected, session.dispatch))
    showToast(t`Nothing was tagged. Select words, or put the caret into one.`);
  const made = [...session.facts.get().annotations.keys()].find((id) => !known.has(id));
  if (made) chooseTag(made);
}

/** The state with the word at the caret selected, where nothing is. */
function withWord(state: EditorState): EditorState {
  const word = state.selection.empty ? wordAtCaret(state.selection.$head) : null;
  return word ? state.apply(state.tr.setSelection(TextSelection.create(state.doc, word.from, word.to))) : state;
}

/** Tags as the type whose key was pressed, in Tag mode.
 *  @returns whether a type has the key */
export function tagByTypeKey(session: DocumentSession, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || session.readOnly !== null) return false;
  const key = event.key.toUpperCase();
  const types = tagTypes.get();
  const type = types.all.find((known) => known.key !== '' && known.key === key);
  if (!type) return false;
  tagAs(session, types.kindOf(type), type);
  return true;
}
