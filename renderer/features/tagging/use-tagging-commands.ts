import type { Command as EditorCommand } from 'prosemirror-state';
import { useEffect } from 'react';
import { type HiddenLayers, markLayers, tagStatuses } from '../../../shared/contract/payloads/tagging.ts';
import type { PlacedTag } from '../../../shared/derived/outline.ts';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import { retagAnnotation } from '../../../shared/edit/tag-commands.ts';
import { type EndMove, mergeTags, moveTagEnd, splitTag } from '../../../shared/edit/tags/tag-ends.ts';
import { t } from '../../../shared/translation/translate.ts';
import { type CommandHandlers, doable, switching, useCommands } from '../../commands/command-registry.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { tagAtCaret } from '../../model/places.ts';
import { session as windowSession } from '../../model/session.ts';
import { tagWithin } from '../../model/tag-kinds.ts';
import { hiddenLayers, isAnyHidden, isLayerShown, showAllTags, toggleLayer } from '../../model/tag-layers.ts';
import { chooseTag, workbenchView } from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { typePalette } from '../tag-types/tag-as-type.ts';
import { comparing } from '../versions/comparing.ts';
import type { ConflictQueue } from './conflict-queue.ts';
import type { SuggestionQueue } from './suggestion-queue.ts';
import { areLayersShown, makersIn, toggleEditors, useTagLayers } from './tag-layers-panel.tsx';
import { canAskHere, everywhereQuestion, questionHere } from './tagging-everywhere.ts';

/** What can be walked through of the tags of a document. */
export interface TagQueues {
  readonly suggestions: SuggestionQueue;
  readonly conflicts: ConflictQueue;
}

/** Offers what reaches beyond making one tag while a document is open. */
export function useTaggingCommands(
  session: DocumentSession,
  outline: OutlineStore,
  { suggestions, conflicts }: TagQueues,
): void {
  const isComparing = useStore(comparing, (states) => states !== null);
  const isWritable = session.readOnly === null && !isComparing;
  useTagLayers(session);
  useCommands({
    ...layerCommands(session),
    ...(isWritable && {
      'suggestions.next': () => void suggestions.step(1),
      'suggestions.previous': () => void suggestions.step(-1),
      'conflicts.next': () => void conflicts.step(1),
      'conflicts.previous': () => void conflicts.step(-1),
      'tag.everywhere': everywhere(session, outline),
      'tag.as-type': () => typePalette.set(true),
      ...tagCommands(session, outline),
    }),
  });
  // What is listed as suggested goes with the document.
  useEffect(
    () => () => {
      suggestions.close();
      conflicts.close();
    },
    [suggestions, conflicts],
  );
}

const everywhere = (session: DocumentSession, outline: OutlineStore) =>
  doable(
    () => canAskHere(session, outline.get()),
    () => {
      const question = questionHere(session, outline.now());
      if (question) everywhereQuestion.set(question);
      else
        showToast(t`Select the words, or put the caret into one of them, of which all occurrences are to be tagged.`);
    },
  );

const layerSwitch = <Of extends keyof HiddenLayers>(of: Of, layer: HiddenLayers[Of][number]) =>
  switching(
    () => isLayerShown(hiddenLayers.get(), of, layer),
    () => toggleLayer(of, layer),
  );

function layerCommands(session: DocumentSession): CommandHandlers {
  const others = (): readonly string[] => makersIn(session).filter((maker) => maker !== ownSiglum());
  return {
    ...Object.fromEntries(annotationKinds.map((kind) => [`tag.show-${kind}`, layerSwitch('kinds', kind)] as const)),
    ...Object.fromEntries(
      tagStatuses.map((status) => [`tag.show-${status}`, layerSwitch('statuses', status)] as const),
    ),
    ...Object.fromEntries(markLayers.map((layer) => [`mark.show-${layer}`, layerSwitch('marks', layer)] as const)),
    'tag.show-mine': switching(
      () => isLayerShown(hiddenLayers.get(), 'editors', ownSiglum()),
      () => toggleLayer('editors', ownSiglum()),
    ),
    'tag.show-others': Object.assign(
      doable(
        () => others().length > 0,
        () => toggleEditors(others()),
      ),
      { isOn: () => others().some((maker) => isLayerShown(hiddenLayers.get(), 'editors', maker)) },
    ),
    'tag.layers': switching(
      () => areLayersShown.get(),
      () => areLayersShown.update((isShown) => !isShown),
    ),
    'tag.show-all': doable(() => isAnyHidden(hiddenLayers.get()), showAllTags),
  };
}

