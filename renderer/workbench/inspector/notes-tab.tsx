import { CornerUpLeft, Link2, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NoteId } from '../../../shared/document/identifier.ts';
import { callNote } from '../../../shared/edit/tie-note.ts';
import { useWholeStore } from '../../store.ts';
import { tell } from '../../told.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { PlacedNote } from '../document-outline.ts';
import type { DocumentSession } from '../document-session.ts';
import type { OutlineStore } from '../outline-store.ts';
import { focusEditor, goTo } from '../transcription/editor-handle.ts';
import { ItemList } from './item-list.tsx';
import styles from './notes-tab.module.css';

interface NotesTabProps {
  readonly session: DocumentSession;
  readonly outline: OutlineStore;
}

/** The notes of the document, and calls of notes that are missing. */
export function NotesTab({ session, outline }: NotesTabProps): ReactNode {
  const { notes, looseCalls } = useWholeStore(outline);
  if (notes.length + looseCalls.length === 0)
    return (
      <EmptyState icon={StickyNote} title="No notes">
        This document has neither notes nor calls of notes.
      </EmptyState>
    );
  const noteItems = notes.map((note) => ({
    id: note.id,
    name: `Note ${note.label}: ${note.text}`,
    content: (
      <>
        <div className={styles.text}>
          <b className={styles.label}>{note.label}</b> {note.text}
        </div>
        <div className={styles.state}>
          {[note.type === 'source' && 'source note', note.calledAt === null && 'nothing refers to it']
            .filter(Boolean)
            .join(' · ')}
        </div>
      </>
    ),
    ...noteActions(session, outline, note),
  }));
  const looseItems = looseCalls.map((call, index) => ({
    id: String(index),
    name: `Note ${call.label} is missing`,
    content: `Note ${call.label} is called here, but its text is not in the source.`,
  }));
  return (
    <div className={styles.tab}>
      {notes.length > 0 && <ItemList label="Notes" items={noteItems} onAction={(id) => goTo({ kind: 'id', id })} />}
      {looseItems.length > 0 && (
        <>
          <h3 className={styles.heading}>Missing notes</h3>
          <ItemList
            label="Missing notes"
            items={looseItems}
            onAction={(id) => {
              const pos = outline.now().looseCalls[Number(id)]?.pos;
              if (pos !== undefined) goTo({ kind: 'range', from: pos, to: pos + 1 });
            }}
          />
        </>
      )}
    </div>
  );
}

function noteActions(session: DocumentSession, outline: OutlineStore, { id, label, calledAt }: PlacedNote) {
  // That of the source has none.
  const name = label === '' ? 'the note' : `the note ${label}`;
  if (calledAt !== null)
    return {
      actions: (
        <IconButton icon={CornerUpLeft} label={`Go to where ${name} is called`} onPress={() => goToCall(outline, id)} />
      ),
    };
  if (session.readOnly !== null) return {};
  const call = (): void => {
    if (!session.run(callNote(id))) tell(`Put the caret where ${name} is called in the text, then try again.`);
    focusEditor();
  };
  return { actions: <IconButton icon={Link2} label={`Call ${name} at the caret`} onPress={call} /> };
}

function goToCall(outline: OutlineStore, id: NoteId): void {
  const pos = outline.now().notes.find((note) => note.id === id)?.calledAt;
  if (typeof pos === 'number') goTo({ kind: 'range', from: pos, to: pos + 1 });
}
