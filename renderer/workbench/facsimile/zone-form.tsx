import type { EditorState } from 'prosemirror-state';
import type { FormEvent, ReactNode } from 'react';
import type { ZoneKind } from '../../../shared/document/page-image.ts';
import { readingOf } from '../../../shared/document/reading.ts';
import { zonePassages } from '../../../shared/edit/draw-zone.ts';
import { useStore, useWholeStore } from '../../store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import type { DocumentSession } from '../document-session.ts';
import { focusEditor } from '../transcription/editor-handle.ts';
import { keepDraft, patchDraft, zoneDraft } from './zone-draft.ts';
import styles from './zone-form.module.css';
import { zoneChoices } from './zone-kinds.ts';

/** What a zone that is being placed shows, and which words it is tied to. */
export function ZoneForm({ session }: { readonly session: DocumentSession }): ReactNode {
  const draft = useWholeStore(zoneDraft);
  if (!draft) return null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    keepDraft(session);
    focusEditor();
  };
  return (
    <form aria-label="Zone" className={styles.form} onSubmit={submit}>
      <p className={styles.hint}>
        {draft.id === null ? 'Draw a rectangle on the image' : 'Move the rectangle, or draw another'}: with the mouse,
        or with the arrow keys and Shift.
      </p>
      <div className={styles.fields}>
        <Choice<ZoneKind>
          label="It shows a"
          value={draft.kind}
          options={zoneChoices}
          onChange={(kind) => patchDraft({ kind })}
        />
        <Field
          label="In words"
          value={draft.note}
          onChange={(note) => patchDraft({ note })}
          maxLength={400}
          className={styles.note ?? ''}
        />
      </div>
      {draft.id === null && <TiedWords session={session} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          Keep the zone
        </Button>
        <Button
          look="quiet"
          onPress={() => {
            zoneDraft.set(null);
            focusEditor();
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** Which words the zone will be tied to: they may be selected while it is placed. */
function TiedWords({ session }: { readonly session: DocumentSession }): ReactNode {
  const tied = useStore(session.editor, tiedWords);
  return (
    <p className={styles.hint}>
      {tied === '' ? 'Tied to no words: select some to tie it to them.' : `Tied to “${tied}”.`}
    </p>
  );
}

/** More words than these are cut. */
const mostCharacters = 60;

function tiedWords(state: EditorState): string {
  const text = zonePassages(state)
    .map(({ from, to }) => readingOf(state.doc, from, to))
    .join(' … ');
  return text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
}
