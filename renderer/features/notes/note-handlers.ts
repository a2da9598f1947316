import type { ZoneId } from '../../../shared/document/identifier.ts';
import type { NoteType } from '../../../shared/document/notes/note.ts';
import {
  type NoteSubject,
  noteAtCaret,
  otherEndOfNote,
  removeNote,
  toggleResolved,
} from '../../../shared/edit/notes/note-commands.ts';
import { renumberNotes } from '../../../shared/edit/notes/note-labels.ts';
import { t } from '../../../shared/translation/translate.ts';
import { type CommandHandler, type CommandHandlers, doable } from '../../commands/command-registry.ts';
import { editorView, focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { createStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import type { Spot } from '../../ui/spot-popover.tsx';
import { facsimileView } from '../facsimile/facsimile-view.ts';

/** A note that a person is writing just now. */
export interface NoteQuestion {
  readonly type: NoteType;
  /** What it is about: the position where it is called, the document, or a zone. */
  readonly about: { readonly at: number } | NoteSubject;
  readonly spot: Spot;
}

export const noteQuestion = createStore<NoteQuestion | null>(null);

/** What is done with notes from the text. */
export function noteHandlers(session: DocumentSession): CommandHandlers {
  const follow = doable(
    () => noteAtCaret(session.editor.get()) !== null,
    () => followNote(session),
  );
  if (session.readOnly !== null) return { 'note.follow': follow };
  return {
    'note.footnote': asking(session, 'footnote'),
    'note.source': asking(session, 'source'),
    'note.editorial': asking(session, 'editorial'),
    'note.comment': asking(session, 'editor-comment'),
    'note.on-document': () => ask('editorial', 'document'),
    'note.on-zone': doable(
      () => zoneHere(session) !== null,
      () => {
        const zone = zoneHere(session);
        if (zone === null) showToast(t`Nothing was changed. Choose a zone of the page image first.`);
        else ask('editor-comment', zone);
      },
    ),
    'note.follow': follow,
    // Whether they are would be asked of the whole document.
    'note.renumber': () => {
      if (!session.run(renumberNotes)) showToast(t`The notes are numbered by their places already.`);
      focusEditor();
    },
    'note.resolve': onNote(
      session,
      (id) => session.run(toggleResolved(id)),
      t`Nothing was changed. Put the caret into an editor’s note or comment, or beside its call.`,
    ),
    'note.remove': onNote(
      session,
      (id) => session.run(removeNote(id)),
      t`Nothing was changed. Put the caret into a note, or beside its call.`,
    ),
  };
}

/** Asks for the words of a note that is called behind what is selected, or at the caret. */
function asking(session: DocumentSession, type: NoteType): CommandHandler {
  const place = (): number | null => {
    const { $to } = session.editor.get().selection;
    return $to.parent.inlineContent && otherNote(session) === null ? $to.pos : null;
  };
  return doable(
    () => place() !== null,
    () => {
      const at = place();
      if (at === null) {
        showToast(t`Nothing was changed. Put the caret into the text, where the note shall be called.`);
        focusEditor();
      } else ask(type, { at });
    },
  );
}

/** The note whose body the caret stands in. */
function otherNote(session: DocumentSession): string | null {
  const { $head } = session.editor.get().selection;
  for (let depth = $head.depth; depth > 0; depth--)
    if ($head.node(depth).type.name === 'note') return $head.node(depth).attrs.id as string;
  return null;
}

function ask(type: NoteType, about: NoteQuestion['about']): void {
  const view = editorView.get();
  if (!view) return;
  const at = typeof about === 'object' ? about.at : view.state.selection.head;
  const { left, top, bottom } = view.coordsAtPos(at);
  noteQuestion.set({ type, about, spot: { left, top, height: bottom - top } });
}

/** The zone that is chosen, else the one whose words the caret stands in. */
function zoneHere(session: DocumentSession): ZoneId | null {
  const { chosenZone } = facsimileView.get();
  const { zones } = session.facts.get();
  const { $head } = session.editor.get().selection;
  const mark = ($head.nodeAfter ?? $head.nodeBefore)?.marks.find(({ type }) => type.name === 'zone');
  const id = chosenZone ?? (mark?.attrs.id as ZoneId | undefined);
  return zones.find((zone) => zone.id === id)?.id ?? null;
}

function followNote(session: DocumentSession): void {
  const at = otherEndOfNote(session.editor.get());
  if (at === null) showToast(t`Put the caret beside the call of a note, or into a note that is called.`);
  else goTo({ kind: 'range', from: at, to: at });
  focusEditor();
}

/** Does something to the note at the caret.
 *  @param whyNot what is said where it cannot be done */
function onNote(session: DocumentSession, run: (id: string) => boolean, whyNot: string): CommandHandler {
  const here = (): string | null => noteAtCaret(session.editor.get());
  return doable(
    () => here() !== null,
    () => {
      const id = here();
      if (id === null || !run(id)) showToast(whyNot);
      focusEditor();
    },
  );
}
