import { type FormEvent, type ReactNode, useState } from 'react';
import type { NoteType } from '../../../shared/document/notes/note.ts';
import { addNote, addNoteAbout } from '../../../shared/edit/notes/note-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SpotPopover } from '../../ui/spot-popover.tsx';
import styles from './note-form.module.css';
import { type NoteQuestion, noteQuestion } from './note-handlers.ts';

/** What sorts of notes are called. */
const noteNames: Readonly<Record<NoteType, string>> = {
  footnote: t`Footnote`,
  source: t`Source note`,
  editorial: t`Editor’s note`,
  'editor-comment': t`Editor’s comment`,
};

/** The same within a line; a footnote is what a note is without saying so. */
export const noteNamesWithin: Readonly<Record<Exclude<NoteType, 'footnote'>, string>> = {
  source: t`source note`,
  editorial: t`editor’s note`,
  'editor-comment': t`editor’s comment`,
};

/** Takes the words of a new note beside the place where it is called: Enter puts it there, Escape gives it up. */
export function NoteForm({ session }: { readonly session: DocumentSession }): ReactNode {
  const question = useWholeStore(noteQuestion);
  if (!question) return null;
  const close = (): void => {
    noteQuestion.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SpotPopover spot={question.spot} title={titleOf(question)} onClose={close}>
      <NoteFields session={session} question={question} onDone={close} />
    </SpotPopover>
  );
}

function titleOf({ type, about }: NoteQuestion): string {
  if (typeof about === 'object') return noteNames[type];
  return about === 'document' ? t`${noteNames[type]} on the document` : t`${noteNames[type]} on the zone`;
}

interface NoteFieldsProps {
  readonly session: DocumentSession;
  readonly question: NoteQuestion;
  readonly onDone: () => void;
}

function NoteFields({ session, question, onDone }: NoteFieldsProps): ReactNode {
  const { type, about } = question;
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '') {
      setMissing(true);
      return;
    }
    session.run(typeof about === 'object' ? addNote(about.at, text, type) : addNoteAbout(about, text, type));
    onDone();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label={t`Text of the note`}
        value={text}
        onChange={(value) => {
          setText(value);
          setMissing(false);
        }}
        autoFocus
        maxLength={20_000}
        error={isMissing && text.trim() === '' ? t`Write what the note shall say.` : null}
        face="text"
        isSpelled
        {...(type === 'editor-comment' && { hint: t`For those who work on the document: no edition has it.` })}
      />
      <div className={styles.buttons}>
        <Button type="submit" look="primary">{t`Add`}</Button>
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}
