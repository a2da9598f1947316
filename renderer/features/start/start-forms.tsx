import { type FormEvent, type ReactNode, useState } from 'react';
import { t } from '../../../shared/translation/translate.ts';
import { newCollection } from '../../actions/collection-actions.ts';
import { savePreferences, siglumError, siglumOf } from '../../model/preferences-actions.ts';
import { useSession } from '../../model/session.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import introductionStyles from './introduction.module.css';
import newCollectionStyles from './new-collection.module.css';

/** Asks once who edits; everything else can be done before it is answered. */
export function Introduction(): ReactNode {
  const editor = useSession((session) => session.preferences.editor);
  const [name, setName] = useState(editor.name);
  const [chosenSiglum, setSiglum] = useState<string | null>(editor.siglum || null);
  const siglum = chosenSiglum ?? siglumOf(name);
  const error = siglum === '' ? null : siglumError(siglum);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && siglumError(siglum) === null)
      void savePreferences({ editor: { name: name.trim(), siglum }, introduced: true });
  };
  return (
    <form className={introductionStyles.panel} onSubmit={submit} aria-labelledby="introduction">
      <div className={introductionStyles.words}>
        <h2 id="introduction">{t`Who is editing?`}</h2>
        <p>{t`Every correction and tag is signed with your siglum, here and in the edition. Both can be changed in the preferences.`}</p>
      </div>
      <Field
        label={t`Name`}
        value={name}
        onChange={setName}
        autoFocus
        className={introductionStyles.name ?? ''}
        maxLength={120}
      />
      <Field
        label={t`Siglum`}
        value={siglum}
        onChange={setSiglum}
        error={error}
        maxLength={12}
        className={introductionStyles.siglum ?? ''}
      />
      <Button
        type="submit"
        look="primary"
        isDisabled={name.trim() === '' || siglumError(siglum) !== null}
      >{t`That’s me`}</Button>
    </form>
  );
}

interface NewCollectionProps {
  readonly onDone: () => void;
}

/** Asks what a new collection is called; where it goes is asked next. */
export function NewCollection({ onDone }: NewCollectionProps): ReactNode {
  const [title, setTitle] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title.trim() !== '') void newCollection(title.trim());
  };
  return (
    <form
      data-naming
      className={newCollectionStyles.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <Field
        label={t`Title of the new collection`}
        value={title}
        onChange={setTitle}
        autoFocus
        placeholder={t`Cuba, autumn 1962`}
        maxLength={200}
        face="text"
      />
      <div className={newCollectionStyles.buttons}>
        <Button type="submit" look="primary" isDisabled={title.trim() === ''}>{t`Choose where…`}</Button>
        <Button look="quiet" onPress={onDone}>{t`Cancel`}</Button>
      </div>
    </form>
  );
}
