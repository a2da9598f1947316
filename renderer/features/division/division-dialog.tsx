import { type FormEvent, type ReactNode, useState } from 'react';
import { retold } from '../../../shared/translation/retell.ts';
import { t } from '../../../shared/translation/translate.ts';
import { type DivisionQuestion, divisionQuestion, requestJoin, requestSplit } from '../../actions/division-actions.ts';
import { useSession } from '../../model/session.ts';
import { useWholeStore } from '../../platform/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SmallDialog } from '../../ui/panel.tsx';
import styles from './division-dialog.module.css';

/** Asks before one document becomes two, or two become one. */
export function DivisionDialog(): ReactNode {
  const question = useWholeStore(divisionQuestion);
  const close = (): void => divisionQuestion.set(null);
  return (
    <SmallDialog
      title={question?.kind === 'split' ? t`Split the document at ${retold(question.page)}` : t`Join two documents`}
      isOpen={question !== null}
      onClose={close}
    >
      {question?.kind === 'split' && <SplitForm question={question} onDone={close} />}
      {question?.kind === 'join' && <JoinForm question={question} onDone={close} />}
    </SmallDialog>
  );
}

interface SplitFormProps {
  readonly question: Extract<DivisionQuestion, { readonly kind: 'split' }>;
  readonly onDone: () => void;
}

function SplitForm({ question, onDone }: SplitFormProps): ReactNode {
  const { document, at, page } = question;
  const [title, setTitle] = useState(question.title);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDone();
    void requestSplit(document, at, title);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t`All from ${retold(page)} on becomes a document of its own, with its notes, tags, images and regions. Both keep the whole history until now.`}</p>
      <Field label={t`Title of the new document`} value={title} onChange={setTitle} autoFocus maxLength={1000} />
      <div className={styles.buttons}>
        <Button type="submit" look="primary">{t`Split`}</Button>
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}

interface JoinFormProps {
  readonly question: Extract<DivisionQuestion, { readonly kind: 'join' }>;
  readonly onDone: () => void;
}

function JoinForm({ question: { first, second }, onDone }: JoinFormProps): ReactNode {
  const documents = useSession((session) => session.collection?.documents);
  const titleOf = (wanted: string): string => documents?.find(({ id }) => id === wanted)?.title || t`Untitled`;
  return (
    <div className={styles.form}>
      <p>{t`${titleOf(second)} is put behind ${titleOf(first)}, with its notes, tags, images and regions.`}</p>
      <p>{t`The document that is put behind is kept with its history among the removed documents; what was proofread in it is to be read again.`}</p>
      <div className={styles.buttons}>
        <Button
          look="primary"
          autoFocus
          onPress={() => {
            onDone();
            void requestJoin(first, second);
          }}
        >{t`Join`}</Button>
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </div>
  );
}
