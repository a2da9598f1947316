import type { Command as EditorCommand, EditorState } from 'prosemirror-state';
import { useEffect } from 'react';
import { type AnnotationKind, annotationKinds } from '../../../shared/document/annotation.ts';
import type { AnnotationId, DocumentId } from '../../../shared/document/identifier.ts';
import { anchorKinds } from '../../../shared/document/page-anchor.ts';
import { changeAnchorKind, confirmAnchor, moveAnchor, removeAnchor } from '../../../shared/edit/anchor-commands.ts';
import { setBlockType } from '../../../shared/edit/block-commands.ts';
import { joinLines, toggleLineJoin } from '../../../shared/edit/line-ends.ts';
import { liftListItem, wrapInList } from '../../../shared/edit/list-commands.ts';
import { tieNote, untieNote } from '../../../shared/edit/notes/note-commands.ts';
import { insertTable } from '../../../shared/edit/table-commands.ts';
import { withdrawAnnotation } from '../../../shared/edit/tag-commands.ts';
import { canRedo, canUndo, redo, undo } from '../../../shared/edit/undo-history.ts';
import { t } from '../../../shared/translation/translate.ts';
import { importAnnotations } from '../../actions/annotation-actions.ts';
import {
  askToSplit,
  canUndoDivisionOf,
  divisionQuestion,
  lastDivided,
  undoDivisionOf,
} from '../../actions/division-actions.ts';
import { leaveDocument, neighbour, openNeighbour, proofreadAndNext } from '../../actions/document-actions.ts';
import { removalQuestion } from '../../actions/removal-actions.ts';
import {
  type CommandHandler,
  type CommandHandlers,
  commandsMayHaveChanged,
  doable,
  useCommands,
} from '../../commands/command-registry.ts';
import { blockChoices, tableChoices } from '../../editor/block-kinds.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { DocumentOutline, OutlineStore } from '../../model/outline.ts';
import { nearestAnchor, tagAtCaret } from '../../model/places.ts';
import { openPanel, session as windowSession } from '../../model/session.ts';
import {
  askForAnchor,
  chooseTag,
  commentingTag,
  namingVersion,
  patchView,
  showPane,
  workbenchView,
} from '../../model/workbench-view.ts';
import { useStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { characterHandlers } from '../characters/character-handlers.ts';
import { elementHandlers } from '../elements/element-handlers.ts';
import { entityCommands } from '../entities/entity-commands.ts';
import { exportAgain } from '../export/export-again.ts';
import { markHandlers } from '../marks/mark-handlers.ts';
import { noteHandlers } from '../notes/note-handlers.ts';
import { goBack, goToUnread, noteUnread, readAndGoOn } from '../proofread/proofreading.ts';
import { canTag, tagAs } from '../tag-types/tag-as-type.ts';
import { canUndoEverywhere, undoEverywhere } from '../tagging/tagging-everywhere.ts';
import { comparing } from '../versions/comparing.ts';
import { askWordHistory } from '../versions/word-history-popover.tsx';
import { paneCommands, textViewCommands } from './view-commands.ts';
import { emendationAtSelection } from './workbench-commands.ts';

/** Offers everything that can be done by name while a document is open. */
export function useWorkbenchCommands(session: DocumentSession, outline: OutlineStore): void {
  const isComparing = useStore(comparing, (states) => states !== null);
  useCommands({
    ...undoCommands(session),
    ...chosenTagCommands(session, outline),
    ...entityCommands(session, outline, (lists) => workbenchView.get().chosenTag ?? tagIdAtCaret(session, lists)),
    ...documentCommands(session),
    ...divisionCommands(session, outline),
    ...paneCommands(),
    // A comparison stands in the place of the text, and of the caret that these are about.
    ...(!isComparing && {
      ...editCommands(session, outline),
      ...markHandlers(session),
      ...noteHandlers(session),
      ...elementHandlers(session),
      ...characterHandlers(session),
      ...anchorCommands(session, outline),
      ...proofCommands(session),
      ...textViewCommands(session, outline),
    }),
  });
  useEffect(() => {
    // What can be done, and what is ticked, depends on the caret, on the tag that is chosen, and on what there is of versions, tags and anchors.
    const stores = [session.editor, session.facts, session.saving, outline, workbenchView, lastDivided];
    const ends = stores.map((store) => store.subscribe(commandsMayHaveChanged));
    return () => {
      for (const end of ends) end();
    };
  }, [session, outline]);
}

/** What a command is about: the outline as of this moment when it is done, and a moment old while it is only asked whether it could. */
type Lists = () => DocumentOutline;

/** Carries out an editor command and gives the focus back to the text; null when nothing can be changed. */
const acting = (
  session: DocumentSession,
  outline: OutlineStore,
  choose: (lists: Lists) => EditorCommand | null,
): CommandHandler | null => {
  if (session.readOnly !== null) return null;
  const can = (): boolean => {
    const chosen = choose(outline.get);
    return chosen !== null && session.can(chosen);
  };
  return doable(can, () => {
    const chosen = choose(outline.now);
    if (chosen) session.run(chosen);
    focusEditor();
  });
};

/** Also while a comparison is shown: what it restored is taken back there. */
function undoCommands(session: DocumentSession): CommandHandlers {
  if (session.readOnly !== null) return {};
  const state = (): EditorState => session.editor.get();
  return {
    'edit.undo': doable(
      () => canUndo(state()) || canUndoEverywhere(session) || canUndoDivisionOf(session.id),
      () => {
        // Where nothing else is left to take back, that the document was divided or joined is.
        if (!undoEverywhere(session) && !session.run(undo)) undoDivisionOf(session.id);
        focusEditor();
      },
    ),
    'edit.redo': doable(
      () => canRedo(state()),
      () => {
        session.run(redo);
        focusEditor();
      },
    ),
  };
}

function editCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  const act = (command: EditorCommand) => acting(session, outline, () => command);
  const tags = annotationKinds.map((kind) => [`tag.${kind}`, tagging(session, kind)] as const);
  const tables = tableChoices.map(({ command, run }) => [command, act(run)] as const);
  const blocks = blockChoices.map(({ kind, command }) => [command, act(setBlockType(kind))] as const);
  const find = (): void => patchView({ find: 'find' });
  return {
    'edit.emendation': acting(session, outline, (lists) => emendationAtSelection(session.editor.get(), lists())),
    'note.tie': tying(
      session,
      tieNote,
      t`Nothing was changed. Put the caret beside the call of a note that is not tied yet.`,
    ),
    'note.untie': tying(
      session,
      untieNote,
      t`Nothing was changed. Put the caret beside the call of a note that is tied.`,
    ),
    'list.make': act(wrapInList),
    'list.take-out': act(liftListItem),
    'table.insert': act(insertTable(2, 2)),
    'line-ends.join': act(joinLines),
    'line-ends.break-word': act(toggleLineJoin),
    'edit.find': find,
    // While the bar is there it goes on from hit to hit.
    'edit.find-next': find,
    'edit.find-previous': find,
    'edit.replace': session.readOnly === null ? () => patchView({ find: 'replace' }) : null,
    'edit.replace-next': session.readOnly === null ? () => patchView({ find: 'replace' }) : null,
    'edit.word-history': () => askWordHistory(session),
    ...Object.fromEntries([...tags, ...tables, ...blocks]),
  };
}