const ownSiglum = (): string => windowSession().preferences.editor.siglum;

type Lists = () => DocumentOutline;

/** The tag that a command is about: the chosen one if the caret stands in it or at it, else the innermost at the caret, else the chosen one. */
function tagHere(session: DocumentSession, lists: Lists): PlacedTag | null {
  const state = session.editor.get();
  const { from, to } = state.selection;
  const { chosenTag } = workbenchView.get();
  const chosen = chosenTag === null ? null : lists().tag(chosenTag);
  if (chosen && chosen.from <= to && from <= chosen.to) return chosen;
  return tagAtCaret(state, (id) => lists().tag(id)) ?? chosen;
}

const ends: Readonly<Record<string, EndMove>> = {
  'tag.start-word-back': { end: 'start', direction: -1, by: 'word' },
  'tag.start-word-on': { end: 'start', direction: 1, by: 'word' },
  'tag.end-word-back': { end: 'end', direction: -1, by: 'word' },
  'tag.end-word-on': { end: 'end', direction: 1, by: 'word' },
  'tag.start-character-back': { end: 'start', direction: -1, by: 'character' },
  'tag.start-character-on': { end: 'start', direction: 1, by: 'character' },
  'tag.end-character-back': { end: 'end', direction: -1, by: 'character' },
  'tag.end-character-on': { end: 'end', direction: 1, by: 'character' },
};

/** What changes tags that stand: their ends, parts and kinds. */
function tagCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  // Whether something can be done is asked after every key: only the tag at the caret is looked at for that, not what else is tagged so.
  const act = (
    choose: (tag: PlacedTag, lists: Lists) => EditorCommand,
    otherwise: string,
    mayBe: (tag: PlacedTag) => boolean = () => true,
  ) => {
    const can = (): boolean => {
      const tag = tagHere(session, outline.get);
      return tag !== null && mayBe(tag);
    };
    return doable(can, () => {
      const tag = tagHere(session, outline.now);
      if (tag && session.run(choose(tag, outline.now)))
        chooseTag((outline.now().tag(tag.id) ?? tagHere(session, outline.now))?.id ?? null);
      else showToast(`${t`Nothing was changed.`} ${otherwise}`);
      focusEditor();
    });
  };
  const moved = Object.entries(ends).map(
    ([id, move]) =>
      [id, act((tag) => moveTagEnd(tag, move), t`Put the caret into a tag that can be moved so.`)] as const,
  );
  const retagged = annotationKinds.map(
    (kind: AnnotationKind) =>
      [
        `tag.change-to-${kind}`,
        act(
          ({ id }) => retagAnnotation(id, kind),
          t`Put the caret into a tag that is no ${tagWithin[kind]} yet.`,
          (tag) => tag.kind !== kind,
        ),
      ] as const,
  );
  return {
    ...Object.fromEntries([...moved, ...retagged]),
    'tag.split': act(
      (tag) =>
        splitTag(tag, session.editor.get().selection.head, session.facts.get().annotations.get(tag.id)?.type ?? null),
      t`Put the caret between two words of a tag.`,
    ),
    'tag.merge': act(
      (tag, lists) => mergeTags(toMerge(session, lists, tag)),
      t`Select words of several tags of a kind, or put the caret into one beside another of its kind.`,
    ),
  };
}

/** The tags of a kind that the selection touches; where that is one, it and the next of its kind in the same block, else the one before. */
function toMerge(session: DocumentSession, lists: Lists, tag: PlacedTag): readonly PlacedTag[] {
  const { doc, selection } = session.editor.get();
  const { from, to } = selection;
  const alike = lists()
    .tags()
    .filter(({ kind }) => kind === tag.kind);
  const selected = alike.filter((one) => one.from < to && from < one.to);
  if (selected.length > 1) return selected;
  const near = alike.filter((one) => doc.resolve(one.from).sameParent(doc.resolve(tag.from)));
  const next = near.find((one) => one.from >= tag.to);
  const before = near.findLast((one) => one.to <= tag.from);
  if (next) return [tag, next];
  return before ? [before, tag] : [];
}
