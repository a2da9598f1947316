import { type Command as EditorCommand, TextSelection } from 'prosemirror-state';
import { type AnnotationKind, annotationKinds } from '../../shared/document/annotation.ts';
import { confirmAnchor, moveAnchor, removeAnchor } from '../../shared/edit/anchor-commands.ts';
import { joinLines, toggleLineJoin } from '../../shared/edit/line-ends.ts';
import { setBlockType } from '../../shared/edit/set-block-type.ts';
import { tagSelection, withdrawAnnotation } from '../../shared/edit/tag.ts';
import { tieNote, untieNote } from '../../shared/edit/tie-note.ts';
import { toggleMark } from '../../shared/edit/toggle-mark.ts';
import { redo, undo } from '../../shared/edit/undo-history.ts';
import type { CommandHandlers } from '../commands/command-registry.ts';
import { useCommands } from '../commands/use-commands.ts';
import { leaveDocument, neighbour, openNeighbour, proofreadAndNext } from '../session/document-actions.ts';
import { savePreferences } from '../session/preferences-actions.ts';
import { openPanel, session as windowSession } from '../session/session-store.ts';
import { tell } from '../told.ts';
import { comparing } from '../versions/comparing.ts';
import { askWordHistory } from '../versions/word-history.ts';
import { askForAnchor } from './anchor-question.ts';
import { commentingTag } from './commenting-tag.ts';
import type { DocumentSession } from './document-session.ts';
import { emendationAtSelection } from './emendation-at-selection.ts';
import { namingVersion } from './naming-version.ts';
import type { OutlineStore } from './outline-store.ts';
import { nearestAnchor } from './page-at.ts';
import { goBack, goToUnread, noteUnread, readAndGoOn } from './proofread/proof-actions.ts';
import { blockChoices } from './transcription/block-kinds.ts';
import { focusEditor, goTo } from './transcription/editor-handle.ts';
import { tableChoices } from './transcription/table-commands.ts';
import { wordAtCaret } from './word-at-caret.ts';
import {
  chooseTag,
  type Mode,
  patchView,
  showImportReport,
  showPane,
  togglePane,
  workbenchView,
} from './workbench-view.ts';

/** Offers everything that can be done by name while a document is open. */
export function useWorkbenchCommands(session: DocumentSession, outline: OutlineStore): void {
  useCommands({
    ...editCommands(session, outline),
    ...anchorCommands(session, outline),
    ...documentCommands(session),
    ...proofCommands(session),
    ...viewCommands(session, outline),
  });
}

/** Carries out an editor command and gives the focus back to the text; null when nothing can be changed. */
const acting = (session: DocumentSession, command: () => EditorCommand | null): (() => void) | null => {
  if (session.readOnly !== null) return null;
  return () => {
    const chosen = command();
    if (chosen) session.run(chosen);
    focusEditor();
  };
};

function editCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  const act = (command: EditorCommand) => acting(session, () => command);
  const tags = annotationKinds.map((kind) => [`tag.${kind}`, tagging(session, kind)] as const);
  const tables = tableChoices.map(({ command, run }) => [command, act(run)] as const);
  const blocks = blockChoices.map(({ kind, command }) => [command, act(setBlockType(kind))] as const);
  return {
    'edit.undo': act(undo),
    'edit.redo': act(redo),
    'edit.struck': act(toggleMark('struck')),
    'edit.emendation': acting(session, () => emendationAtSelection(session.editor.get(), outline.now())),
    'note.tie': tying(session, tieNote, 'not tied yet'),
    'note.untie': tying(session, untieNote, 'tied'),
    'line-ends.join': act(joinLines),
    'line-ends.break-word': act(toggleLineJoin),
    'edit.find': () => patchView({ find: 'find' }),
    'edit.replace': session.readOnly === null ? () => patchView({ find: 'replace' }) : null,
    'tag.comment': session.readOnly === null ? () => commentOnTag(session, outline) : null,
    'tag.withdraw': acting(session, () => {
      const id = workbenchView.get().chosenTag;
      chooseTag(null);
      return id && withdrawAnnotation(id);
    }),
    ...Object.fromEntries([...tags, ...tables, ...blocks]),
  };
}

/** Says what is asked of the caret where nothing could be done.
 *  @param state what the note and its call have to be */