/** What the inspector shows of a tag can be changed beside a comparison, too. */
function chosenTagCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  if (session.readOnly !== null) return {};
  const standing = (lists: Lists): AnnotationId | null => {
    const { chosenTag } = workbenchView.get();
    return chosenTag !== null && lists().tag(chosenTag) !== null ? chosenTag : null;
  };
  return {
    'tag.comment': doable(
      () => (workbenchView.get().chosenTag ?? tagIdAtCaret(session, outline.get)) !== null,
      () => commentOnTag(session, outline),
    ),
    'tag.withdraw': doable(
      () => standing(outline.get) !== null,
      () => {
        const id = standing(outline.now);
        if (id === null)
          return showToast(t`Nothing was changed. Choose a tag first: with a click on it, or in the inspector.`);
        chooseTag(null);
        session.run(withdrawAnnotation(id));
        focusEditor();
      },
    ),
  };
}

/** Says what is asked of the caret where nothing could be done.
 *  @param state what the note and its call have to be */
function tying(session: DocumentSession, command: EditorCommand, otherwise: string): CommandHandler | null {
  if (session.readOnly !== null) return null;
  return doable(
    () => session.can(command),
    () => {
      if (!session.run(command)) showToast(otherwise);
      focusEditor();
    },
  );
}

const tagIdAtCaret = (session: DocumentSession, lists: Lists): AnnotationId | null =>
  tagAtCaret(session.editor.get(), (id) => lists().tag(id))?.id ?? null;

