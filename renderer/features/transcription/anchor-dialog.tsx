import { type FormEvent, type ReactNode, useState } from 'react';
import { type AnchorKind, anchorKinds } from '../../../shared/document/page-anchor.ts';
import { addAnchor, relabelAnchor } from '../../../shared/edit/anchor-commands.ts';
import { t } from '../../../shared/translation/translate.ts';
import { focusEditor } from '../../editor/shown-view.ts';
import type { DocumentSession } from '../../model/document-session.ts';
import { anchorKindNames, shownAnchorName } from '../../model/labels.ts';
import { type AnchorQuestion, anchorQuestion } from '../../model/workbench-view.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, SegmentedControl } from '../../ui/field.tsx';
import { SmallDialog } from '../../ui/panel.tsx';
import styles from './anchor-dialog.module.css';

/** Asks what a page anchor shall be called. */
export function AnchorDialog({ session }: { readonly session: DocumentSession }): ReactNode {
  const question = useWholeStore(anchorQuestion);
  const close = (): void => {
    anchorQuestion.set(null);
    requestAnimationFrame(focusEditor);
  };
  return (
    <SmallDialog
      title={question?.kind === 'relabel' ? t`Relabel ${shownAnchorName(question.anchor)}` : t`Add a page anchor`}
      isOpen={question !== null}
      onClose={close}
    >
      {question && <AnchorForm session={session} question={question} onDone={close} />}
    </SmallDialog>
  );
}

interface AnchorFormProps {
  readonly session: DocumentSession;
  readonly question: AnchorQuestion;
  readonly onDone: () => void;
}

const kinds = anchorKinds.map((value) => ({ value, label: anchorKindNames[value] }));

function AnchorForm({ session, question, onDone }: AnchorFormProps): ReactNode {
  const [kind, setKind] = useState<AnchorKind>('facsimile');
  const [label, setLabel] = useState(question.kind === 'relabel' ? question.anchor.label : '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const command =
      question.kind === 'add' ? addAnchor(kind, label.trim()) : relabelAnchor(question.anchor.id, label.trim());
    session.run(command);
    onDone();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {question.kind === 'add' && (
        <>
          <p>{t`A page begins at the caret.`}</p>
          <SegmentedControl label={t`Counting`} value={kind} options={kinds} onChange={setKind} />
        </>
      )}
      <Field label={t`Label, as printed on the page`} value={label} onChange={setLabel} autoFocus maxLength={40} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          {question.kind === 'add' ? t`Add` : t`Relabel`}
        </Button>
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}