function tying(session: DocumentSession, command: EditorCommand, state: string): (() => void) | null {
  if (session.readOnly !== null) return null;
  return () => {
    if (!session.run(command)) tell(`Nothing was changed. Put the caret beside the call of a note that is ${state}.`);
    focusEditor();
  };
}

/** Leads to the comment on the chosen tag, else on the innermost one at the caret. */
function commentOnTag(session: DocumentSession, outline: OutlineStore): void {
  const { head } = session.editor.get().selection;
  const here = outline
    .now()
    .tags()
    .filter(({ from, to }) => from <= head && head <= to);
  const innermost = here.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0];
  const id = workbenchView.get().chosenTag ?? innermost?.id;
  if (id === undefined) return;
  chooseTag(id);
  showPane('inspector');
  commentingTag.set(true);
}

/** Tags the selection, or the word at the caret, and shows the new tag in the inspector. */
function tagging(session: DocumentSession, kind: AnnotationKind): (() => void) | null {
  return acting(session, () => (state, dispatch) => {
    const known = new Set(session.facts.get().annotations.keys());
    const word = state.selection.empty ? wordAtCaret(state) : null;
    const selected = word
      ? state.apply(state.tr.setSelection(TextSelection.create(state.doc, word.from, word.to)))
      : state;
    const isDone = tagSelection(kind)(selected, dispatch);
    const made = [...session.facts.get().annotations.keys()].find((id) => !known.has(id));
    if (made) chooseTag(made);
    return isDone;
  });
}

function anchorCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  const nearest = () => nearestAnchor(outline.now().anchors, session.editor.get().selection.head)?.anchor ?? null;
  const onNearest = (command: (id: NonNullable<ReturnType<typeof nearest>>['id']) => EditorCommand) =>
    acting(session, () => {
      const anchor = nearest();
      return anchor && command(anchor.id);
    });
  const isWritable = session.readOnly === null;
  return {
    'anchor.add': isWritable ? () => askForAnchor({ kind: 'add' }) : null,
    'anchor.relabel': isWritable
      ? () => {
          const anchor = nearest();
          if (anchor) askForAnchor({ kind: 'relabel', anchor });
        }
      : null,
    'anchor.confirm': onNearest(confirmAnchor),
    'anchor.move-back': onNearest((id) => moveAnchor(id, -1)),
    'anchor.move-forward': onNearest((id) => moveAnchor(id, 1)),
    'anchor.remove': onNearest(removeAnchor),
  };
}

function documentCommands(session: DocumentSession): CommandHandlers {
  const isWritable = session.readOnly === null;
  const exporting = (checkAtOnce: boolean) => (): void => {
    void session.flush().then(() => openPanel({ kind: 'export', documents: [session.id], checkAtOnce }));
  };
  return {
    'document.close': () => void leaveDocument(),
    'document.next': neighbour(1) && (() => void openNeighbour(1)),
    'document.previous': neighbour(-1) && (() => void openNeighbour(-1)),
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
    'document.compare': () => {
      const last = session.facts.get().versions.at(-1);
      if (last) comparing.set({ older: last.number, newer: 'present' });
    },
    'edit.word-history': () => void askWordHistory(session),
    'edition.export': exporting(false),
    'edition.check': exporting(true),
    'collection.import': null,
    'collection.search': null,
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

function viewCommands(session: DocumentSession, outline: OutlineStore): CommandHandlers {
  const mode = (next: Mode) => (): void => {
    patchView({ mode: next });
    focusEditor();
  };
  const page = (direction: -1 | 1) => (): void => {
    const { head } = session.editor.get().selection;
    const { anchors } = outline.now();
    const next =
      direction > 0 ? anchors.find(({ pos }) => pos >= head) : anchors.filter(({ pos }) => pos < head - 1).at(-1);
    if (next) goTo({ kind: 'range', from: next.pos + 1, to: next.pos + 1 });
  };
  return {
    'view.mode-correct': mode('correct'),
    'view.mode-tag': mode('tag'),
    'view.mode-proof': mode('proofread'),
    'view.corrections': () => void savePreferences({ showCorrections: !windowSession().preferences.showCorrections }),
    'view.line-ends': () => void savePreferences({ showLineEnds: !windowSession().preferences.showLineEnds }),
    'view.source': () => togglePane('source'),
    'view.inspector': () => togglePane('inspector'),
    'view.import-report': showImportReport,
    'view.next-page': page(1),
    'view.previous-page': page(-1),
  };
}