/** Leads to the comment on the chosen tag, else on the innermost one at the caret. */
function commentOnTag(session: DocumentSession, outline: OutlineStore): void {
  const id = workbenchView.get().chosenTag ?? tagIdAtCaret(session, outline.now);
  if (id === null) return;
  chooseTag(id);
  showPane('inspector');
  commentingTag.set(true);
}

/** Tags the selection, or the word at the caret, and shows the new tag in the inspector. */
function tagging(session: DocumentSession, kind: AnnotationKind): CommandHandler | null {
  if (session.readOnly !== null) return null;
  return doable(
    () => canTag(session, kind),
    () => tagAs(session, kind, null),
  );
}

function anchorCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  const nearest = (lists: Lists) => nearestAnchor(lists().anchors, session.editor.get().selection.head)?.anchor ?? null;
  const onNearest = (command: (id: NonNullable<ReturnType<typeof nearest>>['id']) => EditorCommand) =>
    acting(session, outline, (lists) => {
      const anchor = nearest(lists);
      return anchor && command(anchor.id);
    });
  const isWritable = session.readOnly === null;
  const relabel = doable(
    () => nearest(outline.get) !== null,
    () => {
      const anchor = nearest(outline.now);
      if (anchor) askForAnchor({ kind: 'relabel', anchor });
    },
  );
  return {
    'anchor.add': isWritable ? () => askForAnchor({ kind: 'add' }) : null,
    'anchor.relabel': isWritable ? relabel : null,
    ...Object.fromEntries(
      anchorKinds.map((kind) => [`anchor.to-${kind}`, onNearest((id) => changeAnchorKind(id, kind))]),
    ),
    'anchor.confirm': onNearest(confirmAnchor),
    'anchor.move-back': onNearest((id) => moveAnchor(id, -1)),
    'anchor.move-forward': onNearest((id) => moveAnchor(id, 1)),
    'anchor.remove': onNearest(removeAnchor),
  };
}

function documentCommands(session: DocumentSession): CommandHandlers {
  const isWritable = session.readOnly === null;
  // A damaged document can be taken out of a collection that can be written.
  const isInWritable = windowSession().collection?.readOnly === null;
  const exporting = (checkAtOnce: boolean) => (): void => {
    void session.flush().then(() => openPanel({ kind: 'export', documents: [session.id], checkAtOnce }));
  };
  return {
    'document.close': () => void leaveDocument(),
    'document.next': () => openNeighbour(1),
    'document.previous': () => openNeighbour(-1),
    'document.proofread-next': isWritable ? () => void proofreadAndNext() : null,
    'document.name-version': isWritable
      ? () => {
          patchView({ tab: 'versions' });
          showPane('inspector');
          namingVersion.set(true);
        }
      : null,
    'document.versions': () => {
      patchView({ tab: 'versions' });
      showPane('inspector');
    },
    'document.compare': doable(
      () => session.facts.get().versions.length > 0,
      () => {
        const last = session.facts.get().versions.at(-1);
        if (last) comparing.set({ older: last.number, newer: 'present' });
      },
    ),
    'edition.export': exporting(false),
    'edition.check': exporting(true),
    'edition.export-again': () => void exportAgain(session),
    'edition.import-annotations': isWritable ? () => void importAnnotations(session) : null,
    'collection.remove': isInWritable ? () => removalQuestion.set([session.id]) : null,
  };
}

/** One document becomes two, and two become one. */
function divisionCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  if (session.readOnly !== null) return {};
  const next = (): DocumentId | null => neighbour(1);
  return {
    'document.split': () => {
      const { head } = session.editor.get().selection;
      const here = outline.now().anchors.findLast(({ pos }) => pos <= head);
      if (here) askToSplit(session, here.anchor);
      else
        showToast(t`Nothing was changed. Put the caret behind the page anchor at which the new document shall begin.`);
    },
    'document.join': doable(
      () => next() !== null,
      () => {
        const second = next();
        if (second) divisionQuestion.set({ kind: 'join', first: session.id, second });
      },
    ),
  };
}

/** From any mode: the lines that are read stand out in Proofread only, so that they show themselves. */
function proofCommands(session: DocumentSession): CommandHandlers {
  const act = (action: (session: DocumentSession) => void) => (): void => {
    patchView({ mode: 'proofread' });
    action(session);
  };
  const ifWritable = (action: (session: DocumentSession) => void) => (session.readOnly === null ? act(action) : null);
  return {
    'proof.read': ifWritable(readAndGoOn),
    'proof.back': act(goBack),
    'proof.next-unread': act(goToUnread),
    'proof.unread': ifWritable(noteUnread),
  };
}
