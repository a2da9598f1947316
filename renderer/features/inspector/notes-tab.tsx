import { Check, CornerUpLeft, History, Link2, RotateCcw, StickyNote } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { ListedNote } from '../../../shared/derived/outline.ts';
import type { NoteId } from '../../../shared/document/identifier.ts';
import { isNoteType, isResolvable } from '../../../shared/document/notes/note.ts';
import { callNote, toggleResolved } from '../../../shared/edit/notes/note-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import { goTo } from '../../editor/view-port.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import type { OutlineStore } from '../../model/outline.ts';
import { useStore } from '../../platform/store.ts';
import { showToast } from '../../platform/toast.ts';
import { IconButton } from '../../ui/button.tsx';
import { ItemList, itemsOf } from '../../ui/item-list.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { noteNamesWithin } from '../notes/note-form.tsx';
import { showNoteHistory } from '../notes/note-history.tsx';
import styles from './notes-tab.module.css';

interface NotesTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** The notes of the document, and calls of notes that are missing. */
export function NotesTab({ session, outline }: NotesTabProps): ReactNode {
  const notes = useStore(outline, (now) => now.notes);
  const loose = useStore(outline, (now) => now.looseLabels);
  const isRead = useStore(outline, ({ followed }) => followed !== null);
  const noteKeys = useMemo(() => notes.map(({ id }) => id), [notes]);
  const noteSource = useMemo(() => {
    const items = notes.map(
      (note) => [note.id, { ...noteLine(note), ...noteActions(session, outline, note) }] as const,
    );
    return itemsOf(new Map(items), (id) => goTo({ kind: 'id', id }));
  }, [notes, session, outline]);
  const looseKeys = useMemo(() => loose.map((_, index) => String(index)), [loose]);
  const looseSource = useMemo(() => {
    const items = loose.map((label, index) => [String(index), looseLine(label)] as const);
    return itemsOf(new Map(items), (key) => {
      const pos = outline.now().looseCalls()[Number(key)]?.pos;
      if (pos !== undefined) goTo({ kind: 'range', from: pos, to: pos + 1 });
    });
  }, [loose, outline]);
  if (notes.length + loose.length === 0)
    return (
      isRead && (
        <EmptyState
          icon={StickyNote}
          title={t`No notes`}
        >{t`This document has neither notes nor calls of notes.`}</EmptyState>
      )
    );
  return (
    <div className={styles.tab}>
      {notes.length > 0 && <ItemList label={t`Notes`} keys={noteKeys} source={noteSource} />}
      {loose.length > 0 && (
        <>
          <h3 className={styles.heading}>{t`Missing notes`}</h3>
          <ItemList label={t`Missing notes`} keys={looseKeys} source={looseSource} />
        </>
      )}
    </div>
  );
}

const noteLine = ({ label, type, text, isCalled, about, isResolved }: ListedNote) => ({
  name: t`Note ${label}: ${text}`,
  content: (
    <>
      <div className={styles.text}>
        <b className={styles.label}>{label}</b> {text}
      </div>
      <div className={styles.state}>
        {[
          isNoteType(type) && type !== 'footnote' && noteNamesWithin[type],
          about === 'document' && t`on the document`,
          about !== null && about !== 'document' && t`on a zone of the image`,
          isResolved && t`resolved`,
          !isCalled && about === null && t`nothing refers to it`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </>
  ),
});

const looseLine = (label: string) => ({
  name: t`Note ${label} is missing`,
  content: t`Note ${label} is called here, but its text is not in the source.`,
});

/** What can be done with a note. That of the source has no label. */
const actionsInWords = (label: string) =>
  label === ''
    ? {
        goToCall: t`Go to where the note is called`,
        call: t`Call the note at the caret`,
        cannotCall: t`Put the caret where the note is called in the text, then try again.`,
        reopen: t`Reopen the note`,
        resolve: t`Resolve the note`,
        history: t`History of the note`,
      }
    : {
        goToCall: t`Go to where the note ${label} is called`,
        call: t`Call the note ${label} at the caret`,
        cannotCall: t`Put the caret where the note ${label} is called in the text, then try again.`,
        reopen: t`Reopen the note ${label}`,
        resolve: t`Resolve the note ${label}`,
        history: t`History of the note ${label}`,
      };

function noteActions(session: DocumentSession, outline: OutlineStore, note: ListedNote) {
  const { id, label, isCalled, about, type, isResolved } = note;
  const words = actionsInWords(label);
  const isWritable = session.readOnly === null;
  const call = (): void => {
    if (!session.run(callNote(id))) showToast(words.cannotCall);
    focusEditor();
  };
  return {
    actions: (
      <>
        {isCalled && <IconButton icon={CornerUpLeft} label={words.goToCall} onPress={() => goToCall(outline, id)} />}
        {!isCalled && about === null && isWritable && <IconButton icon={Link2} label={words.call} onPress={call} />}
        {isResolvable(type) && isWritable && (
          <IconButton
            icon={isResolved ? RotateCcw : Check}
            label={isResolved ? words.reopen : words.resolve}
            onPress={() => session.run(toggleResolved(id))}
          />
        )}
        <IconButton
          icon={History}
          label={words.history}
          onPress={() => void showNoteHistory(session, id, words.history)}
        />
      </>
    ),
  };
}

function goToCall(outline: OutlineStore, id: NoteId): void {
  const pos = outline.now().followed?.notes.calledAt(id) ?? null;
  if (pos !== null) goTo({ kind: 'range', from: pos, to: pos + 1 });
}
